/** What is said of calls: results, states, why somebody is not called yet, and when next. */
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { CallResult, CallState } from "#domain/call/outcomes.ts";
import type { SkipReason, WaitingReason } from "#domain/contact/lifecycle.ts";
import type { Answer } from "../../lib/api.ts";
import { moment } from "../../lib/format.ts";

export type Call = Answer<"listCampaignCalls">["items"][number];
export type CampaignContact = Answer<"listCampaignContacts">["items"][number];

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

export const callStateWords: Record<CallState, string> = {
  claimed: "About to call",
  dialing: "Dialling",
  ringing: "Ringing",
  talking: "Talking",
  ended: "Ended",
};

export const skipWords: Record<SkipReason, string> = {
  do_not_call: "On the do-not-call list",
  invalid_number: "The number is not valid",
  missing_variable: "A detail the employee needs is missing",
  no_timezone: "Time zone not known",
};

/** With `when` where the instant of the next try is known, such as "Tomorrow 09:00". */
const waitingWords: Record<WaitingReason, (when: string | null, attempts: number) => string> = {
  start: (when) => (when === null ? "Waits for the campaign to start" : `Campaign starts ${lower(when)}`),
  window: (when) => (when === null ? "Outside calling hours" : `Calling hours open ${lower(when)}`),
  quiet_hours: (when) => (when === null ? "Quiet hours" : `Quiet hours until ${lower(when)}`),
  blackout: (when) => (when === null ? "No calls on this date" : `No calls on this date; next ${lower(when)}`),
  concurrency: () => "In line, waits for a free place",
  rate: () => "In line, waits its turn",
  retry: (when, attempts) => `Try ${attempts + 1}${when === null ? " is planned" : `, ${lower(when)}`}`,
  callback: (when) => (when === null ? "Asked to be called back" : `Asked to be called ${lower(when)}`),
  other_campaign: (when) =>
    when === null ? "Was just called by another campaign" : `Called by another campaign; next ${lower(when)}`,
  daily_cap: (when) =>
    when === null ? "Called often enough for 24 hours" : `Called often enough for 24 hours; next ${lower(when)}`,
};

/** Inside a sentence: "Today" and "Tomorrow" without their capital. */
export const lower = (when: string): string => when.replace(/^(Today|Tomorrow|Yesterday)/, (day) => day.toLowerCase());

/** "Why not called yet, and when next", in words; null where nothing comes next. */
export function whatIsNext(one: CampaignContact, campaign: CampaignStatus): string | null {
  const { status, skipReason, waitingFor, nextAttemptAt, attempts } = one;
  if (status === "in_progress") return "Being called now";
  if (status === "skipped") return skipReason === null ? null : skipWords[skipReason];
  if (status === "canceled") return "Stopped before the first call";
  const when = nextAttemptAt === null ? null : moment(nextAttemptAt);
  if (waitingFor === "start" && campaign === "paused") return "Waits until the campaign is resumed";
  if (waitingFor !== null) return waitingWords[waitingFor](when, attempts);
  if (when !== null) return `Try ${attempts + 1}, ${lower(when)}`;
  if (status === "pending") return "In line";
  return status === "success" ? null : "No more tries";
}

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth"];

export const tryWords = (attempt: number): string => `${ordinals[attempt - 1] ?? `${attempt}th`} try`;

/** What came of a call that has no summary: its result, else what the network said. */
export function whatHappened(call: Call): string {
  if (call.result !== null) return resultWords[call.result];
  if (call.outcome === null) return call.state === "ended" ? "Called off before an answer" : "Going on now";
  if (call.cause?.text && call.outcome === "failed") return call.cause.text;
  return plainWords[call.outcome];
}

const plainWords: Record<NonNullable<Call["outcome"]>, string> = {
  success: "A conversation took place",
  voicemail: "Reached voicemail",
  no_answer: "Nobody answered",
  busy: "The line was engaged",
  failed: "A technical problem prevented the call",
};
