/**
 * Zones of numbers of every country, against what Intl says of the country; and the rule that a call may start only when
 * it may in all of them.
 */
import examples from "libphonenumber-js/mobile/examples";
import { type CountryCode, getCountries, getExampleNumber } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { weekdays } from "#domain/campaign/settings.ts";
import { openness, type Schedule } from "#domain/dialing/windows.ts";
import { type LineKind, planOf } from "./numbering-plans.ts";
import { parseDigits } from "./parse-digits.ts";
import { phoneZones } from "./phone-zones.generated.ts";
import { chance, samplesOfAll } from "./sample-numbers.ts";
import { zonesOf } from "./zones.ts";

const hour = 3_600_000;
const [yearStart, yearEnd] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];

/** One name for each zone: Intl has several for some. */
const canonical = (zone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;

/** Countries that Intl has no zones for; those of the map. */
const unknownToIntl: Readonly<Partial<Record<CountryCode, readonly string[]>>> = {
  AC: ["Atlantic/St_Helena"],
  TA: ["Atlantic/St_Helena"],
  XK: ["Europe/Belgrade"],
};

/** Zones outside a country that its numbers may have, and why. */
const neighbours: Readonly<Partial<Record<CountryCode, readonly string[]>>> = {
  // One calling code and no place in the prefix: any of its countries may be meant.
  AU: ["Indian/Christmas", "Indian/Cocos"],
  FI: ["Europe/Mariehamn"],
  GB: ["Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Jersey"],
  GG: ["Europe/Isle_of_Man", "Europe/Jersey", "Europe/London"],
  IM: ["Europe/Guernsey", "Europe/Jersey", "Europe/London"],
  IT: ["Europe/Vatican"],
  JE: ["Europe/Guernsey", "Europe/Isle_of_Man", "Europe/London"],
  NO: ["Arctic/Longyearbyen"],
  RE: ["Indian/Mayotte"],
  YT: ["Indian/Reunion"],
  // The map has Northern Ireland's numbers, dialled 048 from the Republic, with the United Kingdom's zones.
  IE: ["Europe/Guernsey", "Europe/Isle_of_Man", "Europe/London"],
  // The map has them as Guadeloupe, whose calling code they use; the clocks are the same.
  BL: ["America/Guadeloupe"],
  MF: ["America/Guadeloupe"],
};

/** Zones of a country whose time no candidate of its mobile numbers has, and why. */
const leftOut: Readonly<Partial<Record<CountryCode, readonly string[]>>> = {
  CN: ["Asia/Urumqi"], // unofficial: numbers, offices and the law have Beijing's time
  GL: ["America/Danmarkshavn"], // a weather station
  UA: ["Europe/Simferopol"], // Crimea's numbers are Russia's
};

/** Countries whose mobile numbers have area codes, and so have the zones of their area. */
const mobilesHaveAreas = new Set(["1", "52", "54", "55"]);

const zonesInside = new Map(
  getCountries().map((country) => {
    const found = unknownToIntl[country] ?? zonesByIntl(country);
    return [country, new Set(found.map(canonical))] as const;
  }),
);

/** In Node since 18; TypeScript's library has it as a method only where the runtime is newer. */
function zonesByIntl(country: CountryCode): readonly string[] {
  return new Intl.Locale(`und-${country}`).getTimeZones() ?? [];
}

const clocks = new Map<string, string>();

/** Every offset of the year and when it begins: two zones with the same clock are the same to a caller. */
function clockOf(zone: string): string {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    let at = Temporal.Instant.fromEpochMilliseconds(yearStart).toZonedDateTimeISO(zone);
    clock = at.offset;
    for (;;) {
      const next = at.getTimeZoneTransition("next");
      if (!next || next.epochMilliseconds >= yearEnd) break;
      at = next;
      clock += ` ${at.epochMilliseconds} ${at.offset}`;
    }
    clocks.set(zone, clock);
  }
  return clock;
}

interface Sample {
  country: CountryCode;
  kind: LineKind;
  number: string;
  zones: readonly string[];
}

