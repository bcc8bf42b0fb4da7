/**
 * Numbers that regulators keep free for films and books, and that a numbering plan therefore calls impossible. Sample
 * data and the simulator use them, so they are accepted. Other reserved ranges (+1 … 555-0100 to 0199, +44 20 7946 0xxx,
 * the Australian and Swedish ones) are ordinary numbers to the library and need no line here.
 */
import type { CountryCode } from "libphonenumber-js/max";
import type { E164 } from "#domain/phone.ts";
import type { PhoneKind } from "./read-phone.ts";

interface FictionalRange {
  country: CountryCode;
  kind: PhoneKind;
  callingCode: string;
  /** Of the whole national number, written as the metadata's patterns are. */
  source: string;
  lengths: readonly number[];
  pattern: RegExp;
}

const ranges: readonly FictionalRange[] = [
  // Ofcom, "Telephone numbers for drama use".
  range("GB", "mobile", "44", "7700900\\d{3}", 10),
  range("GB", "fixed_line", "44", "1632960\\d{3}", 10),
  range("GB", "fixed_line", "44", "1154960\\d{3}", 10),
  // Arcep, décision 2018-0881: numbers for audiovisual works.
  range("FR", "mobile", "33", "63998\\d{4}", 9),
  // ComReg, Numbering Conditions of Use: 020 91x xxxx for drama.
  range("IE", "fixed_line", "353", "2091\\d{5}", 9),
];

function range(
  country: CountryCode,
  kind: PhoneKind,
  callingCode: string,
  source: string,
  length: number,
): FictionalRange {
  const pattern = new RegExp(`^\\+${callingCode}${source}$`);
  return { country, kind, callingCode, source, lengths: [length], pattern };
}

/** What an impossible number counts as if it is one kept for fiction; undefined = it is none. */
export function fictionalRangeOf(phone: E164): FictionalRange | undefined {
  return ranges.find(({ pattern }) => pattern.test(phone));
}

/** The ranges of a country. */
export function fictionalRangesIn(country: CountryCode | null): readonly FictionalRange[] {
  return ranges.filter((each) => each.country === country);
}
