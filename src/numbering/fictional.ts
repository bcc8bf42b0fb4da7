/**
 * Numbers that regulators keep free for films and books, and that a numbering plan therefore calls impossible. Sample
 * data and the simulator use them, so they are accepted. Other reserved ranges (+1 … 555-0100 to 0199, +44 20 7946 0xxx,
 * the Australian and Swedish ones) are ordinary numbers to the library and need no line here.
 */
import type { CountryCode } from "libphonenumber-js/max";
import type { E164 } from "#domain/phone.ts";
import type { PhoneKind } from "./read-phone.ts";

interface FictionalRange {
  pattern: RegExp;
  country: CountryCode;
  kind: PhoneKind;
}

const ranges: readonly FictionalRange[] = [
  // Ofcom, "Telephone numbers for drama use".
  { pattern: /^\+447700900\d{3}$/, country: "GB", kind: "mobile" },
  { pattern: /^\+441632960\d{3}$/, country: "GB", kind: "fixed_line" },
  { pattern: /^\+441154960\d{3}$/, country: "GB", kind: "fixed_line" },
  // Arcep, décision 2018-0881: numbers for audiovisual works.
  { pattern: /^\+3363998\d{4}$/, country: "FR", kind: "mobile" },
  // ComReg, Numbering Conditions of Use: 020 91x xxxx for drama.
  { pattern: /^\+3532091\d{5}$/, country: "IE", kind: "fixed_line" },
];

/** What an impossible number counts as if it is one kept for fiction; undefined = it is none. */
export function fictionalRangeOf(phone: E164): FictionalRange | undefined {
  return ranges.find(({ pattern }) => pattern.test(phone));
}
