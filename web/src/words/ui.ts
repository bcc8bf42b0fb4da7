/** What is said in many places: of what loads, did not load or is not there, and by buttons that are everywhere. */
import { grouped } from "../lib/format.ts";

export const loading = "Loading";

export const failureWords = {
  role: "Not for your role",
  whoHelps: "An owner or admin can change your role.",
  unexpected: "Something unexpected happened.",
  title: (what: string) => `${what} did not load`,
  about: (problem: string) => `${problem} Calls that are running are not affected.`,
  again: "Try again",
  request: (id: string) => `Request ${id}`,
};

export const dialogWords = { close: "Close", cancel: "Cancel", done: "Done", keep: "Keep" };

export const noticeWords = { label: "Notices", close: "Close notice" };

export const listWords = {
  /** @param noun of the total, in its number */
  count: (shown: number, total: number, noun: string) =>
    shown < total ? `${grouped(shown)} of ${grouped(total)} ${noun}` : `${grouped(total)} ${noun}`,
  narrow: "Narrow the search to see the rest",
};

export const barWords = {
  noContacts: "No contacts yet",
  count: (status: string, contacts: number) => `${status} ${grouped(contacts)}`,
  done: (done: number, total: number) => `${grouped(done)} of ${grouped(total)}`,
};

export const yesOrNo = (value: boolean): string => (value ? "Yes" : "No");

export const copy = "Copy";
export const copied = "Copied";
export const showMore = "Show more";
export const save = "Save";
