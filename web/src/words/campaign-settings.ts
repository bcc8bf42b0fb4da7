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

export const shortDayNames: Record<Weekday, string> = {
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
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
  callerId: "The caller ID",
  maxConcurrentCalls: "Calls at once",
  callsPerSecond: "New calls per second",
  maxRetries: "Max retries",
  delaySeconds: "The retry delay",
  ringTimeoutSeconds: "Ring for",
  maxCallSeconds: "The longest call",
  opening: "The opening line",
  message: "The message",
  windows: "The calling hours",
  blackoutDates: "The blackout dates",
  zone: "The time zone",
  endsAt: "The end date",
};
