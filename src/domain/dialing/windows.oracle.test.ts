/**
 * The windows against a reader of wall clocks that shares nothing with them: it asks Intl what every single minute looks
 * like, and judges each by the words of the design.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Window, weekdays } from "../campaign/settings.ts";
import { type Openness, openness, type Schedule } from "./windows.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Reading {
  date: string;
  yesterday: string;
  weekday: string;
  weekdayYesterday: string;
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function wallText(zone: string, instant: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    formats.set(zone, format);
  }
  return format.format(instant);
}

const dates = new Map<string, Omit<Reading, "time">>();
function calendar(date: string): Omit<Reading, "time"> {
  let known = dates.get(date);
  if (!known) {
    const today = new Date(`${date}T12:00:00Z`);
    const before = new Date(today.getTime() - day);
    const name = (of: Date): string => of.toLocaleDateString("en", { weekday: "short", timeZone: "UTC" }).toLowerCase();
    const yesterday = before.toISOString().slice(0, 10);
    known = { date, yesterday, weekday: name(today), weekdayYesterday: name(before) };
    dates.set(date, known);
  }
  return known;
}

function read(zone: string, instant: number): Reading {
  const text = wallText(zone, instant);
  return { ...calendar(text.slice(0, 10)), time: text.slice(11) };
}

function inWindow(window: Window, at: Reading, blackouts: readonly string[]): boolean {
  const startsToday = (window.days as string[]).includes(at.weekday);
  const startedYesterday = (window.days as string[]).includes(at.weekdayYesterday);
  if (window.from < window.to) return startsToday && window.from <= at.time && at.time < window.to;
  return (
    (startsToday && window.from <= at.time) ||
    (startedYesterday && at.time < window.to && !blackouts.includes(at.yesterday))
  );
}

function judgeWindows(schedule: Schedule, at: Reading): "open" | "window" | "blackout" {
  const { windows, blackoutDates } = schedule;
  if (blackoutDates.includes(at.date)) return "blackout";
  if (windows.some((window) => inWindow(window, at, blackoutDates))) return "open";
  return windows.some((window) => inWindow(window, at, [])) ? "blackout" : "window";
}

function isQuiet(quiet: Schedule["quietHours"], at: Reading): boolean {
  if (!quiet || quiet.from === quiet.to) return false;
  return quiet.from < quiet.to
    ? quiet.from <= at.time && at.time < quiet.to
    : at.time >= quiet.from || at.time < quiet.to;
}

type Judgement = "open" | "window" | "blackout" | "quiet_hours";

function judge(schedule: Schedule, zones: readonly string[], readings: (zone: string) => Reading): Judgement {
  const assumed = schedule.fixedZone ?? schedule.fallbackZone;
  const contact = zones.length > 0 ? zones : assumed ? [assumed] : [];
  const hours = (schedule.fixedZone ? [schedule.fixedZone] : contact).map((zone) =>
    judgeWindows(schedule, readings(zone)),
  );
  if (hours.includes("blackout")) return "blackout";
  if (hours.includes("window")) return "window";
  return contact.some((zone) => isQuiet(schedule.quietHours, readings(zone))) ? "quiet_hours" : "open";
}

const kindOf = (answer: Openness): string => (answer.open ? "open" : answer.reason);
const changeOf = (answer: Openness): number | null => (answer.open ? answer.until : answer.opensAt);

/** The offset's changes in a stretch of time, found by reading the wall clock only. Instants in ms, whole minutes. */
function transitions(zone: string, from: number, to: number): number[] {
  const offset = (at: number): number => Date.parse(`${wallText(zone, at).replace(" ", "T")}Z`) - at;
  const found: number[] = [];
  for (let at = from; at < to; at += 7 * day) {
    if (offset(at) === offset(at + 7 * day)) continue;
    let [low, high] = [at, at + 7 * day];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

const base: Schedule = { windows: [], blackoutDates: [], quietHours: null, fixedZone: null, fallbackZone: null };
const everyDay = [...weekdays];

/** Schedules whose edges lie where clocks are changed. */
function sharpSchedules(around: string, before: string): [Schedule, extraZones: string[]][] {
  return [
    [
      {
        ...base,
        windows: [
          { days: everyDay, from: "00:00", to: "01:15" },
          { days: everyDay, from: "01:45", to: "02:30" },
          { days: everyDay, from: "03:00", to: "24:00" },
        ],
      },
      [],
    ],
    [
      {
        ...base,
        windows: [{ days: everyDay, from: "22:00", to: "03:15" }],
        blackoutDates: [before],
        quietHours: { from: "23:30", to: "00:30" },
      },
      [],
    ],
    [
      {
        ...base,
        windows: [
          { days: ["fri", "sat", "sun"], from: "23:30", to: "02:15" },
          { days: ["thu", "sun", "mon"], from: "08:00", to: "08:00" },
        ],
        blackoutDates: [around],
      },
      [],
    ],
    [
      {
        ...base,
        windows: [{ days: everyDay, from: "00:00", to: "12:00" }],
        quietHours: { from: "02:00", to: "02:45" },
      },
      ["Asia/Kathmandu"],
    ],
  ];
}

/** Asks at every minute of [from, to), and compares the answer, its reason and the exact instant of the next change. */
function checkEveryMinute(schedule: Schedule, zones: string[], from: number, to: number, readings: Reading[][]): void {
  const judgements: Judgement[] = [];
  for (let at = 0; from + at * minute < to; at++) {
    judgements.push(judge(schedule, zones, (zone) => readings[zones.indexOf(zone)]?.[at] as Reading));
  }
  let change: number | null = null;
  for (let at = judgements.length - 1; at >= 0; at--) {
    const kind = judgements[at] as Judgement;
    const next = judgements[at + 1];
    const instant = from + at * minute;
    if (next !== undefined && (next === "open") !== (kind === "open")) change = instant + minute;
    const answer = openness(schedule, zones, instant);
    const told = changeOf(answer);
    const changeAgrees = change === null ? told === null || told >= to : told === change;
    if (kindOf(answer) === kind && changeAgrees) continue;
    expect({ zones, at: new Date(instant).toISOString(), answer, schedule }).toEqual({ kind, change });
  }
}

describe("every zone that Node knows", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const years = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)] as const;
  const changes = new Map(zones.map((zone) => [zone, transitions(zone, ...years)]));

  test("is one of many, and a good part of them change their clocks twice a year", () => {
    expect(zones.length).toBeGreaterThan(400);
    expect([...changes.values()].filter((found) => found.length === 4).length).toBeGreaterThan(100);
    for (const zone of ["America/Havana", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Antarctica/Troll"])
      expect(changes.get(zone)).toHaveLength(4);
  });

  test("agrees with a walk through the minutes around its changes", () => {
    const kathmandu = new Map<number, Reading>();
    for (const [zone, found] of changes) {
      const stretches =
        found.length > 0
          ? found.map((at) => [at - 26 * hour, at + 26 * hour] as const)
          : [[Date.UTC(2026, 9, 24), Date.UTC(2026, 9, 25, 6)] as const];
      for (const [from, to] of stretches) {
        const readings: Reading[][] = [[], []];
        for (let at = from; at < to; at += minute) {
          const there = kathmandu.get(at) ?? read("Asia/Kathmandu", at);
          kathmandu.set(at, there);
          readings[0]?.push(read(zone, at));
          readings[1]?.push(there);
        }
        const middle = read(zone, (from + to) / 2);
        for (const [schedule, extra] of sharpSchedules(middle.date, middle.yesterday))
          checkEveryMinute(schedule, [zone, ...extra], from, to, readings);
      }
    }
  });
});

describe("any schedule", () => {
  const zoneNames = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Havana",
    "America/St_Johns",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Antarctica/Troll",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Pacific/Chatham",
  ];
  const quarter = fc.integer({ min: 0, max: 95 }).map((at) => {
    const [hours, minutes] = [Math.floor(at / 4), (at % 4) * 15];
    return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  });
  const windowArbitrary = fc.record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    from: quarter,
    to: fc.oneof({ weight: 4, arbitrary: quarter }, { weight: 1, arbitrary: fc.constant("24:00") }),
  });
  const instants = fc.oneof(
    fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
    fc
      .tuple(
        fc.constantFrom(...zoneNames.flatMap((zone) => transitions(zone, Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)))),
        fc.integer({ min: -26 * hour, max: 26 * hour }),
      )
      .map(([change, distance]) => change + distance),
  );
  const question = instants.chain((now) =>
    fc.record({
      now: fc.constant(now),
      zones: fc.subarray(zoneNames, { maxLength: 3 }),
      schedule: fc.record({
        windows: fc.array(windowArbitrary, { maxLength: 3 }),
        blackoutDates: fc.array(
          fc.integer({ min: -2, max: 9 }).map((days) => new Date(now + days * day).toISOString().slice(0, 10)),
          { maxLength: 3 },
        ),
        quietHours: fc.option(fc.record({ from: quarter, to: quarter })),
        fixedZone: fc.option(fc.constantFrom(...zoneNames), { freq: 2 }),
        fallbackZone: fc.constantFrom(...zoneNames),
      }),
    }),
  );

  test("is open, or closed for a reason, exactly until the minute walk says otherwise", () => {
    const property = fc.property(question, ({ now, zones, schedule }) => {
      const answer = openness(schedule, zones, now);
      const judgeAt = (at: number): Judgement => judge(schedule, zones, (zone) => read(zone, at));
      expect(kindOf(answer)).toBe(judgeAt(now));
      const told = changeOf(answer);
      const lastWalked = Math.min(told ?? Infinity, now + 9 * day);
      // Every offset of these years is of whole minutes, so nothing changes inside a minute of UTC.
      for (let at = (Math.floor(now / minute) + 1) * minute; at < lastWalked; at += minute) {
        if ((judgeAt(at) === "open") !== answer.open) expect(told).toBe(at);
      }
      if (told !== null && told !== Infinity) {
        expect(judgeAt(told - 1) === "open").toBe(answer.open);
        expect(judgeAt(told) === "open").toBe(!answer.open);
      }
    });
    fc.assert(property, { numRuns: 250 });
  });
});
