/**
 * When a contact may be called. An instant is inside a window when the clock on the contact's wall shows a minute inside
 * it: minutes skipped in spring never come, minutes repeated in autumn count both times. With several candidate zones
 * it is open only where it is open in all of them, and an unknown zone is never open.
 */
import type { CallingRules, CampaignSettings, Window } from "../campaign/settings.ts";
import { dayMs, zoneClock } from "./local-time.ts";
import { outsideQuietHours, type WallKind, windowHours } from "./wall-hours.ts";
import { type HoursByZone, searchDays, type ZoneState, zoneStateAt } from "./zone-hours.ts";

/** All that decides when calls may start. Treated as immutable: what is computed from one is kept. */
export interface Schedule {
  windows: readonly Window[];
  /** `YYYY-MM-DD` in the zone the windows are read in. */
  blackoutDates: readonly string[];
  /** Hours without calls in the contact's zones; equal ends mean none. */
  quietHours: { from: string; to: string } | null;
  /** The one zone windows and blackout dates are read in; null = the contact's. */
  fixedZone: string | null;
  /** For contacts whose zone is unknown. */
  fallbackZone: string | null;
}

export type Openness =
  /** `until`: the first instant (ms) at which it is no longer open; Infinity when that never comes. */
  | { open: true; until: number }
  /** `opensAt`: the first instant (ms) at which it is open; null when none comes within 400 days. */
  | { open: false; reason: "window" | "quiet_hours" | "blackout"; opensAt: number | null }
  | { open: false; reason: "no_timezone"; opensAt: null };

/** An opening further away than this counts as none. */
const horizonDays = 400;

/** The rules of one campaign. `bindsQuietHours`: false on a line that rings nobody. */
export function scheduleOf(settings: CampaignSettings, rules: CallingRules, bindsQuietHours: boolean): Schedule {
  const { timezone } = settings;
  return {
    windows: settings.windows,
    blackoutDates: settings.blackoutDates,
    quietHours: bindsQuietHours ? rules.quietHours : null,
    fixedZone: timezone.mode === "fixed" ? timezone.zone : null,
    fallbackZone: timezone.mode === "contact" ? timezone.fallback : null,
  };
}

/** Whether every minute of every day is open, so that no zone is needed to know. */
export function alwaysOpenSchedule(schedule: Schedule): boolean {
  return compiled(schedule).always;
}

/**
 * Whether a call may start at `now` (ms).
 *
 * Where several things close it at once, the reason is the first of blackout, window, quiet_hours. A date that is
 * blacked out has that reason at every hour of it.
 * @param zones The contact's candidate zones, IANA names; [] = unknown.
 * @throws {RangeError} for a zone, time or date that does not exist.
 */
export function openness(schedule: Schedule, zones: readonly string[], now: number): Openness {
  const rules = compiled(schedule);
  const found = stateIn(rules, zones, now);
  if (found === null) return { open: false, reason: "no_timezone", opensAt: null };
  if (found.kind === "open") return { open: true, until: found.edge };
  return { open: false, reason: found.kind, opensAt: openingAfter(rules, zones, now) };
}

/** The first instant (ms) from `from` on, itself included, at which a call may start; null: none within 400 days. */
export function nextOpening(schedule: Schedule, zones: readonly string[], from: number): number | null {
  const at = openness(schedule, zones, from);
  return at.open ? from : at.opensAt;
}

/** Whether a call may ever start at `from` (ms) or later. */
export function canEverOpen(schedule: Schedule, zones: readonly string[], from: number): boolean {
  return nextOpening(schedule, zones, from) !== null;
}

/** A schedule made ready, and what is already known about it. */
interface Rules {
  schedule: Schedule;
  windows: HoursByZone;
  quiet: HoursByZone | null;
  always: boolean;
  /** The last search for an opening, for each set of zones. */
  searches: Map<string, { from: number; opensAt: number | null }>;
}

const byIdentity = new WeakMap<Schedule, Rules>();
/** Settings read from the database anew are other objects with the same content. */
const byContent = new Map<string, Rules>();
const maxKept = 1_000;

