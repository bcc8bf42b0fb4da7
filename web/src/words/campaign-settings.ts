/** The words of a campaign's settings. */
import type { Outcome } from "#domain/call/outcomes.ts";
import type { Weekday } from "#domain/campaign/settings.ts";
import type { SkipReason } from "#domain/contact/lifecycle.ts";

export const dayNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

const shortDayNames: Record<Weekday, string> = {
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
};

function listed(words: readonly string[], last: string): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** `a, b and c` */
export const allOf = (words: readonly string[]): string => listed(words, "and");

/** `a, b or c` */
export const oneOf = (words: readonly string[]): string => listed(words, "or");

/** `Mon to Thu` */
export const dayRun = (first: Weekday, last: Weekday): string =>
  first === last ? shortDayNames[first] : `${shortDayNames[first]} to ${shortDayNames[last]}`;

export const noCalls = "No calls";

export type LengthUnit = "day" | "hour" | "minute" | "second";

export const lengthWords: Record<LengthUnit, (count: number) => string> = {
  day: (count) => (count === 1 ? "1 day" : `${count} days`),
  hour: (count) => (count === 1 ? "1 hour" : `${count} hours`),
  minute: (count) => (count === 1 ? "1 minute" : `${count} minutes`),
  second: (count) => (count === 1 ? "1 second" : `${count} seconds`),
};

export const zoneWords = { contact: "Each contact’s own time" };

/** How the tries of a contact follow on each other. */
export const triesWords = {
  one: "One try",
  upTo: (tries: number, apart: string) => `Up to ${tries} tries, ${apart}`,
  apart: (delay: string) => `${delay} apart`,
  growing: (delay: string) => `first after ${delay}, then twice as long each time`,
  after: (outcomes: string) => `after ${outcomes}`,
};

/** In the middle of a sentence: "after no answer, busy or failed". */
export const afterOutcome: Record<Outcome, string> = {
  success: "success",
  voicemail: "voicemail",
  no_answer: "no answer",
  busy: "busy",
  failed: "failed",
};

/** After a number: "12 on the do-not-call list". */
export const skipReasonWords: Record<SkipReason, string> = {
  do_not_call: "on the do-not-call list",
  invalid_number: "with a number that does not exist",
  missing_variable: "with no value for a variable the AI employee says",
  no_timezone: "whose time zone is not known",
};

/** What a field is called where it stands, for the server's sentences. */
export const fieldLabels: Record<string, string> = {
  name: "The name",
  description: "The description",
  aiEmployeeId: "The AI employee",
  lineId: "The line",
  callerId: "The caller ID",
  maxConcurrentCalls: "Calls at once",
  callsPerSecond: "New calls per second",
  maxRetries: "Max retries",
  delaySeconds: "The retry delay",
  backoff: "The growth of the retry delay",
  on: "The retry conditions",
  ringTimeoutSeconds: "Ring for",
  maxCallSeconds: "The longest call",
  recording: "The recording of calls",
  action: "The voicemail choice",
  opening: "The opening line",
  message: "The message",
  windows: "The calling hours",
  blackoutDates: "The blackout dates",
  timezone: "The clock",
  zone: "The time zone",
  endsAt: "The end date",
};
