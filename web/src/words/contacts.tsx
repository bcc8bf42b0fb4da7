/** The words of the contacts: their list, what is done to those that are selected, and the form of one. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";
import { contactCount } from "./contact-fields.ts";

export const contactsPage = {
  title: "Contacts",
  sections: "Contacts sections",
  tabs: { all: "All contacts", filters: "Saved filters", imports: "Imports" },
  import: "Import",
  add: "Add contact",
};

export const contactList = {
  what: "The contacts",
  noun: ["contact", "contacts"],
  search: "Search contacts",
  searchHint: "Name, number or e-mail",
  columns: "Columns",
  columnsAbout: "Variables that most of your contacts have.",
  export: "Export",
  loadsOn: "The rest load as you scroll",
  noMatch: "No contacts match",
  noMatchFilters: "Nobody matches these filters.",
  noMatchSearch: (search: string) => `Nothing is found for “${search}”.`,
  clear: "Clear filters",
  none: "No contacts yet",
  noneAbout:
    "Everybody your campaigns call stands here, with the calls they had. Import a CSV or Excel file, or add people one by one.",
  importFile: "Import a file",
  selectOne: (name: string) => `Select ${name}`,
  selectShown: "Select the contacts shown",
  lowestFirst: "lowest or earliest first",
  highestFirst: "highest or latest first",
  zoneFromNumber: "From the number",
  never: "Never called",
} as const;

export const bulkWords = {
  selected: (count: number, isAll: boolean) =>
    isAll ? `All ${grouped(count)} selected` : `${grouped(count)} selected`,
  selectAll: (count: number) => `Select all ${grouped(count)}`,
  clear: "Clear",
  campaign: "New campaign",
  tag: "Tag",
  doNotCall: "Do not call",
};

export const tagDialog = {
  title: (count: number) => `Tag ${contactCount(count)}`,
  add: "Add",
  remove: "Take away",
  verb: "Change tags",
  done: (changed: number) => `${contactCount(changed)} changed.`,
};

export const doNotCallDialog = {
  title: (count: number) => `Never call ${contactCount(count)}?`,
  about:
    "Their numbers go on the do-not-call list. From that moment no campaign calls them, and retries that wait are dropped.",
  note: "Note",
  verb: "Do not call",
  done: (added: number, already: number) => {
    const now = added === 1 ? "1 number is" : `${grouped(added)} numbers are`;
    const before = already === 1 ? "1 was already" : `${grouped(already)} were already`;
    return `${now} on the do-not-call list now${already > 0 ? `; ${before}` : ""}.`;
  },
};

export const deleteDialog = {
  verb: (count: number) => `Delete ${contactCount(count)}`,
  title: (count: number) => `Delete ${contactCount(count)}?`,
  about:
    "This erases personal data for good: names, numbers, variables and conversations. Counts of campaigns stay as they " +
    "are, and numbers on the do-not-call list stay there. It cannot be undone.",
  calledStay: "Contacts that are being called now stay.",
  done: (deleted: number, inUse: number) => {
    const busy = `${contactCount(inUse)} ${inUse === 1 ? "is being called now and stays" : "are being called now and stay"}.`;
    return `${contactCount(deleted)} deleted.${inUse > 0 ? ` ${busy}` : ""}`;
  },
  titleOne: (name: string) => `Delete ${name}?`,
  verbOne: "Delete the contact",
  doneOne: (name: string) => `${name} is deleted.`,
};

export const contactForm = {
  editTitle: (name: string) => `Edit ${name}`,
  addTitle: "Add a contact",
  changedNumber: "A changed number applies to the next attempt.",
  newNumber: "With its country, such as +44 7700 900142.",
  languageAbout: "A language tag such as en or pt-BR.",
  zoneAbout: "Without one it is told from the number.",
  clearZone: "Tell the time zone from the number",
  add: "Add contact",
  saved: (name: string) => `${name} is saved.`,
  added: (name: string) => `${name} is added.`,
  /** A variable that has no name yet. */
  variable: (number: number) => `variable ${number}`,
  variableName: (number: number) => `Name of variable ${number}`,
  variableValue: (variable: string) => `Value of ${variable}`,
  removeVariable: (variable: string) => `Remove ${variable}`,
  name: "Name",
  value: "Value",
  addVariable: (icon: ReactNode): ReactNode => <>{icon} Add a variable</>,
};
