/** The words of the wizard's third step: three ways to add contacts, and who is in the campaign. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";
import { contactCount } from "./wizard.ts";

export const sourceWords = {
  label: "Where the contacts come from",
  upload: { name: "Upload CSV", about: "From a spreadsheet or another system" },
  existing: { name: "Select Existing", about: "Pick people from your contacts" },
  filter: { name: "Filtered Selection", about: "Everyone who matches your conditions" },
  add: (count: number) => `Add ${contactCount(count)}`,
  added: (count: number, already: number) =>
    `${contactCount(count)} added.${already > 0 ? ` ${grouped(already)} ${already === 1 ? "was" : "were"} in it already.` : ""}`,
};

export const personHeads = { name: "Name", phone: "Phone" };

export const existingWords = {
  what: "The contacts",
  table: "Contacts to pick from",
  search: "Search contacts",
  searchHint: "Name, number, company or tag",
  count: (picked: number, found: number): ReactNode => (
    <>
      <b className="num">{grouped(picked)}</b> picked, {grouped(found)} found
    </>
  ),
  pickAll: (found: number) => `Pick all ${grouped(found)} found`,
  clear: "Clear",
  everyone: "Everyone who was found",
  tag: "Tag",
  anyTag: "Any tag",
  nobody: "Nobody left to pick",
  nobodyAbout: "Everyone in your contacts is in this campaign, or you have no contacts yet.",
  noMatch: "No contacts match",
  noMatchAbout: (search: string) =>
    search === "" ? "Nobody outside this campaign has that tag." : `Nobody outside this campaign matches “${search}”.`,
  clearSearch: "Clear filters",
  pick: "Pick",
  pickOne: (name: string) => `Pick ${name}`,
  company: "Company",
  tags: "Tags",
  last: "Last call",
  doNotCall: "Do not call",
  never: "Never",
  foot: (count: number) => (count === 1 ? "contact" : "contacts"),
};

export const filterWords = {
  startFrom: "Start from a saved filter",
  choose: "Choose",
  saved: (name: ReactNode): ReactNode => (
    <>
      People who match the saved filter <b>{name}</b>, which has groups of conditions.
    </>
  ),
  instead: "Set conditions instead",
  addCondition: "Add condition",
  removeCondition: "Remove condition",
  join: "All or any",
  joins: { all: "all", any: "any" },
  match: (join: ReactNode): ReactNode => <>People who match {join} of these</>,
  unset: "Fill in a condition to see how many match. The list is fixed when they are added.",
  toAdd: "to add",
  seeAll: "See all",
  newTab: " in a new tab",
  counts: (matching: number, total: number, already: number, doNotCall: number): ReactNode => (
    <>
      <b className="num">{grouped(matching)}</b> match, out of {contactCount(total)}.
      {already > 0 && ` ${grouped(already)} ${already === 1 ? "is" : "are"} in the campaign already.`}
      {doNotCall > 0 &&
        ` ${grouped(doNotCall)} ${doNotCall === 1 ? "is" : "are"} on the do-not-call list and will be skipped.`}
    </>
  ),
};

export const memberWords = {
  title: (count: number) => `In this campaign: ${contactCount(count)}`,
  table: "Contacts in this campaign",
  what: "The contacts of the campaign",
  search: "Search in this campaign",
  searchHint: "Name or number",
  noMatch: (search: string) => `Nobody in this campaign matches “${search}”.`,
  foot: (count: number) => (count === 1 ? "contact, in calling order" : "contacts, in calling order"),
  status: "Status",
  remove: "Remove",
  removeOne: (name: string) => `Remove ${name}`,
  removeAll: "Remove all",
  removeTitle: "Remove all contacts from this campaign?",
  removeAbout: (count: number) =>
    `${grouped(count)} that were not called yet are taken off its list. They stay in your contacts.`,
  keep: "Keep them",
  removeCount: (count: number) => `Remove ${contactCount(count)}`,
};
