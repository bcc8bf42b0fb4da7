/** Opening hours of a wall clock in one zone: which instants are open, and when that changes. */
import { dayMs, offsetSpanAt, type ZoneClock, zoneClock } from "./local-time.ts";
import type { WallHours, WallKind } from "./wall-hours.ts";

/** The answer for an instant and for all that follow until `until`. Instants in ms. */
export interface ZoneState {
  from: number;
  /** The first instant at which `kind` is another. */
  until: number;
  kind: WallKind;
  /**
   * The first instant at which open becomes closed (Infinity: never) or closed becomes open (null: not within
   * `searchDays` of any instant between `from` and `from` + `slackDays`).
   */
  changesAt: number | null;
}

/** How far ahead an opening is looked for, at least. */
export const searchDays = 430;
const slackDays = 30;

/** Hours together with what is already known about them in each zone. */
export interface HoursByZone {
  hours: WallHours;
  known: Map<string, ZoneState>;
}

/**
 * The state of a zone at an instant. The last answer for each zone is kept: the engine asks with a `now` that moves
 * slowly, and nearly always finds it.
 * @throws {RangeError} for a zone that does not exist.
 */
export function zoneStateAt(by: HoursByZone, zone: string, instant: number): ZoneState {
  const known = by.known.get(zone);
  if (known && instant >= known.from && instant < known.until) {
    if (known.changesAt !== null || instant - known.from <= slackDays * dayMs) return known;
  }
  const state = walk(by.hours, zoneClock(zone), instant);
  by.known.set(zone, state);
  return state;
}

/** Goes from piece to piece of the wall clock, and from offset to offset of the zone, until the state changes. */
function walk(hours: WallHours, clock: ZoneClock, instant: number): ZoneState {
  const horizon = instant + (searchDays + slackDays) * dayMs;
  let first: WallKind | undefined;
  let kindUntil: number | undefined;
  let at = instant;
  for (;;) {
    const span = offsetSpanAt(clock, at);
    const wall = at + span.offset;
    const day = Math.floor(wall / dayMs);
    const piece = hours.piecesOf(day).find(({ to }) => wall - day * dayMs < to);
    if (!piece) throw new Error(`A day of the wall clock has no piece at ${wall - day * dayMs} ms.`);
    first ??= piece.kind;
    if (piece.kind !== first) kindUntil ??= at;
    if ((piece.kind === "open") !== (first === "open"))
      return { from: instant, until: kindUntil ?? at, kind: first, changesAt: at };
    const next = Math.min(span.until, day * dayMs + piece.to - span.offset);
    if (first === "open") {
      const end = unbrokenUntil(hours, day);
      if (end === Infinity) return { from: instant, until: Infinity, kind: first, changesAt: Infinity };
      at = Math.max(next, end);
    } else {
      if (next > horizon) return { from: instant, until: kindUntil ?? next, kind: first, changesAt: null };
      at = next;
    }
  }
}

/** An instant before which hours that are open all week cannot close, whatever the zone; -Infinity when they may. */
function unbrokenUntil(hours: WallHours, day: number): number {
  if (!hours.unbroken || hours.isBlackout(day) || hours.isBlackout(day - 1)) return -Infinity;
  const blackout = hours.nextBlackout(day + 1);
  // No zone's wall clock is two days away from UTC.
  return blackout === Infinity ? Infinity : (blackout - 2) * dayMs;
}
