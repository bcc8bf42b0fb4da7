/** Numbers, rates and times as people read them: grouped by the viewer's locale, times in the viewer's zone. */
import { aroundWords, dayAt, dayWords, inSentence } from "../words/time.ts";

const number = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const grouped = (value: number): string => number.format(value);

/** A rate from 0 to 100, or null where there is nothing to divide by: never 0 or NaN then. */
export const rate = (value: number | null): string => (value === null ? "–" : `${percent.format(value)}%`);

/** `1:02` of seconds. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–";
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

const days = (at: Date): number => Math.floor((at.getTime() - at.getTimezoneOffset() * 60_000) / 86_400_000);

/** `Today 14:31`, `Tomorrow 09:00`, `Tue 24 Nov 09:00`, or with the year when that is another. */
export function moment(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  const away = days(at) - days(now);
  const near = dayWords[away];
  if (near !== undefined) return dayAt(near, time.format(at));
  if (at.getFullYear() !== now.getFullYear()) return dayAndYear.format(at);
  return dayAt(day.format(at), time.format(at));
}

/** The same inside a sentence: `today 14:31`. */
export const momentWithin = (instant: string, now?: Date): string => inSentence(moment(instant, now));

/** With weekday, seconds and zone, for a tooltip. */
export const exactly = (instant: string): string => whole.format(new Date(instant));

/** What is only estimated, to five minutes. */
function rounded(instant: string): Date {
  const fiveMinutes = 300_000;
  return new Date(Math.ceil(new Date(instant).getTime() / fiveMinutes) * fiveMinutes);
}

/** `Today 17:15`: to five minutes, for what is only estimated. */
export const roughly = (instant: string, now: Date = new Date()): string => moment(rounded(instant).toISOString(), now);

/** `around 17:15 today`: to five minutes, for what is only estimated. */
export function around(instant: string, now: Date = new Date()): string {
  const at = rounded(instant);
  const near = dayWords[days(at) - days(now)];
  return near === undefined ? aroundWords.at(moment(at.toISOString(), now)) : aroundWords.onDay(time.format(at), near);
}

/** A contact's name, or the number where there is none. */
export function nameOf(contact: { firstName: string | null; lastName: string | null; phone: string }): string {
  return [contact.firstName, contact.lastName].filter(Boolean).join(" ") || contact.phone;
}
