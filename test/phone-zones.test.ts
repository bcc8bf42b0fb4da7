/** The table of numbers' zones against the two sources that it is made of, which are kept in scripts/phone-zones/sources. */
import { readFileSync } from "node:fs";
import { type CountryCode, getCountries } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { parseDigits } from "#numbering/parse-digits.ts";
import { phoneZones } from "#numbering/phone-zones.generated.ts";
import { chance, samplesOfAll } from "#numbering/sample-numbers.ts";
import { zonesOf } from "#numbering/zones.ts";
import { clockOf, clocksOf, keptNowhereIn } from "../scripts/phone-zones/clocks.ts";
import { combine } from "../scripts/phone-zones/combine.ts";
import { additions, corrections, placelessCodes, replaced } from "../scripts/phone-zones/corrections.ts";
import { differences } from "../scripts/phone-zones/differences.ts";
import { generatedText } from "../scripts/phone-zones/generated-text.ts";
import { planTables } from "../scripts/phone-zones/plans.ts";
import { lookUp, readMap, type ZoneMap } from "../scripts/phone-zones/zone-map.ts";

const first = readMap("libphonenumber.txt");
const second = readMap("places.txt");
const table: ZoneMap = new Map(
  phoneZones
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [zones = "", prefixes = ""] = line.split(":");
      return prefixes
        .trim()
        .split(" ")
        .map((prefix) => [prefix, zones === "" ? [] : zones.split(" ")] as const);
    }),
);
/** Every prefix that any of the three names: between them nothing changes. */
const prefixes = [...new Set([...first.keys(), ...second.keys(), ...table.keys()])].filter(
  (prefix) => !placelessCodes.some((code) => prefix.startsWith(code)),
);

/** A zone of libphonenumber's map that numbers with this prefix need not wait for, because a public source says so. */
function isCorrected(prefix: string, zone: string): boolean {
  return corrections.some(({ prefix: of, wrong }) => of.test(prefix) && wrong === zone);
}

describe("a number's zones", () => {
  test("have every time that either source says, but for what a correction takes away", () => {
    const missing: string[] = [];
    for (const prefix of prefixes) {
      const zones = lookUp(table, prefix) ?? [];
      // Of an area code that libphonenumber's map does not have, it says that of +1: anywhere.
      const isNew = prefix.length >= 4 && lookUp(first, prefix) === first.get("1");
      const map = (isNew ? [] : (lookUp(first, prefix) ?? [])).filter((zone) => !isCorrected(prefix, zone));
      for (const zone of keptNowhereIn(zones, [...map, ...(lookUp(second, prefix) ?? [])]))
        missing.push(`${prefix} ${zone}`);
    }
    expect(missing).toEqual([]);
    expect(prefixes.length).toBeGreaterThan(6_000);
  });

  test("have no time of which no source knows, but for area codes and countries as a whole", () => {
    const put = [...corrections.flatMap(({ right }) => right ?? []), ...additions.map(({ zone }) => zone)];
    const byCode = (prefix: string): string => parseDigits(`+${prefix}0000`, null)?.callingCode ?? "";
    const known = Map.groupBy([...first, ...second], ([prefix]) => byCode(prefix));
    const clocks = new Map(
      [...known].map(([code, all]) => [code, [...new Set(all.flatMap(([, zones]) => zones)), ...put]]),
    );
    const invented = prefixes.filter(
      (prefix) => keptNowhereIn(clocks.get(byCode(prefix)) ?? [], lookUp(table, prefix) ?? []).length > 0,
    );
    expect(invented).toEqual([]);
  });

  test.for([
    ["+526141234567", ["America/Chihuahua"]],
    ["+526561234567", ["America/Ciudad_Juarez"]],
    ["+526641234567", ["America/Tijuana"]],
    ["+529841234567", ["America/Cancun"]],
    ["+5581987654321", ["America/Noronha", "America/Recife"]],
    ["+558137221234", ["America/Noronha", "America/Recife"]],
    ["+5568987654321", ["America/Rio_Branco"]],
    ["+16895550123", ["America/Chicago", "America/New_York"]],
    ["+13055550123", ["America/New_York"]],
    ["+61889812345", ["Australia/Darwin"]],
    ["+62920123456", ["Asia/Jayapura"]],
    ["+56322100123", ["America/Santiago", "Pacific/Easter"]],
    ["+56612123456", ["America/Punta_Arenas"]],
  ] as const)("of %s are among others %j", ([number, zones]) => {
    expect(keptNowhereIn(zonesOf(number), zones)).toEqual([]);
  });

  test("of Chihuahua and Recife are not only those of another place", () => {
    expect(zonesOf("+526141234567")).toEqual(["America/Chihuahua"]);
    expect(zonesOf("+5581987654321")).toContain("America/Recife");
    for (const [number, zone] of [
      ["+52614", "America/Mazatlan"],
      ["+55819", "America/Noronha"],
    ] as const)
      expect(zonesOf(number + "12345678")).not.toEqual([zone]);
  });
});

describe("the second source", () => {
  /** No names of places and no plan: one set of zones for all of the country, in both sources or by the other alone. */
  const silent: Readonly<Partial<Record<CountryCode, string>>> = {
    CN: "Urumqi's time is unofficial: numbers, offices and the law have Beijing's",
    KI: "libphonenumber has all zones for every number",
    UA: "Crimea's numbers are Russia's",
  };

  test("speaks of the fixed lines of every country that keeps more than one time", () => {
    const several = getCountries().filter(
      (country) => clocksOf(new Intl.Locale(`und-${country}`).getTimeZones() ?? []).size > 1,
    );
    expect(several.length).toBeGreaterThan(15);
    const unspoken = new Map<string, string[]>();
    for (const { country, kind, number } of samplesOfAll(60, chance(7))) {
      if (kind !== "fixed_line" || !several.includes(country) || silent[country]) continue;
      if (zonesOf(number).length === 0 || lookUp(second, number.slice(1))) continue;
      unspoken.set(country, [...(unspoken.get(country) ?? []), number.slice(0, 7)]);
    }
    expect(Object.fromEntries(unspoken)).toEqual({});
    expect(Object.keys(silent).filter((country) => !several.includes(country as CountryCode))).toEqual([]);
  });
});

describe("every correction", () => {
  test("names its source and takes away something that the map has", () => {
    expect([...corrections, ...additions, ...planTables].filter(({ source }) => source.length < 10)).toEqual([]);
    const idle = corrections.filter(
      ({ prefix: of, wrong }) => !prefixes.some((prefix) => of.test(prefix) && lookUp(first, prefix)?.includes(wrong)),
    );
    expect(idle.map(({ prefix, wrong }) => `${prefix.source} ${wrong}`)).toEqual([]);
  });

  test("renames no zone to one of another time", () => {
    const moved = Object.entries(replaced).filter(([old, name]) => clockOf(old) !== clockOf(name));
    expect(moved).toEqual([]);
  });
});

test("the table and the report of differences are what the scripts make of the sources", () => {
  const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
  expect(read("src/numbering/phone-zones.generated.ts") === generatedText(combine(first, second))).toBe(true);
  expect(read("scripts/phone-zones/differences.md") === differences(first, second)).toBe(true);
});
