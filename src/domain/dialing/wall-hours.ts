/**
 * Opening hours on a wall clock, before any zone is known: what each kind of day looks like, minute by minute. Which
 * instants these are is the work of zone-hours.ts.
 */
import { type Window, weekdays } from "../campaign/settings.ts";
import { dayMs, minuteMs } from "./local-time.ts";

/** What a piece of a day is: open, or closed for a reason. */
export type WallKind = "open" | "window" | "quiet_hours" | "blackout";

/** A piece of a day, half-open, in ms from its midnight on the wall clock. */
export interface DayPiece {
  from: number;
  to: number;
  kind: WallKind;
}

/** Days are counted from 1970-01-01 on the wall clock, which was a Thursday. */
export interface WallHours {
  /** The pieces of a day: in order, without gaps, from 0 to 24 hours. */
  piecesOf(day: number): readonly DayPiece[];
  /** Open at every minute of a week without blackout dates. */
  unbroken: boolean;
  isBlackout(day: number): boolean;
  /** The first blackout date on this day or after it; Infinity when there is none. */
  nextBlackout(day: number): number;
}

/** A half-open stretch of a day in minutes. */
type Stretch = readonly [from: number, to: number];

const clockTime = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/**
 * Minutes since midnight of `HH:MM`, up to 24:00.
 * @throws {RangeError} when it is no such time.
 */
function minuteOfDay(text: string): number {
  const match = clockTime.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a time of day; write it as HH:MM, from 00:00 to 24:00.`);
  return match[1] === undefined ? 1_440 : Number(match[1]) * 60 + Number(match[2]);
}

/**
 * The number of a `YYYY-MM-DD` date, counted in days from 1970-01-01.
 * @throws {RangeError} when there is no such date.
 */
function dayOfDate(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const instant = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : NaN;
  if (!match || new Date(instant).toISOString().slice(0, 10) !== text)
    throw new RangeError(`"${text}" is not a date; write it as YYYY-MM-DD.`);
  return instant / dayMs;
}

/** 0 = Monday, as in `weekdays`. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * A campaign's windows and blackout dates. A window that runs over midnight belongs to the day it starts on: on the
 * morning after a blackout date it does not exist. On a blackout date itself nothing is open.
 */
export function windowHours(windows: readonly Window[], blackoutDates: readonly string[]): WallHours {
  const begun: Stretch[][] = weekdays.map(() => []);
  const carriedOver: Stretch[][] = weekdays.map(() => []);
  for (const window of windows) {
    const from = minuteOfDay(window.from);
    const to = minuteOfDay(window.to);
    for (const name of window.days) {
      const weekday = weekdays.indexOf(name);
      const next = (weekday + 1) % 7;
      if (from < to) begun[weekday]?.push([from, to]);
      else {
        begun[weekday]?.push([from, 1_440]);
        carriedOver[next]?.push([0, to]);
      }
    }
  }
  const blackouts = [...new Set(blackoutDates.map(dayOfDate))].toSorted((a, b) => a - b);
  const isBlackout = blackouts.length === 0 ? () => false : inSet(blackouts);
  const ordinary = weekdays.map((_, at) =>
    piecesFrom([begun[at] ?? [], "open"], [carriedOver[at] ?? [], "open"], [wholeDay, "window"]),
  );
  const afterBlackout = weekdays.map((_, at) =>
    piecesFrom([begun[at] ?? [], "open"], [carriedOver[at] ?? [], "blackout"], [wholeDay, "window"]),
  );
  const blackout = piecesFrom([wholeDay, "blackout"]);
  return {
    piecesOf: (day) =>
      isBlackout(day) ? blackout : ((isBlackout(day - 1) ? afterBlackout : ordinary)[weekdayOf(day)] ?? []),
    unbroken: ordinary.every(isOpenThroughout),
    nextBlackout: (day) => blackouts.find((blackedOut) => blackedOut >= day) ?? Infinity,
    isBlackout,
  };
}

/** The hours outside the organisation's quiet hours. Equal ends mean that there are none: nothing is quiet. */
export function outsideQuietHours(quiet: { from: string; to: string }): WallHours {
  const from = minuteOfDay(quiet.from);
  const to = minuteOfDay(quiet.to);
  const stretches: Stretch[] =
    from < to
      ? [[from, to]]
      : from > to
        ? [
            [from, 1_440],
            [0, to],
          ]
        : [];
  const pieces = piecesFrom([stretches, "quiet_hours"], [wholeDay, "open"]);
  return {
    piecesOf: () => pieces,
    unbroken: isOpenThroughout(pieces),
    nextBlackout: () => Infinity,
    isBlackout: () => false,
  };
}

const wholeDay: Stretch[] = [[0, 1_440]];

/** A day from layers of stretches; where several cover a minute, the first named layer decides. */
function piecesFrom(...layers: readonly (readonly [stretches: readonly Stretch[], kind: WallKind])[]): DayPiece[] {
  const ends = new Set(layers.flatMap(([stretches]) => stretches.flat()));
  const edges = [...ends].toSorted((a, b) => a - b);
  const pieces: DayPiece[] = [];
  for (const [at, from] of edges.entries()) {
    const to = edges[at + 1];
    const layer = layers.find(([stretches]) => stretches.some((stretch) => from >= stretch[0] && from < stretch[1]));
    if (to === undefined || !layer) continue;
    const last = pieces.at(-1);
    if (last?.kind === layer[1]) last.to = to * minuteMs;
    else pieces.push({ from: from * minuteMs, to: to * minuteMs, kind: layer[1] });
  }
  return pieces;
}

function isOpenThroughout(pieces: readonly DayPiece[]): boolean {
  return pieces.every((piece) => piece.kind === "open");
}

function inSet(days: readonly number[]): (day: number) => boolean {
  const set = new Set(days);
  return (day) => set.has(day);
}
