import { describe, expect, test } from "vitest";
import { alwaysOpen, defaultRules, defaultSettings, weekdays } from "../campaign/settings.ts";
import {
  alwaysOpenSchedule,
  canEverOpen,
  nextOpening,
  type Openness,
  openness,
  type Schedule,
  scheduleOf,
} from "./windows.ts";

const schedule = (changes: Partial<Schedule>): Schedule => ({
  windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
  blackoutDates: [],
  quietHours: null,
  fixedZone: null,
  fallbackZone: null,
  ...changes,
});
const always = (changes: Partial<Schedule> = {}): Schedule => schedule({ windows: alwaysOpen, ...changes });
const ms = (instant: string): number => Date.parse(instant);
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
const told = (answer: Openness): string =>
  answer.open
    ? `open until ${answer.until === Infinity ? "ever" : iso(answer.until)}`
    : `${answer.reason} until ${iso(answer.opensAt) ?? "ever"}`;
const ask = (rules: Schedule, zones: string[], instant: string): string => told(openness(rules, zones, ms(instant)));

describe("windows", () => {
  test("are half-open: the last millisecond before five is in, five is not", () => {
    expect(ask(schedule({}), ["UTC"], "2026-10-05T16:59:59.999Z")).toBe("open until 2026-10-05T17:00:00.000Z");
    expect(ask(schedule({}), ["UTC"], "2026-10-05T17:00:00Z")).toBe("window until 2026-10-06T09:00:00.000Z");
    expect(ask(schedule({}), ["UTC"], "2026-10-05T08:59:59.999Z")).toBe("window until 2026-10-05T09:00:00.000Z");
  });

  test("are read on the contact's wall, half hours included", () => {
    expect(ask(schedule({}), ["Asia/Kolkata"], "2026-10-05T03:29:59Z")).toBe("window until 2026-10-05T03:30:00.000Z");
    expect(ask(schedule({}), ["Asia/Kathmandu"], "2026-10-05T03:15:00Z")).toBe("open until 2026-10-05T11:15:00.000Z");
  });

  test("take an instant with a fraction of a millisecond, as databases tell it", () => {
    expect(openness(schedule({}), ["Africa/Lagos"], ms("2026-10-05T12:00:00Z") + 0.25).open).toBe(true);
  });

  test("need all candidate zones open", () => {
    const coasts = ["America/New_York", "America/Los_Angeles"];
    expect(ask(schedule({}), coasts, "2026-10-05T13:30:00Z")).toBe("window until 2026-10-05T16:00:00.000Z");
    expect(ask(schedule({}), coasts, "2026-10-05T16:00:00Z")).toBe("open until 2026-10-05T21:00:00.000Z");
  });

  test("of zones that only meet in winter open in winter", () => {
    const apart = ["Asia/Tokyo", "America/Los_Angeles"];
    expect(ask(schedule({}), apart, "2026-10-02T14:00:00Z")).toBe("window until 2026-11-03T00:00:00.000Z");
  });

  test("that run over midnight belong to the day they start on", () => {
    const friday = schedule({ windows: [{ days: ["fri"], from: "22:00", to: "02:00" }] });
    expect(ask(friday, ["UTC"], "2026-10-03T01:59:00Z")).toBe("open until 2026-10-03T02:00:00.000Z");
    expect(ask(friday, ["UTC"], "2026-10-02T01:59:00Z")).toBe("window until 2026-10-02T22:00:00.000Z");
    const sunday = schedule({ windows: [{ days: ["sun"], from: "18:00", to: "18:00" }] });
    expect(ask(sunday, ["UTC"], "2026-10-05T17:59:00Z")).toBe("open until 2026-10-05T18:00:00.000Z");
  });

  test("that touch are one", () => {
    const split = schedule({
      windows: [
        { days: ["mon"], from: "20:00", to: "24:00" },
        { days: ["tue"], from: "00:00", to: "06:00" },
        { days: ["tue"], from: "05:00", to: "08:00" },
      ],
    });
    expect(ask(split, ["UTC"], "2026-10-05T21:00:00Z")).toBe("open until 2026-10-06T08:00:00.000Z");
  });

  test("lose what the clocks skip in spring and have twice what they repeat in autumn", () => {
    const night = schedule({ windows: [{ days: [...weekdays], from: "02:15", to: "02:45" }] });
    expect(ask(night, ["Europe/Berlin"], "2026-03-28T12:00:00Z")).toBe("window until 2026-03-30T00:15:00.000Z");
    expect(ask(night, ["Europe/Berlin"], "2026-10-25T00:45:00Z")).toBe("window until 2026-10-25T01:15:00.000Z");
    expect(ask(night, ["Europe/Berlin"], "2026-10-25T01:15:00Z")).toBe("open until 2026-10-25T01:45:00.000Z");
  });
});

