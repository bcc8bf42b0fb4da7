import { describe, expect, test } from "vitest";
import { openness } from "#domain/dialing/windows.ts";
import { alwaysOpen } from "#domain/campaign/settings.ts";
import { phoneZones } from "./phone-zones.generated.ts";
import { contactZones, zonesOf } from "./zones.ts";

describe("a number's zones", () => {
  test.for([
    ["+14155550123", ["America/Los_Angeles"]],
    ["+12125550123", ["America/New_York"]],
    ["+4930231250123", ["Europe/Berlin"]],
    ["+819012345678", ["Asia/Tokyo"]],
    ["+919876543210", ["Asia/Kolkata"]],
    ["+61255500000", ["Australia/Sydney"]],
  ] as const)("of %s are %j", ([phone, zones]) => {
    expect(zonesOf(phone)).toEqual(zones);
  });

  test("of a mobile in a country with several are all of them", () => {
    expect(zonesOf("+61491570006")).toEqual(expect.arrayContaining(["Australia/Perth", "Australia/Sydney"]));
    expect(zonesOf("+447700900123")).toContain("Europe/London");
    expect(zonesOf("+79161234567")).toEqual(expect.arrayContaining(["Europe/Moscow", "Asia/Vladivostok"]));
    expect(zonesOf("+79161234567")).not.toContain("Asia/Almaty");
    expect(zonesOf("+34600000000")).toEqual(["Atlantic/Canary", "Europe/Madrid"]);
    expect(zonesOf("+64211234567")).toEqual(["Pacific/Auckland", "Pacific/Chatham"]);
    expect(zonesOf("+56961234567")).toEqual(["America/Punta_Arenas", "America/Santiago", "Pacific/Easter"]);
  });

  test.for([
    "+80012345678",
    "+18005550123",
    "+18885550123",
    "+15005550006",
    "+16005550123",
    "+870773111632",
    "+9991234567",
  ])("of %s are unknown, since it belongs to no place", (phone) => {
    expect(zonesOf(phone)).toEqual([]);
  });

  test("of an exchange that the map does not list are all of its area code", () => {
    const both = ["America/Chicago", "America/New_York"];
    expect(zonesOf("+12195550123")).toEqual(both);
    expect(zonesOf("+19305550123")).toEqual(both);
  });

  test("keep up with what changed since the map was drawn", () => {
    expect(zonesOf("+74012345678")).toEqual(["Europe/Kaliningrad"]);
    expect(zonesOf("+78452345678")).toEqual(["Europe/Saratov"]);
    expect(zonesOf("+18676330123")).toEqual(["America/Whitehorse"]);
    expect(zonesOf("+213551234567")).toEqual(["Africa/Algiers"]);
    expect(zonesOf("+212650123456")).toEqual(["Africa/Casablanca"]);
    expect(zonesOf("+50581234567")).toEqual(["America/Managua"]);
    expect(zonesOf("+61740123456")).toEqual(["Australia/Brisbane", "Australia/Sydney"]);
    expect(zonesOf("+61889812345")).toContain("Australia/Darwin");
    expect(zonesOf("+56612123456")).toContain("America/Punta_Arenas");
  });

  test("are one shared array that nobody can change", () => {
    expect(zonesOf("+14155550123")).toBe(zonesOf("+14155550199"));
    expect(Object.isFrozen(zonesOf("+14155550123"))).toBe(true);
    expect(Object.isFrozen(zonesOf("+80012345678"))).toBe(true);
  });
});

test("every zone of the table is one that the windows can read, and no prefix stands twice", () => {
  const lines = phoneZones.trim().split("\n");
  const prefixes = lines.flatMap((line) => line.split(":")[1]?.trim().split(" ") ?? []);
  const zones = new Set(lines.flatMap((line) => line.split(":")[0]?.split(" ") ?? []).filter(Boolean));
  expect(prefixes.length).toBeGreaterThan(3_000);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.filter((prefix) => !/^[1-9]\d*$/.test(prefix))).toEqual([]);
  const schedule = { windows: alwaysOpen, blackoutDates: [], quietHours: null, fixedZone: null, fallbackZone: null };
  expect(openness(schedule, [...zones], 0)).toEqual({ open: true, until: Infinity });
});

describe("a contact's zones", () => {
  test("are the named one before those of the number", () => {
    expect(contactZones("+14155550123", "Europe/Berlin")).toEqual(["Europe/Berlin"]);
    expect(contactZones("+14155550123", null)).toEqual(["America/Los_Angeles"]);
    expect(contactZones("+14155550123", " ")).toEqual(["America/Los_Angeles"]);
  });

  test("are an error where the named one does not exist", () => {
    expect(() => contactZones("+14155550123", "Mars/Olympus")).toThrow(RangeError);
    expect(() => contactZones("+14155550123", "+02:00")).toThrow(RangeError);
  });
});