function compiled(schedule: Schedule): Rules {
  const known = byIdentity.get(schedule);
  if (known) return known;
  const { windows, blackoutDates, quietHours, fixedZone, fallbackZone } = schedule;
  const content = JSON.stringify([windows, blackoutDates, quietHours, fixedZone, fallbackZone]);
  const rules = byContent.get(content) ?? compile(structuredClone(schedule));
  if (byContent.size >= maxKept) byContent.clear();
  byContent.set(content, rules);
  byIdentity.set(schedule, rules);
  return rules;
}

function compile(schedule: Schedule): Rules {
  if (schedule.fixedZone !== null) zoneClock(schedule.fixedZone);
  if (schedule.fallbackZone !== null) zoneClock(schedule.fallbackZone);
  const windows = windowHours(schedule.windows, schedule.blackoutDates);
  const quiet = schedule.quietHours && outsideQuietHours(schedule.quietHours);
  const binding = quiet && !quiet.unbroken ? quiet : null;
  return {
    schedule,
    windows: { hours: windows, known: new Map() },
    quiet: binding && { hours: binding, known: new Map() },
    always: windows.unbroken && schedule.blackoutDates.length === 0 && !binding,
    searches: new Map(),
  };
}

interface Found {
  kind: WallKind;
  /** Open: when it closes. Closed: an instant before which it does not open. */
  edge: number;
  /** Closed, and one of the zones has no opening ahead. */
  never: boolean;
}

const precedence: readonly WallKind[] = ["blackout", "window", "quiet_hours", "open"];

/** All zones and rules taken together at one instant; null when no zone is known and one is needed. */
function stateIn(rules: Rules, zones: readonly string[], instant: number): Found | null {
  for (const zone of zones) zoneClock(zone);
  if (rules.always) return { kind: "open", edge: Infinity, never: false };
  const { fixedZone, fallbackZone } = rules.schedule;
  const assumed = fixedZone ?? fallbackZone;
  const contactZones = zones.length > 0 ? zones : assumed === null ? null : [assumed];
  const windowZones = fixedZone === null ? contactZones : [fixedZone];
  if (windowZones === null || contactZones === null) return null;
  const found: Found = { kind: "open", edge: Infinity, never: false };
  for (const zone of windowZones) add(found, zoneStateAt(rules.windows, zone, instant));
  if (rules.quiet) for (const zone of contactZones) add(found, zoneStateAt(rules.quiet, zone, instant));
  return found;
}

function add(found: Found, state: ZoneState): void {
  if (state.kind === "open") {
    if (found.kind === "open") found.edge = Math.min(found.edge, state.changesAt ?? Infinity);
    return;
  }
  if (found.kind === "open") found.edge = -Infinity;
  if (precedence.indexOf(state.kind) < precedence.indexOf(found.kind)) found.kind = state.kind;
  if (state.changesAt === null) found.never = true;
  else found.edge = Math.max(found.edge, state.changesAt);
}

/** The first opening after an instant that is closed: hops from one missing opening to the next until none is missing. */
function openingAfter(rules: Rules, zones: readonly string[], instant: number): number | null {
  const key = zones.join(" ");
  const known = rules.searches.get(key);
  const search =
    known && covers(known, instant) ? known : { from: instant, opensAt: searchOpening(rules, zones, instant) };
  if (search !== known) rules.searches.set(key, search);
  return search.opensAt !== null && search.opensAt - instant <= horizonDays * dayMs ? search.opensAt : null;
}

/** Whether a search from `from` also answers for `instant`: closed in between, and looked far enough ahead. */
function covers(search: { from: number; opensAt: number | null }, instant: number): boolean {
  if (instant < search.from) return false;
  return search.opensAt === null
    ? instant + horizonDays * dayMs <= search.from + searchDays * dayMs
    : instant < search.opensAt;
}

function searchOpening(rules: Rules, zones: readonly string[], instant: number): number | null {
  const horizon = instant + searchDays * dayMs;
  let at = instant;
  while (at <= horizon) {
    const found = stateIn(rules, zones, at);
    if (found === null || found.never) return null;
    if (found.kind === "open") return at;
    at = found.edge;
  }
  return null;
}
