/** A map from the first digits of numbers to zones, and the file it is kept in: `zones: prefixes`, a line for each set. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export type ZoneMap = Map<string, readonly string[]>;

const folder = path.join(import.meta.dirname, "sources");

/** What a map says of all numbers with these first digits that no longer prefix names; undefined: nothing. */
export function lookUp(map: ZoneMap, digits: string): readonly string[] | undefined {
  for (let length = digits.length; length > 0; length--) {
    const zones = map.get(digits.slice(0, length));
    if (zones) return zones;
  }
  return undefined;
}

/** @param name of a file in sources/ */
export function readMap(name: string): ZoneMap {
  const map: ZoneMap = new Map();
  for (const line of readFileSync(path.join(folder, name), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [zones = "", prefixes = ""] = line.split(":");
    for (const prefix of prefixes.trim().split(" ")) map.set(prefix, zones.split(" "));
  }
  return map;
}

/** @param header where it comes from */
export function writeMap(name: string, map: ZoneMap, header: readonly string[]): void {
  const lines = [...header.map((line) => `# ${line}`), ...linesOf(map)];
  writeFileSync(path.join(folder, name), `${lines.join("\n")}\n`);
}

export function linesOf(map: ZoneMap): string[] {
  const prefixes = Map.groupBy(map.keys(), (prefix) => (map.get(prefix) ?? []).join(" "));
  const lines = [...prefixes].map(([zones, those]) => `${zones}: ${those.toSorted().join(" ")}`);
  return lines.toSorted((a, b) => (a < b ? -1 : 1));
}
