import { describe, expect, test } from "vitest";
import { reachOf } from "./reach.ts";
import type { Schedule } from "./windows.ts";

const from = Date.parse("2026-11-23T12:00:00Z");
const nineToFive: Schedule = {
  windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
  blackoutDates: [],
  quietHours: { from: "21:00", to: "08:00" },
  fixedZone: null,
  fallbackZone: null,
};

describe("who can be called at all", () => {
  test.each([
    ["a known zone", ["Europe/Madrid"], "callable"],
    ["zones with hours in common", ["America/New_York", "America/Los_Angeles"], "callable"],
    ["no zone", [], "no_timezone"],
    ["zones with no hour in common", ["Europe/Kaliningrad", "Asia/Kamchatka"], "no_timezone"],
  ])("%s", (_what, zones, reach) => {
    expect(reachOf(nineToFive, zones, from)).toBe(reach);
  });

  test("hours that quiet hours shut are never open, wherever somebody is", () => {
    const night = { ...nineToFive, windows: [{ ...nineToFive.windows[0]!, from: "22:00", to: "23:00" }] };
    expect(reachOf(night, ["Europe/Madrid"], from)).toBe("never");
    expect(reachOf(night, ["Europe/Kaliningrad", "Asia/Kamchatka"], from)).toBe("never");
  });
});
