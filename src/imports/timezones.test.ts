import { describe, expect, test } from "vitest";
import { readZone } from "./timezones.ts";

const read = readZone;

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
    ["US/Eastern", "America/New_York"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"],
    ["(GMT-05:00) Eastern Standard Time (America/New_York)", "America/New_York"],
    ["Central European Time (Europe/Berlin)", "Europe/Berlin"],
    ["GMT-5 America/New_York", "America/New_York"],
    ["UTC+1 - Europe / Berlin", "Europe/Berlin"],
    ["(UTC+05:30) US/Pacific", "America/Los_Angeles"],
  ])("%s is %s", (cell, zone) => {
    expect(read(cell)).toEqual({ ok: true, zone });
  });

  test.each([
    [
      "EST",
      /^"EST" is ambiguous: it does not say where, nor when the clocks change; name a place such as America\/New_York\.$/,
    ],
    ["cet", /name a place such as Europe\/Berlin\.$/],
    ["IST", /name a place such as Asia\/Kolkata\.$/],
    ["GMT", /name a place such as Europe\/London\.$/],
    ["Etc/GMT+5", /^"Etc\/GMT\+5" is ambiguous: /],
    ["UTC+1", /^"UTC\+1" is ambiguous: /],
    ["+02:00", /is ambiguous/],
    ["GMT-5 EST", /is ambiguous/],
    ["(UTC+01:00) Amsterdam, Berlin, Bern", /is ambiguous/],
    ["Dateline Standard Time", /is not a time zone/],
    ["CET+1", /^"CET\+1" is not a time zone; write it as Europe\/Berlin, or leave it empty to go by the number\.$/],
    ["Mars/Olympus", /is not a time zone/],
    ["x".repeat(90), /^"x{60}…" is not a time zone/],
  ])("%s is refused with what to write", (cell, reason) => {
    const zone = read(cell);
    expect(zone.ok ? zone.zone : zone.reason).toMatch(reason);
  });
});
