/** The map of zones that the program has: the union of two sources, and wider where numbers may be anywhere. */
import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { parseDigits } from "#numbering/parse-digits.ts";
import { clockOf, keptNowhereIn } from "./clocks.ts";
import { additions, corrections, overlays, placelessCodes, replaced } from "./corrections.ts";
import { lookUp, type ZoneMap } from "./zone-map.ts";

/**
 * Calling codes whose mobile numbers do tell a place: area codes (North America, Mexico, Argentina, Brazil, after
 * libphonenumber's GEO_MOBILE_COUNTRIES) or the one of several countries that they belong to (262, 599).
 */
const mobilesWithPlace = new Set(["1", "52", "54", "55", "262", "599"]);

/**
 * Mobile numbers that trying does not find: Chile's, which the metadata no longer tells from others, and a few exchanges
 * among Spain's fixed lines. By calling code.
 */
const furtherMobiles: Readonly<Record<string, readonly string[]>> = {
  "34": ["3497390", "349690609", "349690610"],
  "56": ["569"],
};

/**
 * Parts of states with a history of their own and, for the present, the time of their neighbours: the sets of zones that
 * an engine keeps clocks for would multiply.
 */
const alike: readonly [RegExp, string][] = [
  [
    /^America\/(?:Detroit|Indiana\/(?:Indianapolis|Marengo|Petersburg|Vevay|Vincennes|Winamac)|Kentucky\/.*)$/u,
    "America/New_York",
  ],
  [/^America\/(?:Menominee|Indiana\/(?:Knox|Tell_City)|North_Dakota\/.*)$/u, "America/Chicago"],
];

function plainName(zone: string): string {
  const plain = alike.find(([names]) => names.test(zone))?.[1] ?? zone;
  return clockOf(plain) === clockOf(zone) ? plain : zone;
}

/** What libphonenumber's map says of numbers with these first digits, corrected. */
export function corrected(first: ZoneMap, prefix: string): readonly string[] {
  const zones = (said(first, prefix) ?? []).flatMap((name) => {
    const found = corrections.find(({ prefix: of, wrong }) => of.test(prefix) && wrong === name);
    return found ? (found.right ?? []) : (replaced[name] ?? name);
  });
  const added = additions.filter(({ prefix: of, beside }) => of.test(prefix) && zones.includes(beside));
  return [...zones, ...added.map(({ zone }) => zone)];
}

/** Of an area code of North America that the map does not have, all it says is that of +1: anywhere. */
function said(first: ZoneMap, prefix: string): readonly string[] | undefined {
  const zones = lookUp(first, prefix);
  return prefix.length >= 4 && prefix.startsWith("1") && zones === first.get("1") ? [] : zones;
}

/**
 * Every number may be called only when all zones of both sources are open. Where they differ in names of one time only,
 * those of libphonenumber's map stand.
 */
export function combine(first: ZoneMap, second: ZoneMap): ZoneMap {
  const map: ZoneMap = new Map();
  for (const prefix of new Set([...first.keys(), ...second.keys()])) {
    const zones = corrected(first, prefix);
    set(map, prefix, [...zones, ...keptNowhereIn(zones, (lookUp(second, prefix) ?? []).map(plainName))]);
  }
  widenCountries(map, second);
  widenAreaCodes(map);
  widenMobiles(map);
  for (const code of placelessCodes) {
    const listed = [...map.keys()].find((known) => known.startsWith(code));
    if (listed) throw new Error(`+${code} is taken for a code without a place, but there are zones for +${listed}.`);
    map.set(code, []);
  }
  return thinned(map);
}

function set(map: ZoneMap, prefix: string, zones: readonly string[]): void {
  for (const zone of zones) Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  map.set(prefix, [...new Set(zones)].toSorted());
}

/** A number of which only the country is known may be wherever the second source has a place there. */
function widenCountries(map: ZoneMap, second: ZoneMap): void {
  for (const callingCode of new Set(getCountries().map((country): string => getCountryCallingCode(country)))) {
    const known = map.get(callingCode) ?? [];
    const prefixes = [...second.keys()].filter((prefix) => prefix.startsWith(callingCode)).toSorted();
    const below = prefixes.flatMap((prefix) => second.get(prefix) ?? []).map(plainName);
    const more = keptNowhereIn(known, below);
    if (more.length > 0) set(map, callingCode, [...known, ...more]);
  }
}

