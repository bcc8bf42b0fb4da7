/** Calling hours as a week of days with spans in them, which is how people draw them; windows are how they are kept. */
import { type Weekday, weekdays, type Window } from "#domain/campaign/settings.ts";

/** Minutes of the day it starts on; `until` beyond 1,440 is the next morning. */
export interface Span {
  from: number;
  until: number;
}

export type Week = Record<Weekday, Span[]>;

export const dayMinutes = 1_440;
/** What a drag or an arrow key moves by, minutes. */
export const step = 30;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const two = (value: number): string => String(value).padStart(2, "0");

/** `09:30`; the minutes of the next day read as its clock does. */
export const clockOf = (minutes: number): string =>
  `${two(Math.floor((minutes % dayMinutes) / 60))}:${two(minutes % 60)}`;

export const spanText = ({ from, until }: Span): string =>
  `${clockOf(from)}–${until === dayMinutes ? "24:00" : clockOf(until)}`;

/** `09:00–12:30, 13:30–19:00`; nothing for no hours. */
export const hoursText = (spans: readonly Span[]): string => spans.map(spanText).join(", ");

/** A span by its two clocks: an end at or before the beginning is the next morning. */
export function spanOf(from: string, to: string): Span {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return { from: start, until: end > start ? end : end + dayMinutes };
}

/** What of a span lies after midnight, on the clock of the next day: one span or none. */
export function nextMorning({ until }: Span): Span[] {
  return until > dayMinutes ? [{ from: 0, until: until - dayMinutes }] : [];
}

const share = (minutes: number): string => `${(minutes / dayMinutes) * 100}%`;

/** Where a span stands in the strip of its day. */
export function placeOf({ from, until }: Span): { left: string; width: string } {
  return { left: share(from), width: share(Math.min(until, dayMinutes) - from) };
}

export function weekOf(windows: readonly Window[]): Week {
  const week = Object.fromEntries(weekdays.map((day): [Weekday, Span[]] => [day, []])) as Week;
  for (const { days, from, to } of windows) for (const day of days) week[day].push(spanOf(from, to));
  for (const day of weekdays) week[day] = joined(week[day]);
  return week;
}

/** Days with the same hours share a window; in the order of the clock. */
export function windowsOf(week: Week): Window[] {
  const days = new Map<string, Weekday[]>();
  for (const day of weekdays) {
    for (const { from, until } of week[day]) {
      const key = `${clockOf(from)} ${until === dayMinutes ? "24:00" : clockOf(until)}`;
      days.set(key, [...(days.get(key) ?? []), day]);
    }
  }
  const windows = [...days].map(([key, on]): Window => ({ days: on, from: key.slice(0, 5), to: key.slice(6) }));
  return windows.toSorted(
    (a, b) => weekdays.indexOf(a.days[0]!) - weekdays.indexOf(b.days[0]!) || a.from.localeCompare(b.from),
  );
}

/** In order, and those that touch or overlap as one; none longer than a day. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else result.push({ ...span });
  }
  return result.map(({ from, until }) => ({ from, until: Math.min(until, from + dayMinutes) }));
}

/** Moved within its day. */
export function moved({ from, until }: Span, by: number): Span {
  const most = until > dayMinutes ? dayMinutes - step - from : dayMinutes - until;
  const way = Math.max(-from, Math.min(by, most));
  return { from: from + way, until: until + way };
}

/** With its beginning or its end elsewhere; never shorter than a step, never past midnight unless it was already. */
export function resized(span: Span, edge: "from" | "until", by: number): Span {
  if (edge === "from") return { ...span, from: Math.max(0, Math.min(span.from + by, span.until - step)) };
  const latest = span.until > dayMinutes ? span.from + dayMinutes : dayMinutes;
  return { ...span, until: Math.max(span.from + step, Math.min(span.until + by, latest)) };
}

/** An hour where a day has room for it: office hours on an empty day, else after the last span, else before the first. */
export function freeSpan(spans: readonly Span[]): Span | null {
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last) return { from: 540, until: 1_020 };
  if (last.until + 60 + step <= dayMinutes) return { from: last.until + step, until: last.until + step + 60 };
  return first.from >= 60 + step ? { from: first.from - step - 60, until: first.from - step } : null;
}
