/** The words of the list of numbers that are never dialled. */
import type { ReactNode } from "react";
import type { DoNotCallVerdict } from "#domain/contact/do-not-call-import.ts";
import { grouped } from "../lib/format.ts";

export const doNotCallList = {
  whole: "The do-not-call list",
  label: "Do-not-call list",
  loading: "Loading the list",
  noneTitle: "Nobody is on the list",
  none: "Numbers on this list are never dialled, whatever a campaign says. Whoever asks during a call is put on it.",
  noMatchTitle: "No entries match",
  noMatch: "No number or note has what was searched for.",
  clearFilters: "Clear filters",
  search: "Search numbers and notes",
  which: "Which entries",
  status: { "": "All entries", active: "In force", expired: "Expired" },
  export: "Export",
  upload: "Upload list",
  add: "Add number",
  number: "Number",
  why: "Why",
  note: "Note",
  since: "Since",
  until: "Until",
  actions: "Actions",
  forEver: "Forever",
  expired: (when: string) => `${when} (expired)`,
  sourceAndNote: (source: string, note: string) => `${source}: ${note}`,
  sinceUntil: (since: string, until: ReactNode): ReactNode =>
    until === null ? (
      `Since ${since}`
    ) : (
      <>
        Since {since}, until {until}
      </>
    ),
  entries: (count: number) => (count === 1 ? "entry" : "entries"),
  checked: "Checked on import, at launch and before every call",
  remove: (phone: string) => `Take ${phone} off the list`,
  removeVerb: "Take off",
  removeAbout: "Campaigns may call the number again. Contacts that were skipped for it stay skipped.",
  removed: (phone: string) => `${phone} may be called again.`,
};

export const doNotCallAdd = {
  title: "Add a number",
  verb: "Add number",
  number: "Number",
  numberAbout: "With its country",
  note: "Note",
  until: "Until",
  untilAbout: "Empty: keep forever",
  added: (phone: string) => `${phone} is not called any more.`,
};

export const doNotCallUpload = {
  title: "Upload a list",
  check: "Check file",
  verb: (numbers: number) =>
    numbers === 0 ? "Nothing to add" : `Add ${grouped(numbers)} ${numbers === 1 ? "number" : "numbers"}`,
  file: "File",
  fileAbout: "CSV or XLSX. Every number in every column of numbers is listed.",
  choose: "Choose a file",
  missing: "Choose a file.",
  another: "Choose another file",
  columns: "Columns with numbers",
  columnsMissing: "Choose at least one column.",
  country: "Country",
  countryAbout: "Of numbers that are written without one",
  fromFile: "Told from the file",
  noCountry: "No country",
  rows: (rows: number) => `${grouped(rows)} ${rows === 1 ? "row" : "rows"}`,
  verdicts: {
    listed: (rows: number) => `${grouped(rows)} with new numbers`,
    already: (rows: number) => `${grouped(rows)} on the list already`,
    partly: (rows: number) => `${grouped(rows)} in which one of the numbers cannot be read`,
    invalid_number: (rows: number) => `${grouped(rows)} without a number that can be read`,
    missing_number: (rows: number) => `${grouped(rows)} without a number`,
  } satisfies Record<DoNotCallVerdict, (rows: number) => string>,
  example: (row: number, reason: string) => `Row ${grouped(row)}: ${reason}`,
  more: (rows: number) => `And ${grouped(rows)} more. All of them come back as a file.`,
  added: (numbers: number) => `${grouped(numbers)} ${numbers === 1 ? "number is" : "numbers are"} not called any more.`,
  download: (rows: number) => `Download ${grouped(rows)} rejected ${rows === 1 ? "row" : "rows"}`,
};
