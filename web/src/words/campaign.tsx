/** The words of a campaign's page: its head, how far it is, its rates and its chart. */
import type { ReactNode } from "react";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { grouped } from "../lib/format.ts";
import { campaignStatusWords } from "./en.ts";

export const campaignPage = {
  title: "Campaign",
  what: "The campaign",
  breadcrumb: "Breadcrumb",
  above: "Campaigns",
  none: "No such campaign",
  gone: "This campaign is not here",
  goneAbout: "It was deleted, or the address is not right.",
  deleted: "This campaign was deleted",
  deletedAbout: "Its conversations and numbers are gone with it. Calls of other campaigns go on.",
  all: "All campaigns",
  sections: "Campaign sections",
  latest: "Latest conversations",
  noConversations: "As soon as somebody answers, what was said stands here.",
};

export const sectionNames = {
  overview: "Overview",
  contacts: "Contacts",
  calls: "Calls",
  conversations: "Conversations",
  settings: "Settings",
  activity: "Activity",
};

const by = (who: string | null) => (who === null ? "" : ` by ${who}`);

export const campaignFacts = {
  noEmployee: "No AI employee yet",
  /** What happened to it last that matters in this status; `when` as inside a sentence. */
  last: {
    draft: (when, who) => `Created ${when}${by(who)}`,
    queued: (when, who) => `Launched ${when}${by(who)}`,
    running: (when, who) => `Started ${when}${by(who)}`,
    paused: (when, who) => `Paused ${when}${by(who)}`,
    completed: (when, who) => `Finished ${when}${by(who)}`,
    canceled: (when, who) => `Stopped ${when}${by(who)}`,
  } satisfies Record<CampaignStatus, (when: string, who: string | null) => string>,
  starts: (when: string) => `Starts ${when}`,
  from: (callerId: string | null, line: string) => (callerId === null ? `From ${line}` : `From ${callerId}, ${line}`),
  pace: (atOnce: number, tries: number) =>
    `${grouped(atOnce)} at once, ${tries === 1 ? "one try" : `up to ${tries} tries`}`,
};

const callsLive = (live: number) =>
  live > 0
    ? `${grouped(live)} ${live === 1 ? "call is" : "calls are"} still going on and will finish.`
    : "All calls have ended.";

export const calloutWords = {
  pausedBy: (who: string, when: string) => `Paused by ${who} ${when}.`,
  paused: "Paused.",
  /** After why it is paused. */
  pausedNow: (live: number) => `${callsLive(live)} Nobody else is called until it is resumed.`,
  editable: "Settings can be edited now.",
  starts: (when: string) => `Starts ${when}.`,
  queued: "Queued.",
  queuedUntil: "The first call is made as soon as calling hours are open and a place is free.",
  failed: (count: number) => `${grouped(count)} ${count === 1 ? "contact" : "contacts"} failed for technical reasons.`,
  retryAll: "A retry calls only these.",
  retrySome: (count: number) =>
    `A retry calls ${grouped(count)} of them; the other numbers do not exist or are not to be called.`,
  retryNone: "None of them can be called again.",
};

export const progressWords = {
  /** @param completed the number, drawn large */
  completed: (completed: ReactNode, total: number): ReactNode => (
    <>
      {completed} of {grouped(total)} completed
    </>
  ),
  progress: (percentage: ReactNode): ReactNode => <>Progress {percentage}</>,
  progressAbout:
    "Contacts that are through ÷ all contacts. Pending, in progress and waiting for another try are not through.",
  byStatus: "Contacts by status",
  show: ", show these contacts",
  none: "No contacts yet",
  toGo: (count: ReactNode): ReactNode => <>{count} to go</>,
  retrying: (count: ReactNode): ReactNode => <>, {count} waiting for another try</>,
  done: (around: string) => `Done ${around}`,
  placed: (calls: ReactNode, count: number, took: string | null): ReactNode => (
    <>
      {took === null ? "" : `Took ${took}, `}
      {calls} {count === 1 ? "call" : "calls"} placed
    </>
  ),
  neverCalled: (count: ReactNode): ReactNode => <>{count} never called</>,
};

/** What a screen reader is told while it runs. */
export const summaryOf = (status: CampaignStatus, completed: number, total: number, failed: number): string =>
  `${campaignStatusWords[status]}. ${grouped(completed)} of ${grouped(total)} completed, ${grouped(failed)} failed`;

const ofCompleted = (count: number, completed: number) => `${grouped(count)} of ${grouped(completed)} completed`;

export const rateWords = {
  label: "Rates",
  completion: {
    name: "Completion",
    whole: "Completion rate",
    sum: (completed: number, total: number) => `${grouped(completed)} of ${grouped(total)} contacts`,
    formula: "Completion rate: Completed ÷ total × 100. Completed means success, voicemail, no answer or busy.",
  },
  success: {
    name: "Success",
    whole: "Success rate",
    sum: ofCompleted,
    formula: "Success rate: Success ÷ completed × 100.",
  },
  answer: {
    name: "Answer",
    whole: "Answer rate",
    sum: ofCompleted,
    formula: "Answer rate: (Success + voicemail) ÷ completed × 100.",
  },
};

const tries = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const furtherWords = {
  humanAnswer: "Human answer rate",
  humanAnswerAbout: "Completed contacts whose last call a person answered ÷ completed × 100.",
  goal: "Goal rate",
  goalAbout: "Conversations that reached their goal ÷ conversations that had one × 100.",
  goalSum: (reached: number, all: number) => `Now ${grouped(reached)} of ${grouped(all)}.`,
  placed: "Calls placed",
  tries: "Tries per contact",
  triesAbout: "Calls placed ÷ contacts called at least once.",
  triesEach: (calls: number, contacts: number) => (contacts > 0 && calls > 0 ? tries.format(calls / contacts) : "–"),
  talkTime: "Talk time",
  talkTimeAbout: "Of all calls that ended, together.",
};

export const chartWords = {
  what: "The chart",
  ended: "Calls ended over time",
  perDay: "Calls ended per day",
  perHour: "Calls ended every hour",
  perMinutes: (minutes: number) => `Calls ended every ${minutes} minutes`,
  asChart: "Show as chart",
  asTable: "Show as table",
  none: "No call has ended yet.",
  time: "Time",
};
