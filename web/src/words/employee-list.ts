/** The words of the page of all AI employees, and of what is done to one from there. */
import { grouped } from "../lib/format.ts";

export const employeeList = {
  title: "AI employees",
  about: "They make the calls. Each has a voice, a way of talking and things to find out.",
  create: "New AI employee",
  loading: "Loading AI employees",
  noneTitle: "No AI employee yet",
  none: "An AI employee makes the calls of a campaign: it has a greeting, instructions and things to find out.",
  searchLabel: "Search AI employees",
  search: "Search by name or role",
  noMatchTitle: "No AI employee matches",
  noMatch: (search: string) => `None has “${search}” in its name or role.`,
  clearSearch: "Clear search",
};

export const employeeCard = {
  lines: "Calls now",
  busy: (live: number, most: number) => `${grouped(live)} of ${grouped(most)}`,
  idle: "Free: no campaign of it is running",
  atOnce: "Calls at once",
  keys: "Keys",
  findsOut: "Finds out",
  details: (count: number) => `${grouped(count)} ${count === 1 ? "detail" : "details"}`,
  off: (name: string) => `Switched off: no campaign can be launched with ${name}.`,
  left: (name: string, count: number) =>
    count === 1 ? `One thing left before ${name} can call:` : `${grouped(count)} things left before ${name} can call:`,
  finish: "Finish setup",
  edit: "Edit",
  testCall: "Test call",
  actions: (name: string) => `Actions for ${name}`,
  delete: "Delete",
};

export const employeeDelete = {
  title: (name: string) => `Delete ${name}`,
  verb: "Delete",
  about: "It cannot be chosen for campaigns any more. Finished campaigns keep its name.",
  done: (name: string) => `${name} is deleted.`,
};

export const employeeCreate = {
  title: "New AI employee",
  verb: "Create",
  name: "Name",
  nameAbout: "Spoken on the phone",
  role: "Role",
  roleAbout: "For your team, such as Lead qualification",
  kind: "Kind",
};
