/** The words of calls: what became of them, and why somebody is not called yet. */
import type { CallResult, CallState, Outcome } from "#domain/call/outcomes.ts";
import type { SkipReason, WaitingReason } from "#domain/contact/lifecycle.ts";
import { grouped } from "../lib/format.ts";

export const resultWords: Record<CallResult, string> = {
  screened: "Answered by a call-screening service first",
  hung_up: "Hung up at once",
  silent: "Answered, but nobody spoke",
  declined: "Declined the call",
  opted_out: "Asked not to be called again",
  callback: "Asked to be called back",
  interrupted: "Interrupted on our side",
  invalid_number: "The number does not exist",
  blocked: "The call was blocked",
  trunk_rejected: "The line refused the call",
  congestion: "The network was too busy",
  trunk_unreachable: "The line could not be reached",
  media_incompatible: "No common sound format",
  routing_error: "The network found no way to the number",
  media_lost: "The sound was lost",
  fax: "A fax machine answered",
};

/** Where a call has no result of its own. */
export const outcomeSentences: Record<Outcome, string> = {
  success: "A conversation took place",
  voicemail: "Reached voicemail",
  no_answer: "Nobody answered",
  busy: "The line was engaged",
  failed: "A technical problem prevented the call",
};

export const callStateWords: Record<CallState, string> = {
  claimed: "About to call",
  dialing: "Dialling",
  ringing: "Ringing",
  talking: "Talking",
  ended: "Ended",
};

/** After a number: "9 talking, 2 ringing". */
export const callsInState: Record<CallState, (count: number) => string> = {
  claimed: (count) => `${grouped(count)} about to call`,
  dialing: (count) => `${grouped(count)} dialling`,
  ringing: (count) => `${grouped(count)} ringing`,
  talking: (count) => `${grouped(count)} talking`,
  ended: (count) => `${grouped(count)} ended`,
};

export const callWords = {
  calledOff: "Called off before an answer",
  goingOn: "Going on now",
};

export const skipWords: Record<SkipReason, string> = {
  do_not_call: "On the do-not-call list",
  invalid_number: "The number is not valid",
  missing_variable: "A detail the employee needs is missing",
  no_timezone: "Time zone not known",
};

/** `when`: a moment as it stands inside a sentence, such as `tomorrow 09:00`; null where it is not known. */
export const waitingWords: Record<WaitingReason, (when: string | null, attempts: number) => string> = {
  start: (when) => (when === null ? "Waits for the campaign to start" : `Campaign starts ${when}`),
  window: (when) => (when === null ? "Outside calling hours" : `Calling hours open ${when}`),
  quiet_hours: (when) => (when === null ? "Quiet hours" : `Quiet hours until ${when}`),
  blackout: (when) => (when === null ? "No calls on this date" : `No calls on this date; next ${when}`),
  concurrency: () => "In line, waits for a free place",
  rate: () => "In line, waits its turn",
  retry: (when, attempts) => (when === null ? `Try ${attempts + 1} is planned` : nextWords.next(attempts + 1, when)),
  callback: (when) => (when === null ? "Asked to be called back" : `Asked to be called ${when}`),
  other_campaign: (when) =>
    when === null ? "Was just called by another campaign" : `Called by another campaign; next ${when}`,
  daily_cap: (when) =>
    when === null ? "Called often enough for 24 hours" : `Called often enough for 24 hours; next ${when}`,
};

export const nextWords = {
  now: "Being called now",
  stopped: "Stopped before the first call",
  paused: "Waits until the campaign is resumed",
  inLine: "In line",
  noMore: "No more tries",
  next: (attempt: number, when: string) => `Try ${attempt}, ${when}`,
};

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth"];

/** `First try` */
export const tryWords = (attempt: number): string => `${ordinals[attempt - 1] ?? `${attempt}th`} try`;

/** What lists of calls and of conversations have in common. */
export const callList = {
  loading: "Loading",
  simulated: "Simulated",
  simulatedAbout: "Made on the simulator line: nobody was rung",
  contact: "Contact",
  outcome: "Outcome",
  happened: "What happened",
  talkTime: "Talk time",
  open: ", open conversation",
  newestFirst: "Newest first",
  /** @param most of those that wait, no more are counted */
  waiting: (count: number, most: number) =>
    `${grouped(Math.min(count, most))}${count >= most ? " or more" : ""} new ${count === 1 ? "call" : "calls"}`,
};

export const callRows = {
  label: "Calls, the latest first",
  try: "Try",
  tryNumber: (attempt: number) => `Try ${attempt}`,
  called: "Called",
};

export const liveStrip = {
  title: (live: number) => `${grouped(live)} ${live === 1 ? "call" : "calls"} live`,
  label: "Live calls",
  fewer: "Show fewer",
  all: (live: number) => `See all ${grouped(live)}`,
  some: (shown: number, live: number) => `See ${grouped(shown)} of ${grouped(live)}`,
};