describe("blackout dates", () => {
  test("close a whole day and what runs over from it", () => {
    const nights = schedule({
      windows: [{ days: [...weekdays], from: "20:00", to: "02:00" }],
      blackoutDates: ["2026-12-25"],
    });
    expect(ask(nights, ["UTC"], "2026-12-24T23:00:00Z")).toBe("open until 2026-12-25T00:00:00.000Z");
    expect(ask(nights, ["UTC"], "2026-12-25T01:00:00Z")).toBe("blackout until 2026-12-26T20:00:00.000Z");
    expect(ask(nights, ["UTC"], "2026-12-26T01:00:00Z")).toBe("blackout until 2026-12-26T20:00:00.000Z");
    expect(ask(nights, ["UTC"], "2026-12-26T02:00:00Z")).toBe("window until 2026-12-26T20:00:00.000Z");
  });

  test("leave a hole on the morning after, even in hours that otherwise never close", () => {
    const round = schedule({
      windows: [
        { days: [...weekdays], from: "12:00", to: "12:00" },
        { days: [...weekdays], from: "06:00", to: "09:00" },
      ],
      blackoutDates: ["2026-12-25"],
    });
    expect(ask(round, ["UTC"], "2026-12-26T07:00:00Z")).toBe("open until 2026-12-26T09:00:00.000Z");
    expect(ask(round, ["UTC"], "2026-12-26T09:00:00Z")).toBe("blackout until 2026-12-26T12:00:00.000Z");
    expect(ask(round, ["UTC"], "2026-12-26T12:00:00Z")).toBe("open until ever");
  });

  test("end hours that never closed, however far ahead they lie", () => {
    const far = always({ blackoutDates: ["2030-01-01", "2026-10-04"] });
    expect(ask(far, ["America/New_York"], "2026-10-05T12:00:00Z")).toBe("open until 2030-01-01T05:00:00.000Z");
    expect(ask(far, ["America/New_York"], "2030-01-01T05:00:00Z")).toBe("blackout until 2030-01-02T05:00:00.000Z");
    expect(ask(far, ["America/New_York"], "2030-01-02T05:00:00Z")).toBe("open until ever");
    expect(ask(far, ["America/New_York"], "2026-10-03T12:00:00Z")).toBe("open until 2026-10-04T04:00:00.000Z");
    expect(ask(far, ["Pacific/Kiritimati"], "2026-10-05T12:00:00Z")).toBe("open until 2029-12-31T10:00:00.000Z");
  });

  test("are dates of the zone the windows are read in", () => {
    const fixed = always({ blackoutDates: ["2026-12-25"], fixedZone: "Asia/Tokyo" });
    expect(ask(fixed, ["America/New_York"], "2026-12-24T15:00:00Z")).toBe("blackout until 2026-12-25T15:00:00.000Z");
  });
});

describe("quiet hours", () => {
  const quietHours = { from: "21:00", to: "08:00" };

  test("are read in the contact's zones even where the windows have a zone of their own", () => {
    const fixed = schedule({ quietHours, fixedZone: "Europe/Berlin" });
    expect(ask(fixed, ["America/New_York"], "2026-10-05T11:00:00Z")).toBe("quiet_hours until 2026-10-05T12:00:00.000Z");
    expect(ask(fixed, ["America/New_York"], "2026-10-05T12:00:00Z")).toBe("open until 2026-10-05T15:00:00.000Z");
    expect(ask(fixed, [], "2026-10-05T11:00:00Z")).toBe("open until 2026-10-05T15:00:00.000Z");
  });

  test("with equal ends are none", () => {
    const none = always({ quietHours: { from: "08:00", to: "08:00" } });
    expect(ask(none, ["UTC"], "2026-10-05T08:00:00Z")).toBe("open until ever");
    expect(alwaysOpenSchedule(none)).toBe(true);
  });

  test("that leave nothing of the windows never open", () => {
    const night = schedule({ windows: [{ days: ["mon"], from: "22:00", to: "06:00" }], quietHours });
    expect(ask(night, ["UTC"], "2026-10-05T23:00:00Z")).toBe("quiet_hours until ever");
    expect(canEverOpen(night, ["UTC"], ms("2026-10-05T23:00:00Z"))).toBe(false);
  });
});

