/** What is done to campaigns, what is said when it was, and what a row says of its campaign beside numbers. */
import type { WizardStep } from "../features/campaigns/address.ts";
import { grouped } from "../lib/format.ts";

/** The name that a draft has until a person gives it one. */
export const unnamedCampaign = "Untitled campaign";

export const createWord = "Create Campaign";

export const actionWords = {
  start: "Start",
  pause: "Pause",
  resume: "Resume",
  retryFailed: (contacts: number) => `Retry failed (${grouped(contacts)})`,
  continueDraft: "Continue editing",
  edit: "Edit",
  duplicate: "Duplicate",
  export: "Export",
  stop: "Stop",
  delete: "Delete",
  of: (action: string, campaign: string) => `${action}: ${campaign}`,
  more: (campaign: string) => `More actions for ${campaign}`,
};

const failedContacts = (count: number) => (count === 1 ? "1 failed contact" : `${grouped(count)} failed contacts`);

export const doneWords = {
  scheduled: (campaign: string, when: string) => `“${campaign}” starts ${when}.`,
  started: (campaign: string) => `“${campaign}” is launched.`,
  paused: (campaign: string) => `“${campaign}” starts no new calls.`,
  resumed: (campaign: string) => `“${campaign}” goes on.`,
  stopped: (campaign: string) => `“${campaign}” is stopped.`,
  retriedFailed: (campaign: string, contacts: number) => `“${campaign}” calls ${failedContacts(contacts)} again.`,
  retried: (campaign: string) => `“${campaign}” calls its contacts again.`,
  duplicated: (campaign: string) => `Made a draft with the same settings and contacts: “${campaign}”.`,
  openDraft: "Open the draft",
  deleted: (campaign: string) => `“${campaign}” is deleted.`,
};

export const stateWords = {
  pausing: (live: number) => (live > 0 ? `Pausing, ${grouped(live)} live` : "Pausing"),
  resuming: "Resuming",
  canceled: (live: number) => `Canceled, ${grouped(live)} live`,
};

/** Moments are given as within a sentence. */
export const sinceWords = {
  stopped: (when: string, by: string | null) => (by === null ? `Stopped ${when}` : `Stopped ${when} by ${by}`),
  finished: (when: string) => `Finished ${when}`,
  paused: (when: string, by: string | null) => (by === null ? `Paused ${when}` : `Paused ${when} by ${by}`),
  started: (when: string, by: string | null) => (by === null ? `Started ${when}` : `Started ${when} by ${by}`),
  scheduled: (by: string) => `Scheduled by ${by}`,
  made: (when: string, by: string | null) => (by === null ? `Made ${when}` : `Made ${when} by ${by}`),
  withAbout: (since: string, description: string) => `${since}. ${description}`,
};

/** What a draft lacks before its next step. */
export const missingWords: Record<WizardStep, string> = {
  details: "Needs a name",
  employee: "Needs an AI employee",
  contacts: "Needs contacts",
  settings: "Needs a line",
  review: "Ready for review",
};

export const noteWords = {
  starts: (when: string) => `Starts ${when}`,
  done: (when: string) => `Done ${when}`,
  waiting: (contacts: number) => `${grouped(contacts)} ${contacts === 1 ? "contact" : "contacts"} waiting`,
  retryable: (contacts: number) => `${grouped(contacts)} failed, can be retried`,
  notCalled: (contacts: number) => `${grouped(contacts)} not called`,
};