const geographic: readonly LineKind[] = ["fixed_line", "mobile", "fixed_line_or_mobile"];
const placeless: readonly LineKind[] = ["toll_free", "personal_number"];

function sample(number: string): Sample | null {
  const parsed = parseDigits(number, null);
  return parsed?.kind && parsed.country
    ? { country: parsed.country, kind: parsed.kind, number, zones: zonesOf(number) }
    : null;
}

const made = [...samplesOfAll(40, chance(11))].flatMap(({ number }) => sample(number) ?? []);
const withPlace = made.filter(({ kind }) => geographic.includes(kind));

describe("a number of any country", () => {
  test("is in the sample, fixed line and mobile", () => {
    const found = new Set(withPlace.map(({ country }) => country));
    // Western Sahara's are among Morocco's.
    expect(getCountries().filter((country) => !found.has(country))).toEqual(["EH"]);
    expect(withPlace.length).toBeGreaterThan(10_000);
    const mobiles = getCountries().map((country) => getExampleNumber(country, examples)?.number);
    expect(mobiles.filter((number) => number === undefined || zonesOf(number).length === 0)).toEqual([]);
  });

  test("has at least one zone if it has a place, and each is a name that IANA knows", () => {
    expect(withPlace.filter(({ zones }) => zones.length === 0)).toEqual([]);
    const known = new Set(Intl.supportedValuesOf("timeZone"));
    const zones = new Set(withPlace.flatMap((each) => each.zones));
    expect([...zones].filter((zone) => !known.has(canonical(zone)))).toEqual([]);
  });

  test("has zones of its country only, but for those that share a calling code", () => {
    const outside: string[] = [];
    const used = new Set<string>();
    for (const { country, number, zones } of withPlace) {
      for (const zone of zones) {
        if (zonesInside.get(country)?.has(canonical(zone))) continue;
        if (neighbours[country]?.includes(zone)) used.add(`${country} ${zone}`);
        else outside.push(`${country} ${number} ${zone}`);
      }
    }
    expect(outside).toEqual([]);
    const listed = Object.entries(neighbours).flatMap(([country, zones]) => zones.map((zone) => `${country} ${zone}`));
    expect(listed.filter((exception) => !used.has(exception))).toEqual([]);
  });

  test("that is mobile has, in a country of several times, every time that is kept there", () => {
    const missing = new Set<string>();
    const countries = new Set<string>();
    for (const { country, kind, number, zones } of withPlace) {
      if (kind !== "mobile" || mobilesHaveAreas.has(parseDigits(number, null)?.callingCode ?? "")) continue;
      const there = new Set(zones.map(clockOf));
      const inside = [...(zonesInside.get(country) ?? [])];
      if (new Set(inside.map(clockOf)).size > 1) countries.add(country);
      for (const zone of inside.filter((each) => !leftOut[country]?.includes(each)))
        if (!there.has(clockOf(zone))) missing.add(`${country} ${zone}`);
    }
    expect([...missing]).toEqual([]);
    expect(countries.size).toBeGreaterThan(12);
  });

  test("can have every time that is kept in its country", () => {
    const lines = phoneZones.trim().split("\n");
    const missing = getCountries().flatMap((country) => {
      const code = ` ${planOf(country).callingCode}`;
      const known = lines.flatMap((line) => (line.includes(code) ? (line.split(": ")[0] ?? "").split(" ") : []));
      const times = new Set(known.filter((zone) => zone !== "" && zone !== ":").map(clockOf));
      const inside = [...(zonesInside.get(country) ?? [])].filter((zone) => !times.has(clockOf(zone)));
      return inside.flatMap((zone) => (leftOut[country]?.includes(zone) ? [] : `${country} ${zone}`));
    });
    expect(missing).toEqual([]);
  });

  test("has none if it is toll-free or personal", () => {
    const found = made.filter(({ kind }) => placeless.includes(kind));
    expect(found.length).toBeGreaterThan(2_000);
    expect(found.filter(({ zones }) => zones.length > 0)).toEqual([]);
  });

  test.for([
    "+80012345678", // universal toll-free (UIFN)
    "+80812345678", // universal shared cost
    "+870773111632", // Inmarsat
    "+878101234567890", // universal personal
    "+881612345678", // Iridium
    "+882161234567", // international networks
    "+883510012345",
    "+979123456789", // universal premium rate
  ])("has none if its code is of no country: %s", (number) => {
    expect(zonesOf(number)).toEqual([]);
  });
});

