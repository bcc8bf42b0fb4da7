/** Time zones as people and their programs write them, read into IANA names. */
import { shown } from "./cells.ts";
import { windowsZone } from "./windows-zones.ts";

export type ReadZone = { ok: true; zone: string } | { ok: false; reason: string };

/**
 * Letters that stand for several places, or for a place's clock of half a year only, and what to write in their stead.
 * Some are names to the IANA database too, and there mean an offset without daylight saving: `EST` would be Panama's.
 */
const abbreviations = new Map(
  `
  America/New_York: EST EDT ET EASTERN
  America/Chicago: CST CDT CT CENTRAL
  America/Denver: MST MDT MT MOUNTAIN
  America/Los_Angeles: PST PDT PT PACIFIC
  America/Anchorage: AKST AKDT
  Pacific/Honolulu: HST HAST HDT
  America/Halifax: AST ADT ATLANTIC
  America/St_Johns: NST NDT CNT
  America/Sao_Paulo: BRT BRST BET
  America/Argentina/Buenos_Aires: ART AGT
  Europe/London: GMT BST
  Europe/Lisbon: WET WEST
  Europe/Berlin: CET CEST MET MEST MEZ MESZ ECT
  Europe/Athens: EET EEST OEZ
  Europe/Istanbul: TRT
  Europe/Moscow: MSK MSD
  Africa/Johannesburg: SAST CAT
  Africa/Nairobi: EAT
  Africa/Lagos: WAT
  Asia/Dubai: GST
  Asia/Karachi: PKT PLT
  Asia/Kolkata: IST
  Asia/Bangkok: ICT VST
  Asia/Jakarta: WIB WITA WIT
  Asia/Singapore: SGT MYT
  Asia/Shanghai: CTT HKT
  Asia/Tokyo: JST
  Asia/Seoul: KST
  Australia/Perth: AWST
  Australia/Adelaide: ACST ACDT
  Australia/Sydney: AEST AEDT AET
  Pacific/Auckland: NZST NZDT`
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [zone = "", letters = ""] = line.trim().split(": ");
      return letters.split(" ").map((one) => [one, zone] as const);
    }),
);

const offset = /^\(?(?:utc|gmt|z)?\s*[+−-]\s*\d{1,2}(?::?\d{2})?(?!\w)/iu;

/**
 * The zone a cell means: an IANA name in any letter case, with blanks for `_` or about the slash, or Windows' name.
 *
 * Refuses what does not say when the clocks change (`CET`, `UTC+1`), with a sentence on what to write.
 *
 * @param isZone whether a name is the IANA's, in any letter case
 */
export function readZone(cell: string, isZone: (name: string) => boolean): ReadZone {
  const text = cell.trim();
  const place = abbreviations.get(text.toUpperCase());
  if (place !== undefined)
    return refused(cell, `does not say where, nor when its clocks change; write a place, such as ${place}`);
  if (offset.test(text)) {
    return refused(cell, "is an offset and does not say when its clocks change; write a place, such as Europe/Berlin");
  }
  if (isZone(text)) return { ok: true, zone: spelling(text) };
  const plain = text
    .replaceAll(/_slash_/giu, "/")
    .replaceAll(/\s*\/\s*/gu, "/")
    .replaceAll(/\s+/gu, "_");
  if (isZone(plain)) return { ok: true, zone: spelling(plain) };
  const zone = windowsZone(text);
  if (zone !== undefined) return { ok: true, zone };
  return refused(cell, "is not a time zone; write it as Europe/Berlin, or leave it empty to go by the number");
}

/** The capitals of the database's own spelling; a name that it has renamed stays. */
function spelling(name: string): string {
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
}

function refused(cell: string, why: string): ReadZone {
  return { ok: false, reason: `"${shown(cell)}" ${why}.` };
}
