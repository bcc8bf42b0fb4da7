/**
 * Prefixes that were once dialled before a national number and still stand in lists, though the numbering plans have
 * dropped them. libphonenumber drops a prefix soon after its country does; people's address books do not, and WhatsApp
 * still writes Mexico's mobiles as `+52 1 …`.
 */
import type { CountryCode } from "libphonenumber-js/max";
import { kindIn } from "./numbering-plans.ts";
import { parseDigits, type ParsedNumber, partDigits } from "./parse-digits.ts";

/**
 * By country. The first three are all that libphonenumber's metadata had in 2018 and has no more (`nationalPrefixForParsing`,
 * libphonenumber-js 1.4.0, 1.7.0, 1.9.0 and 1.10.0 beside 1.13.16); the others went before.
 */
const formerPrefixes: Readonly<Partial<Record<CountryCode, RegExp>>> = {
  // 01 and 02 for other areas, 044, 045 and 1 for mobiles, until 3 August 2019 (IFT, Plan Técnico Fundamental de Numeración).
  MX: /^(?:0(?:[12]|4[45])|1)/,
  TJ: /^8/,
  UZ: /^8/,
  // 09 before mobiles and 0 before other areas, until 2016 (Subtel, Decreto 747 of 1999 as changed).
  CL: /^0/,
  // Until 15 May 2010 (UKE, plan numeracji krajowej).
  PL: /^0/,
};

export interface FormerNumber {
  number: ParsedNumber;
  country: CountryCode;
  /** What was left out. */
  prefix: string;
}

/**
 * Reads digits with such a prefix.
 * @returns null when there is none, or no number behind it
 */
export function parseFormer(digits: string, country: CountryCode | null): FormerNumber | null {
  const parted = partDigits(digits, country);
  if (!parted?.plan.country) return null;
  const { callingCode, plan, rest } = parted;
  const prefix = formerPrefixes[parted.plan.country]?.exec(rest)?.[0];
  if (prefix === undefined) return null;
  const national = rest.slice(prefix.length);
  if (kindIn(plan, national) === null) return null;
  const number = parseDigits(`+${callingCode}${national}`, null);
  return number?.kind ? { number, country: parted.plan.country, prefix } : null;
}

/**
 * Brazilians write `0xx11 2345-6789` or `(0**11) …`: xx stands for the two digits of a carrier, for the caller to choose.
 * @returns The cell without it, where the number is Brazil's
 */
export function withoutCarrierMark(cell: string, country: CountryCode | null): string {
  if (country !== "BR" && !/^\s*(?:\+|00)\s*55/u.test(cell)) return cell;
  return cell.replace(/(?<!\d)0\s*-?(?:xx|\*\*)(?=[\s.()-]{0,3}\d{2})/iu, "0");
}
