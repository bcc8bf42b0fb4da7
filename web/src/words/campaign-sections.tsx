/** The words of a campaign's sections: its contacts, calls, activity, and what a draft still lacks. */
import type { ReactNode } from "react";
import type { SkipReason } from "#domain/contact/lifecycle.ts";
import { grouped } from "../lib/format.ts";
import { skipWords } from "./calls.ts";

/** Of one and of many, after their count. */
export const contactNoun = ["contact", "contacts"] as const;

export const contactsTab = {
  what: "Contacts",
  search: "Name or number",
  filter: "Filter by status",
  all: "All",
  inOrder: "In calling order",
  stale: "Calls went on since; refresh",
  none: "No contacts yet",
  noneAbout: "Nobody is on this campaign’s list.",
  noMatch: "No contacts match",
  noMatchAbout: "No contact of this campaign has this status, name or number.",
  clear: "Clear filters",
};

export const contactRows = {
  label: "Contacts of this campaign",
  contact: "Contact",
  phone: "Phone",
  status: "Status",
  tries: "Tries",
  triesNamed: (tries: string) => `Tries ${tries}`,
  triesOf: (made: number, most: number) => (made <= most ? `${made} of ${most}` : String(made)),
  result: "Result",
  next: "Next",
  remove: "Remove",
  removeFrom: "Remove from this campaign",
  removeOne: (name: string) => `Remove ${name} from this campaign`,
  removed: (name: string) => `${name} is no longer in this campaign.`,
  deleted: "Deleted contact",
};

export const callNoun = ["call", "calls"] as const;

export const callsTab = {
  what: "Calls",
  list: "List of calls",
  none: "No calls yet",
  noneAbout: "Every call stands here, answered or not.",
};

export const activityTab = {
  what: "The activity",
  label: "Activity, the latest first",
  older: "Show older",
  /** Who did what nobody did. */
  system: "Campanile",
  none: "Nothing has happened yet",
  noneAbout: "Who starts, pauses or changes this campaign, and when, stands here.",
};

export const draftWords = {
  what: "The check",
  lacking: "Not ready to start",
  ready: "Before it starts",
  calls: (contacts: number, atOnce: number, done: string | null) =>
    `A start calls ${grouped(contacts)} ${contacts === 1 ? "contact" : "contacts"}, up to ${grouped(atOnce)} at once.` +
    (done === null ? "" : ` Done ${done}.`),
  problem: (message: string): ReactNode => (
    <>
      <span className="vh">Missing: </span>
      {message}
    </>
  ),
  skipped: (count: number, reason: SkipReason) => `${grouped(count)} left out: ${skipWords[reason].toLowerCase()}.`,
  complete: "Nothing is missing.",
};
