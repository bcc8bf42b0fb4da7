/** The words of imports: their states, the verdicts on rows, what came of one, and their list. */
import type { ReactNode } from "react";
import type {
  AttributeType,
  DuplicatePolicy,
  ImportField,
  ImportStatus,
  ImportVerdict,
} from "#domain/contact/import.ts";
import type { Answer } from "../lib/api.ts";
import { grouped } from "../lib/format.ts";
import { contactFactWords, contactFieldWords } from "./contact-fields.ts";

export const statusWords: Record<ImportStatus, string> = {
  mapping: "Columns to match",
  checking: "Checking",
  preview: "To confirm",
  importing: "Importing",
  done: "Done",
  failed: "Failed",
  undone: "Undone",
};

export const verdictWords: Record<ImportVerdict, string> = {
  ready: "Ready",
  invalid_number: "Bad number",
  missing_number: "No number",
  duplicate_in_file: "Same number twice",
  duplicate_in_contacts: "Already stored",
  do_not_call: contactFactWords.doNotCall,
  other: "Something else",
};

export const fieldWords: Record<ImportField, string> = {
  ...contactFieldWords,
  phone: "Phone number",
  tags: contactFactWords.tags,
};

export const typeWords: Record<AttributeType, string> = {
  text: "text",
  number: "a number",
  date_dmy: "day/month/year",
  date_mdy: "month/day/year",
  date_ymd: "year/month/day",
  yes_no: "yes or no",
};

export const policyWords: Record<DuplicatePolicy, { label: string; about: string }> = {
  skip: { label: "Keep what is stored", about: "Nothing in them changes." },
  fill_blanks: { label: "Fill in blanks", about: "Only what they lack is taken from the file." },
  update: { label: "Update", about: "The file replaces what is stored; empty cells erase nothing." },
};

export const becauseWords: Record<Answer<"listKeptContacts">["items"][number]["because"], string> = {
  called: "Was called meanwhile",
  in_campaign: "Is in a campaign",
  changed: "Was changed meanwhile",
};

export const rowCount = (count: number): string => `${grouped(count)} ${count === 1 ? "row" : "rows"}`;

export const importPage = {
  title: "Import contacts",
  back: "Contacts",
  notForRole: "Your role may look at contacts, not import them. An owner or admin can change it.",
  what: "The import",
  gone: "This import is gone",
  goneAbout: "The file was uploaded anew and took its place, or it was never there.",
  again: "Import a file",
  notYet: "It is not imported yet. Your role may look at contacts, not import them.",
};

/** What came of an import, in its list and at its end. */
export const sumWords = {
  rows: "Rows",
  added: "New",
  changed: "Updated",
  alreadyThere: "Already there",
  leftOut: "Left out",
  leftOutRows: "Left-out rows",
  leftOutCount: (count: number) => `Left-out rows (${grouped(count)})`,
};

export const importList = {
  what: "The imports",
  noun: ["import", "imports"],
  table: "Imports",
  file: "File",
  state: "State",
  imported: "Imported",
  actions: "Actions",
  actionsFor: (file: string) => `Actions for ${file}`,
  open: "Open",
  seeKept: "See what stayed",
  moving: (status: string, percent: number) => `${status}, ${percent}%`,
  /** Counts, or a dash where they are not known. */
  counts: (rows: string, added: string, changed: string, left: string) => [
    `${rows} rows`,
    `${added} new`,
    `${changed} updated`,
    `${left} left out`,
  ],
  by: (at: string, who: string | null) => (who === null ? at : `${at}, ${who}`),
  undoable: "An import can be undone",
  none: "No imports yet",
  noneAbout: "A file of contacts shows here while it is checked and brought in, and can be undone afterwards.",
  importFile: "Import a file",
} as const;

export const workingWords = {
  about: "You can leave this page; the work goes on.",
  checking: {
    title: "Checking every row",
    bar: "Checked",
    done: (done: number, total: number) => `${grouped(done)} of ${grouped(total)} rows checked`,
  },
  importing: {
    title: "Adding the contacts",
    bar: "Imported",
    done: (done: number, total: number) => `${grouped(done)} of ${grouped(total)} rows imported`,
  },
};

export const endWords = {
  done: (file: string) => `${file} is imported`,
  show: "Show these contacts",
  failed: (file: string) => `${file} could not be imported`,
  noReason: "The server gave no reason.",
  another: "Import another file",
  undone: (file: string, error: string | null): ReactNode => (
    <>
      The import of {file} is undone: its new contacts are gone, and those it changed are as they were. {error}
    </>
  ),
};

export const undoWords = {
  open: "Undo this import",
  title: (file: string) => `Undo the import of ${file}?`,
  about: (added: number, changed: number) =>
    `It added ${grouped(added)} and changed ${grouped(changed)} contacts. The added ones are deleted, and the changed ones become what they were.`,
  stays: "Contacts that were called, are in a campaign or were changed meanwhile stay. You get a list of them.",
  keep: "Keep the import",
  verb: "Undo the import",
  done: (file: string) => `The import of ${file} is undone.`,
  whatStayed: "What stayed",
};

export const keptWords = {
  what: "The kept contacts",
  noun: ["contact", "contacts"],
  none: "No contact had to stay.",
  title: "These contacts stayed",
  table: "Contacts that stayed",
  row: "Row",
  contact: "Contact",
  phone: contactFieldWords.phone,
  why: "Why it stayed",
} as const;
