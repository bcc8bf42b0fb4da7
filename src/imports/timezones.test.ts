import { describe, expect, test } from "vitest";
import { isZoneName } from "#domain/dialing/local-time.ts";
import { readZone } from "./timezones.ts";

const read = (cell: string) => readZone(cell, isZoneName);

describe("a time zone", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["Europe / Berlin", "Europe/Berlin"],
    ["AMERICA/NEW YORK", "America/New_York"],
    ["america_slash_new_york", "America/New_York"],
    ["asia/kolkata", "Asia/Kolkata"],
    ["UTC", "UTC"],
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["w. europe  standard time", "Europe/Berlin"],
    ["GMT Standard Time", "Europe/London"],
    ["Russia Time Zone 3", "Europe/Samara"],
    ["Central Standard Time (Mexico)", "America/Mexico_City"],
    ["Pacific Daylight Time", "America/Los_Angeles"],
    ["Eastern Time (US & Canada)", "America/New_York"],
    ["Central Time - US & Canada", "America/Chicago"],
  ])("%s is %s", (cell, zone) => {
    expect(read(cell)).toEqual({ ok: true, zone });
  });

  test.each([
    ["EST", /^"EST" does not say where, nor when its clocks change; write a place, such as America\/New_York\.$/],
    ["cet", /write a place, such as Europe\/Berlin\.$/],
    ["IST", /write a place, such as Asia\/Kolkata\.$/],
    ["GMT", /write a place, such as Europe\/London\.$/],
    [
      "UTC+1",
      /^"UTC\+1" is an offset and does not say when its clocks change; write a place, such as Europe\/Berlin\.$/,
    ],
    ["+02:00", /is an offset/],
    ["(UTC+01:00) Amsterdam, Berlin, Bern", /is an offset/],
    ["CET+1", /^"CET\+1" is not a time zone; write it as Europe\/Berlin, or leave it empty to go by the number\.$/],
    ["Mars/Olympus", /is not a time zone/],
    ["x".repeat(90), /^"x{60}…" is not a time zone/],
  ])("%s is refused with what to write", (cell, reason) => {
    const zone = read(cell);
    expect(zone.ok ? zone.zone : zone.reason).toMatch(reason);
  });
});
