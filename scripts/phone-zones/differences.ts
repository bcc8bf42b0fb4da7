/** Where the two sources of zones differ in time, for people who ask why a number waits. */
import { clocksOf } from "./clocks.ts";
import { corrected } from "./combine.ts";
import { corrections } from "./corrections.ts";
import { planTables } from "./plans.ts";
import { lookUp, type ZoneMap } from "./zone-map.ts";

/** A page of Markdown. */
export function differences(first: ZoneMap, second: ZoneMap): string {
  const rows = new Map<string, string[]>();
  let compared = 0;
  for (const prefix of new Set([...first.keys(), ...second.keys()])) {
    const places = lookUp(second, prefix);
    if (!places) continue;
    compared++;
    const map = corrected(first, prefix);
    const [here, there] = [clocksOf(map), clocksOf(places)];
    if (here.size === there.size && here.isSubsetOf(there)) continue;
    const disjoint = here.isDisjointFrom(there) ? "**nothing in common**" : "";
    const row = [names(map), names(places), disjoint].join(" | ");
    rows.set(row, [...(rows.get(row) ?? []), prefix]);
  }
  const differing = [...rows.values()].flat();
  const apart = [...rows].filter(([row]) => row.endsWith("**")).flatMap(([, prefixes]) => prefixes);
  return `# Where the sources of numbers' time zones differ

Written by scripts/generate-phone-zones.ts; do not edit. \`sources/libphonenumber.txt\` is Google libphonenumber's map,
with the corrections below; \`sources/places.txt\` is made from the places' names and coordinates and from numbering
plans. Of ${compared} prefixes that both speak of, ${differing.length} differ in time, ${apart.length} of them in all that they say. A number of such a
prefix has the zones of both. A prefix stands for all numbers below it that no longer one names.

## Differences

| libphonenumber's map | places and plans | | prefixes |
| --- | --- | --- | --- |
${[...rows]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([row, prefixes]) => `| ${row} | ${prefixes.toSorted().join(" ")} |`)
  .join("\n")}

## Corrections of libphonenumber's map

| prefixes | it says | right is | source (releases and files of the IANA time zone database, if nothing else is said) |
| --- | --- | --- | --- |
${corrections
  .map(
    ({ prefix, wrong, right, source }) =>
      `| \`${prefix.source.replaceAll("|", String.raw`\|`)}\` | ${wrong} | ${right ?? "as the second source"} | ${source} |`,
  )
  .join("\n")}

## Numbering plans

${planTables.map(({ source }) => `- ${source}`).join("\n")}
`;
}

function names(zones: readonly string[]): string {
  return zones.length === 0 ? "–" : zones.toSorted().join(" ");
}
