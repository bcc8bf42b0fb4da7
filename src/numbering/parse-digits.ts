/**
 * What digits mean in the world's numbering plans: the rules of libphonenumber-js (source/parse.js and its helpers), for
 * digits alone and with compiled plans. Its answers are the library's; parse-digits.test.ts asks both.
 */
import type { CountryCode } from "libphonenumber-js/max";
import { kindIn, type LineKind, type NumberingPlan, planOf, plansOf } from "./numbering-plans.ts";

/** Digits parted into a calling code and what follows it. */
export interface PartedDigits {
  callingCode: string;
  /** The plan that says what the rest means: the default country's, or the main one of the calling code. */
  plan: NumberingPlan;
  rest: string;
  /** Whether the plan is that of the default country, because no calling code was written. */
  assumed: boolean;
}

export interface ParsedNumber {
  /** `+`, calling code and national number, at least 4 characters; longer than E.164 allows if so written. */
  number: string;
  callingCode: string;
  national: string;
  /** ISO 3166 alpha-2; null for a calling code of no country, or of several none of which has this number. */
  country: CountryCode | null;
  /** null when there is no such number. */
  kind: LineKind | null;
}

/** The metadata has none longer. */
const longestCallingCode = 3;

/** Digits of national numbers, by the library (E.164 has fewer, but some German ones are longer). */
const fewestDigits = 2;
const mostDigits = 17;

/** National numbers of more digits than this are not in use, even where the plan has room for them. */
export const longestNational = 11;

/** @param digits Digits, or `+` and digits. null: no number of any length begins like this. */
export function parseDigits(digits: string, country: CountryCode | null): ParsedNumber | null {
  const parted = partDigits(digits, country);
  if (!parted || parted.rest === "") return null;
  const { callingCode } = parted;
  const national = withoutPrefix(parted.plan, parted.rest);
  if (national.length < fewestDigits || national.length > mostDigits) return null;
  const plans = plansOf(callingCode);
  const number = national === parted.rest && digits.startsWith("+") ? digits : `+${callingCode}${national}`;
  const owner = ownerOf(plans, national);
  if (owner) return { number, callingCode, national, country: owner.country, kind: kindIn(owner, national) };
  const plan = parted.assumed ? parted.plan : plans[0];
  return {
    number,
    callingCode,
    national,
    country: parted.assumed ? parted.plan.country : null,
    kind: plan ? kindIn(plan, national) : null,
  };
}

/** @returns null when the calling code is none, or there is neither one nor a country. */
export function partDigits(digits: string, country: CountryCode | null): PartedDigits | null {
  if (digits.startsWith("+")) return partInternational(digits.slice(1));
  if (country === null) return null;
  const plan = planOf(country);
  const dialled = plan.abroad?.exec(digits)?.[0];
  if (dialled) {
    const abroad = digits.slice(dialled.length);
    if (abroad !== "" && !abroad.startsWith("0")) return partInternational(abroad);
  }
  const { callingCode } = plan;
  if (digits.startsWith(callingCode)) {
    const rest = digits.slice(callingCode.length);
    if (isWithCallingCode(plan, digits, rest))
      return { callingCode, plan: plansOf(callingCode)[0] ?? plan, rest, assumed: false };
  }
  return { callingCode, plan, rest: digits, assumed: true };
}

function partInternational(digits: string): PartedDigits | null {
  for (let length = 1; length <= Math.min(longestCallingCode, digits.length); length++) {
    const callingCode = digits.slice(0, length);
    const plan = plansOf(callingCode)[0];
    if (plan) return { callingCode, plan, rest: digits.slice(length), assumed: false };
  }
  return null;
}

/** Whether digits that begin with the country's own calling code have it as that, its + lost. */
function isWithCallingCode(plan: NumberingPlan, digits: string, rest: string): boolean {
  const national = withoutPrefix(plan, digits);
  if (national.length > (plan.lengths.at(-1) ?? 0)) return true;
  return !plan.general.test(national) && plan.general.test(withoutPrefix(plan, rest));
}

/** A national number without the 0 (or 1, 8, a carrier's code) that is dialled before it. */
export function withoutPrefix(plan: NumberingPlan, digits: string): string {
  const found = plan.prefix?.exec(digits);
  if (!plan.prefix || !found) return digits;
  const shortened =
    plan.prefixBecomes !== null && found.length > 1 && found.at(-1)
      ? digits.replace(plan.prefix, plan.prefixBecomes)
      : digits.slice(found[0].length);
  if (shortened === digits || (plan.general.test(digits) && !plan.general.test(shortened))) return digits;
  const { lengths } = ownerOf(plansOf(plan.callingCode), shortened) ?? plan;
  // Too long counts as possible: digits may have been added behind.
  const possible = lengths.includes(shortened.length) || shortened.length > (lengths.at(-1) ?? 0);
  return possible ? shortened : digits;
}

/** Of the countries that share a calling code the one that has this number. */
function ownerOf(plans: readonly NumberingPlan[], national: string): NumberingPlan | undefined {
  if (plans.length === 1) return plans[0];
  for (const plan of plans) {
    if (plan.leadingDigits ? plan.leadingDigits.test(national) : kindIn(plan, national) !== null) return plan;
  }
  return undefined;
}