describe("an unknown zone", () => {
  test("is never open, unless no zone is needed to know", () => {
    expect(ask(schedule({}), [], "2026-10-05T12:00:00Z")).toBe("no_timezone until ever");
    expect(ask(always({ blackoutDates: ["2030-01-01"] }), [], "2026-10-05T12:00:00Z")).toBe("no_timezone until ever");
    expect(ask(always(), [], "2026-10-05T12:00:00Z")).toBe("open until ever");
  });

  test("falls back to the campaign's zone where the campaign has one", () => {
    const fallback = schedule({ fallbackZone: "Asia/Tokyo" });
    expect(ask(fallback, [], "2026-10-05T00:00:00Z")).toBe("open until 2026-10-05T08:00:00.000Z");
    expect(ask(fallback, ["UTC"], "2026-10-05T00:00:00Z")).toBe("window until 2026-10-05T09:00:00.000Z");
  });

  test("that is no zone at all is an error that names it, even where everything is open", () => {
    for (const zone of ["Mars/Olympus", "", "+02:00", "2026-01-01T00:00[Europe/Berlin]"]) {
      expect(() => openness(always(), [zone], 0)).toThrow(`no time zone "${zone}"`);
      expect(() => openness(always({ fixedZone: zone }), [], 0)).toThrow(RangeError);
      expect(() => openness(always({ fallbackZone: zone }), ["UTC"], 0)).toThrow(RangeError);
    }
  });

  test("and a time or date that is none are errors, not open hours", () => {
    expect(() => openness(always({ blackoutDates: ["2026-02-30"] }), ["UTC"], 0)).toThrow("2026-02-30");
    expect(() => openness(always({ quietHours: { from: "9:00", to: "10:00" } }), ["UTC"], 0)).toThrow("9:00");
    expect(() => openness(schedule({}), ["UTC"], Number.NaN)).toThrow(RangeError);
  });
});

describe("nextOpening", () => {
  const dates = Array.from({ length: 399 }, (_, at) => iso(ms("2026-10-05T00:00:00Z") + at * 86_400_000) ?? "");
  const closedLong = always({ blackoutDates: dates.map((date) => date.slice(0, 10)) });

  test("is the instant itself where it is open", () => {
    expect(nextOpening(always(), [], 12_345)).toBe(12_345);
  });

  test("finds an opening up to 400 days ahead and none beyond, whatever was asked before", () => {
    const opening = "2027-11-08T00:00:00.000Z";
    expect(iso(nextOpening(closedLong, ["UTC"], ms("2026-10-05T00:00:00Z")))).toBe(opening);
    expect(canEverOpen(schedule({ windows: [] }), ["UTC"], 0)).toBe(false);
    const longer = always({
      blackoutDates: Array.from({ length: 420 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10)),
    });
    expect(nextOpening(longer, ["UTC"], 0)).toBe(null);
    expect(nextOpening(longer, ["UTC"], 25 * 86_400_000)).toBe(420 * 86_400_000);
    expect(nextOpening(longer, ["UTC"], 0)).toBe(null);
    expect(nextOpening(longer, ["UTC"], 19 * 86_400_000)).toBe(null);
    const longest = always({
      blackoutDates: Array.from({ length: 500 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10)),
    });
    expect(nextOpening(longest, ["UTC"], 0)).toBe(null);
    expect(nextOpening(longest, ["UTC"], 105 * 86_400_000)).toBe(500 * 86_400_000);
  });
});

test("a campaign's schedule has the organisation's quiet hours only on a line that they bind", () => {
  expect(scheduleOf(defaultSettings, defaultRules, true).quietHours).toEqual({ from: "21:00", to: "08:00" });
  expect(scheduleOf(defaultSettings, defaultRules, false).quietHours).toBe(null);
  const fixed = scheduleOf({ ...defaultSettings, timezone: { mode: "fixed", zone: "UTC" } }, defaultRules, true);
  expect(fixed).toMatchObject({ fixedZone: "UTC", fallbackZone: null, windows: defaultSettings.windows });
  expect(alwaysOpenSchedule(fixed)).toBe(false);
});
