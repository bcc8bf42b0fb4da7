/** Settings said in a few words, for summaries. */
import { type RetrySettings, type Weekday, weekdays, type Window } from "#domain/campaign/settings.ts";
import { retryDelaySeconds } from "#domain/dialing/retry.ts";
import {
  afterOutcome,
  dayRun,
  type LengthUnit,
  lengthWords,
  oneOf,
  triesWords,
  zoneWords,
} from "../../words/campaign-settings.ts";
import type { Settings } from "./fields.ts";
import { hoursText, weekOf } from "./week.ts";

/** One line for each run of days with the same hours: `Mon to Thu 09:00–12:30, 13:30–19:00`. */
export function hoursLines(windows: readonly Window[]): string[] {
  const week = weekOf(windows);
  const runs: Array<{ first: Weekday; last: Weekday; hours: string }> = [];
  for (const day of weekdays) {
    const hours = hoursText(week[day]);
    const before = runs.at(-1);
    if (before?.hours === hours) before.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs.filter(({ hours }) => hours !== "").map(({ first, last, hours }) => `${dayRun(first, last)} ${hours}`);
}

export function zoneText(timezone: Settings["timezone"]): string {
  return timezone.mode === "fixed" ? zoneName(timezone.zone) : zoneWords.contact;
}

/** `Europe/London` as people say it. */
export const zoneName = (zone: string): string => zone.replaceAll("_", " ");

const dates = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** A calendar date as people read it: `2026-12-25` as "Fri, 25 Dec 2026". */
export const dateText = (date: string): string => dates.format(new Date(`${date}T00:00:00Z`));

const units: ReadonlyArray<{ seconds: number; name: LengthUnit }> = [
  { seconds: 86_400, name: "day" },
  { seconds: 3_600, name: "hour" },
  { seconds: 60, name: "minute" },
  { seconds: 1, name: "second" },
];

/** `4 hours`, `1 day 12 hours`: to two units. */
export function lengthText(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.round(seconds);
  for (const { seconds: length, name } of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(lengthWords[name](count));
  }
  return parts.slice(0, 2).join(" ") || lengthWords.second(0);
}

/** How long after the try before each further try comes, seconds. */
export function retryDelays(retry: RetrySettings): number[] {
  return Array.from({ length: retry.maxRetries }, (_, index) => retryDelaySeconds(retry, index));
}

export const retries = (retry: RetrySettings): boolean => retry.maxRetries > 0 && retry.on.length > 0;

/** `Up to 3 tries, 4 hours apart` */
export function triesText(retry: RetrySettings): string {
  return retries(retry) ? triesWords.upTo(retry.maxRetries + 1, apartText(retry)) : triesWords.one;
}

/** How the tries follow on each other: `4 hours apart`. */
export function apartText(retry: RetrySettings): string {
  const delay = lengthText(retry.delaySeconds);
  return retry.backoff === "fixed" ? triesWords.apart(delay) : triesWords.growing(delay);
}

/** `after no answer, busy or failed` */
export const conditionsText = (retry: RetrySettings): string =>
  triesWords.after(oneOf(retry.on.map((outcome) => afterOutcome[outcome])));