describe("a call to any country's numbers", () => {
  const schedule: Schedule = {
    windows: [
      { days: weekdays.filter((day) => day !== "sun"), from: "09:00", to: "17:30" },
      { days: ["fri"], from: "22:00", to: "01:30" },
    ],
    blackoutDates: ["2026-12-25"],
    quietHours: null,
    fixedZone: null,
    fallbackZone: null,
  };
  const sets = new Map(withPlace.map(({ zones }) => [zones.join(" "), zones]));
  const zones = new Set([...sets.values()].flat());

  /** Every 5 hours and 40 minutes, and close around every change of any of the clocks: windows' edges are whole minutes. */
  function instantsOf(of: readonly string[]): number[] {
    const instants: number[] = [];
    for (let at = yearStart; at < yearEnd; at += 5 * hour + 40 * 60_000) instants.push(at);
    for (const zone of of) {
      for (const [, change] of clockOf(zone).matchAll(/ (\d{10,})/g))
        for (let at = Number(change) - 26 * hour; at <= Number(change) + 26 * hour; at += hour / 2)
          instants.push(at, at - 1);
    }
    return instants;
  }

  const reader = new Map(
    [...zones].map((zone) => {
      const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
      return [zone, format];
    }),
  );

  /** The words of the design, read off the wall by Intl. */
  function isInside(zone: string, instant: number): boolean {
    const [date = "", time = ""] = reader.get(zone)?.format(instant).split(" ") ?? [];
    const day = new Date(`${date}T12:00:00Z`).getUTCDay();
    if (date === "2026-12-25") return false;
    if (day !== 0 && time >= "09:00" && time < "17:30") return true;
    return (day === 5 && time >= "22:00") || (day === 6 && time < "01:30" && date !== "2026-12-26");
  }

  test("starts only inside the window of every zone they may lie in, in each season and at each change of clocks", () => {
    expect(sets.size).toBeGreaterThan(250);
    const changing = [...zones].filter((zone) => clockOf(zone).split(" ").length === 5);
    expect(changing.length).toBeGreaterThan(70);
    let open = 0;
    let closed = 0;
    for (const candidates of sets.values()) {
      const inside = new Map<string, boolean>();
      for (const at of instantsOf(candidates.slice(0, 3))) {
        const allowed = openness(schedule, candidates, at).open;
        if (allowed) open++;
        else closed++;
        const everywhere = candidates.every((zone) => {
          const key = `${zone} ${at}`;
          const known = inside.get(key) ?? isInside(zone, at);
          inside.set(key, known);
          return known;
        });
        if (allowed !== everywhere) expect({ candidates, at: new Date(at).toISOString(), allowed }).toBe(everywhere);
      }
    }
    expect(open).toBeGreaterThan(100_000);
    expect(closed).toBeGreaterThan(100_000);
  });

  test("never starts when no zone is known and the campaign names none", () => {
    for (const at of instantsOf(["Europe/Berlin", "America/New_York"]))
      expect(openness(schedule, [], at)).toEqual({ open: false, reason: "no_timezone", opensAt: null });
  });

  test("starts by the campaign's zone only when none is known", () => {
    const withFallback = { ...schedule, fallbackZone: "Europe/Berlin" };
    for (const at of instantsOf(["Europe/Berlin"])) {
      expect(openness(withFallback, [], at).open).toBe(isInside("Europe/Berlin", at));
      expect(openness(withFallback, ["Asia/Tokyo"], at).open).toBe(isInside("Asia/Tokyo", at));
    }
  });
});
