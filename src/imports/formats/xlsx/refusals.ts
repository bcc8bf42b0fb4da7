/** The sentences for workbooks that cannot be read, where several files need the same one. */
import { Refusal } from "#domain/errors.ts";
import { unreadable } from "../../unreadable.ts";

const saveAgain = "open it in a spreadsheet program, save it again and upload that file";

/** `what` is the matter, as the end of a sentence. */
export function damaged(what: string): Refusal {
  return unreadable(`The workbook is damaged: ${what}; ${saveAgain}.`);
}

/** For what no spreadsheet program writes, and files made to do harm do. */
export function untrustworthy(what: string): Refusal {
  return unreadable(`The workbook is not read, because ${what}, as in files made to do harm; ${saveAgain}.`);
}

/** `is`: what the file is instead of a workbook. */
export function otherFile(is: string, todo: string): Refusal {
  return unreadable(`The file is ${is}, which cannot be read; ${todo}.`);
}

/** A name out of the file, short enough for a sentence. */
export function quoted(name: string): string {
  return `"${name.length > 60 ? `${name.slice(0, 60)}…` : name}"`;
}

/** Some names out of the file; not all where they are many. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map(quoted).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

/** Whatever a library does not understand of the file is damage; what the system could not do stays a fault. */
export function damageOr(error: unknown, what: string): unknown {
  const isOurs = error instanceof Refusal || !(error instanceof Error) || "syscall" in error;
  return isOurs ? error : damaged(what);
}
