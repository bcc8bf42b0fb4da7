import { describe, expect, test } from "vitest";
import { alwaysOpen } from "../campaign/settings.ts";
import { afterOpenTime } from "./forecast.ts";
import type { Schedule } from "./windows.ts";

const always: Schedule = {
  windows: alwaysOpen,
  blackoutDates: [],
  quietHours: null,
  fixedZone: null,
  fallbackZone: null,
};
const mornings: Schedule = { ...always, windows: [{ days: ["mon", "tue", "fri"], from: "09:00", to: "11:00" }] };
const zones = ["Europe/Berlin"];
/** A Monday, 10:00 in Berlin. */
const now = Date.parse("2026-10-05T08:00:00Z");
const hour = 3_600;

describe("when open time has passed", () => {
  test("is at once where it is always open", () => {
    expect(afterOpenTime(always, [], now, 90)).toBe(now + 90_000);
    expect(afterOpenTime(always, [], now, 0)).toBe(now);
  });

  test.each([
    { seconds: hour, done: "2026-10-05T09:00:00Z" },
    { seconds: hour + 1, done: "2026-10-06T07:00:01Z" },
    { seconds: 3 * hour, done: "2026-10-06T09:00:00Z" },
    { seconds: 4 * hour, done: "2026-10-09T08:00:00Z" },
  ])("counts open hours alone: $seconds s end at $done", ({ seconds, done }) => {
    expect(new Date(afterOpenTime(mornings, zones, now, seconds)!).toISOString()).toBe(done.replace("Z", ".000Z"));
  });

  test("waits for the opening first where it is closed", () => {
    const night = Date.parse("2026-10-05T20:00:00Z");
    expect(afterOpenTime(mornings, zones, night, 60)).toBe(Date.parse("2026-10-06T07:01:00Z"));
  });

  test("is not told where it never opens, or only after thousands of openings", () => {
    expect(afterOpenTime({ ...always, windows: [] }, zones, now, 60)).toBe(null);
    expect(afterOpenTime(mornings, zones, now, 10_000 * 2 * hour)).toBe(null);
    expect(afterOpenTime(mornings, [], now, 60)).toBe(null);
  });
});
