import { describe, expect, test } from "vitest";
import { offsetSpanAt, zoneClock } from "./local-time.ts";
import { namesPlace, presentName, readZoneName } from "./zone-names.ts";

describe("the name of a zone", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    [" europe/berlin ", "Europe/Berlin"],
    ["America/Argentina/Ushuaia", "America/Argentina/Ushuaia"],
    ["America/Port-au-Prince", "America/Port-au-Prince"],
    ["Europe/Amsterdam", "Europe/Amsterdam"],
    ["US/Eastern", "America/New_York"],
    ["us/pacific", "America/Los_Angeles"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["GB", "Europe/London"],
    ["Japan", "Asia/Tokyo"],
    ["UTC", "UTC"],
    ["Etc/UTC", "UTC"],
    ["zulu", "UTC"],
  ])("%j is %s", (name, zone) => {
    expect(readZoneName(name)).toEqual({ ok: true, zone });
    expect(readZoneName(zone)).toEqual({ ok: true, zone });
  });

  test.each([
    ["EST", "America/New_York"],
    ["est", "America/New_York"],
    ["MST", "America/Denver"],
    ["HST", "Pacific/Honolulu"],
    ["EST5EDT", "America/New_York"],
    ["PST8PDT", "America/Los_Angeles"],
    ["CET", "Europe/Berlin"],
    ["GMT", "Europe/London"],
    ["Greenwich", "Europe/London"],
    ["IST", "Asia/Kolkata"],
    ["Etc/GMT+5", "America/New_York"],
    ["etc/gmt", "America/New_York"],
    ["Etc/Greenwich", "America/New_York"],
    ["GMT0", "America/New_York"],
    ["GMT-0", "America/New_York"],
    ["UTC+2", "America/New_York"],
    ["+02:00", "America/New_York"],
    ["-05", "America/New_York"],
    ["SystemV/EST5", "America/New_York"],
  ])("%j says no place and is refused with one", (name, place) => {
    const reason = `"${name}" is ambiguous: it does not say where, nor when the clocks change; name a place such as ${place}.`;
    expect(readZoneName(name)).toEqual({ ok: false, ambiguous: true, reason });
    expect(namesPlace(name)).toBe(false);
  });

  test.each([
    "",
    "Mars/Olympus",
    "Berlin",
    "null",
    "T00Z",
    "T00:00Z",
    "Factory",
    "Europe/",
    "2026-01-01",
    "x".repeat(90),
  ])("%j is none", (name) => {
    const read = readZoneName(name);
    expect(!read.ok && !read.ambiguous && read.reason).toMatch(
      / is not a time zone; use an IANA name such as Europe\/Berlin /,
    );
  });

  test("is accepted for every zone that browsers and Node offer, but for those that are no place", () => {
    const refused = Intl.supportedValuesOf("timeZone").filter((zone) => !namesPlace(zone));
    expect(refused).toEqual([]);
  });

  test("that was replaced has the same clock under its present name, which is replaced by none", () => {
    const old = ["US/Eastern", "US/Arizona", "Canada/Atlantic", "Brazil/Acre", "Chile/EasterIsland", "Mexico/BajaSur"];
    const more = ["Australia/LHI", "Asia/Saigon", "Europe/Uzhgorod", "Pacific/Yap", "NZ-CHAT", "PRC", "W-SU", "Eire"];
    for (const name of [...old, ...more]) {
      const present = presentName(name);
      expect(present).not.toBe(name);
      expect(presentName(present)).toBe(present);
      for (const at of ["2026-01-15", "2026-07-15"].map((date) => Date.parse(date)))
        expect(offsetSpanAt(zoneClock(name), at)).toEqual(offsetSpanAt(zoneClock(present), at));
    }
  });
});
