/** Time zones as people and their programs write them, read into IANA names. */
import { readZoneName } from "#domain/dialing/zone-names.ts";
import { shown } from "./cells.ts";
import { windowsZone } from "./windows-zones.ts";

export type ReadZone = { ok: true; zone: string } | { ok: false; reason: string };

/** What programs write before a name: `(GMT-05:00) `, `UTC+1 - `. */
const offsetBefore = /^\(?(?:utc|gmt)\s*(?:[+−-]\s*\d{1,2}(?::?\d{2})?)?\)?\s*(?:[-–]\s)?\s*/iu;
const nameInBrackets = /\(([a-z_]+(?:\/[a-z_-]+)+)\)/iu;

/**
 * The zone a cell means: an IANA name in any letter case, with blanks for `_` or about the slash, Windows' name, or a
 * label with one of them in it, such as `(GMT-05:00) Eastern Time (US & Canada)`.
 *
 * Refuses what does not say where (`CET`, `UTC+1`), with a sentence on what to write.
 */
export function readZone(cell: string): ReadZone {
  const text = cell.trim();
  const read = readZoneName(text);
  if (read.ok) return read;
  const zone = zoneIn(text) ?? zoneIn(text.replace(offsetBefore, "")) ?? zoneIn(nameInBrackets.exec(text)?.[1] ?? "");
  if (zone !== undefined) return { ok: true, zone };
  if (read.ambiguous) return read;
  const why = "is not a time zone; write it as Europe/Berlin, or leave it empty to go by the number";
  return { ok: false, reason: `"${shown(cell)}" ${why}.` };
}

function zoneIn(text: string): string | undefined {
  const plain = text
    .replaceAll(/_slash_/giu, "/")
    .replaceAll(/\s*\/\s*/gu, "/")
    .replaceAll(/\s+/gu, "_");
  const read = readZoneName(plain);
  return read.ok ? read.zone : windowsZone(text);
}