/**
 * The sources list exchanges (`1219xxx`) and give their area code the zone of the rest. Exchanges are opened all the time,
 * and telephones move: what is not listed may lie in any zone of its area code.
 */
function widenAreaCodes(map: ZoneMap): void {
  const areaCodes = new Set([...map.keys()].filter((prefix) => /^1\d{3}/.test(prefix)).map((at) => at.slice(0, 4)));
  for (const areaCode of areaCodes) {
    const below = [...map].filter(([prefix]) => prefix.startsWith(areaCode)).flatMap(([, zones]) => zones);
    set(map, areaCode, below);
  }
  for (const [areaCode, older] of Object.entries(overlays))
    set(map, areaCode, [...(map.get(areaCode) ?? []), ...(map.get(older) ?? [])]);
}

/**
 * A mobile telephone may be anywhere in its country, where the map mostly names the capital's zone: Sydney for all of
 * Australia, Moscow for all of Russia.
 */
function widenMobiles(map: ZoneMap): void {
  for (const callingCode of new Set(getCountries().map((country): string => getCountryCallingCode(country)))) {
    if (mobilesWithPlace.has(callingCode) || (map.get(callingCode)?.length ?? 0) < 2) continue;
    for (const prefix of [...map.keys()].filter((known) => known.startsWith(callingCode))) {
      if (prefix !== callingCode) widenMobilesBelow(map, prefix, { callingCode, depth: 3 });
    }
  }
  for (const [callingCode, prefixes] of Object.entries(furtherMobiles))
    for (const prefix of prefixes) set(map, prefix, countryZones(map, callingCode));
}

function widenMobilesBelow(
  map: ZoneMap,
  prefix: string,
  { callingCode, depth }: { callingCode: string; depth: number },
): void {
  const { mobile, fixed } = kindsBelow(prefix, callingCode);
  if (mobile && !fixed) set(map, prefix, countryZones(map, callingCode, prefix));
  if (!mobile || !fixed || depth === 0) return;
  for (let digit = 0; digit <= 9; digit++) {
    if (!map.has(`${prefix}${digit}`)) widenMobilesBelow(map, `${prefix}${digit}`, { callingCode, depth: depth - 1 });
  }
}

/** All zones of the country; +7 is two countries, told apart by the digit that follows. */
function countryZones(map: ZoneMap, callingCode: string, prefix = callingCode): string[] {
  const kazakh = ["Asia/Almaty", "Asia/Aqtobe"];
  const zones = map.get(callingCode) ?? [];
  return zones.filter((zone) => callingCode !== "7" || kazakh.includes(zone) === prefix.startsWith("77"));
}

/** Of what kind the numbers with this prefix are, tried on some of each length. */
function kindsBelow(prefix: string, callingCode: string): { mobile: boolean; fixed: boolean } {
  const kinds = { mobile: false, fixed: false };
  let chance = 1;
  for (let length = prefix.length + 1; length <= callingCode.length + 12; length++) {
    for (let sample = 0; sample < 200; sample++) {
      let number = prefix;
      while (number.length < length) {
        chance = (chance * 48_271) % 2_147_483_647;
        number += String(chance % 10);
      }
      const parsed = parseDigits(`+${number}`, null);
      const kind = parsed?.number === `+${number}` ? parsed.kind : null;
      kinds.mobile ||= kind === "mobile";
      kinds.fixed ||= kind === "fixed_line" || kind === "fixed_line_or_mobile";
    }
  }
  return kinds;
}

/** Without the prefixes that have the zones of the shorter one above them. */
function thinned(map: ZoneMap): ZoneMap {
  const thin: ZoneMap = new Map();
  for (const [prefix, zones] of [...map].toSorted(([a], [b]) => a.length - b.length)) {
    if (lookUp(thin, prefix.slice(0, -1))?.join() !== zones.join()) thin.set(prefix, zones);
  }
  return thin;
}
