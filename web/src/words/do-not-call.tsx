/** The words of the list of numbers that are never dialled. */
import type { ReactNode } from "react";
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
  forEver: "For ever",
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
  untilAbout: "Empty: for ever",
  added: (phone: string) => `${phone} is not called any more.`,
};

export const doNotCallUpload = {
  title: "Upload a list",
  verb: "Upload",
  file: "File",
  fileAbout: "CSV or XLSX, one number in each row",
  choose: "Choose a file",
  missing: "Choose a file.",
  another: "Choose another file",
  country: "Country",
  countryAbout: "Of numbers that are written without one",
  everyCountry: "Every number has its country",
  noCountry: "No country",
  done: (added: number, already: number, rejected: number) => {
    const parts = [`${grouped(added)} added`, `${grouped(already)} on the list already`];
    if (rejected > 0)
      parts.push(`${grouped(rejected)} ${rejected === 1 ? "row" : "rows"} without a number that can be read`);
    return `${parts.join(", ")}.`;
  },
};
