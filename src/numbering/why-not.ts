/** Why digits are no number that can be called: as much as the numbering plans make certain, and no more. */
import type { CountryCode } from "libphonenumber-js/max";
import { isEmergencyNumber } from "./emergency-numbers.ts";
import { fictionalRangesIn } from "./fictional.ts";
import { progress } from "./number-beginnings.ts";
import { type NumberingPlan, plansOf } from "./numbering-plans.ts";
import { longestNational, type PartedDigits, partDigits, withoutPrefix } from "./parse-digits.ts";
import { type Refusal, refusal } from "./refusals.ts";

/** @param digits Digits, or `+` and digits, that `parseDigits` finds no number in. */
export function whyNot(digits: string, country: CountryCode | null): Refusal {
  if (digits.startsWith("00") && digits.length > 3) return whyNot(`+${digits.slice(2)}`, country);
  const parted = partDigits(digits, country);
  if (!parted) return digits.startsWith("+") ? unknownCode(digits) : withoutCountry(digits);
  const { callingCode, rest } = parted;
  if (rest === "" || (rest === "0" && !parted.assumed) || digits === callingCode) {
    return refusal("country_code_only", `This is only the country code +${callingCode}; write the number behind it.`);
  }
  const written = writtenIn(parted, digits);
  return shortNumber(written) ?? wrongLength(written);
}

/** How the digits were written, for the sentences. */
interface Written {
  /** The national number. */
  national: string;
  /** The trunk prefix before it, such as 0; "" for none. */
  trunk: string;
  /** All that share the calling code; the likeliest first. */
  plans: readonly NumberingPlan[];
  international: boolean;
}

function writtenIn({ plan, rest, callingCode, assumed }: PartedDigits, digits: string): Written {
  const shortened = withoutPrefix(plan, rest);
  // What is too short keeps its 0 in the library's eyes.
  const bare =
    plan.trunkPrefix !== null && rest.startsWith(plan.trunkPrefix) ? rest.slice(plan.trunkPrefix.length) : rest;
  const national = shortened === rest && plan.trunkPrefix === "0" ? bare : shortened;
  const trunk = rest.endsWith(national) ? rest.slice(0, rest.length - national.length) : "";
  const plans = assumed ? [plan, ...plansOf(callingCode).filter((other) => other !== plan)] : plansOf(callingCode);
  return { national, trunk, plans, international: !assumed && digits !== rest };
}

function unknownCode(digits: string): Refusal {
  const reason = digits.startsWith("+0")
    ? "No country code begins with 0; write the number without the +, or with its country code."
    : `No country has the code ${digits.slice(0, 4)}; check the first digits.`;
  return refusal("unknown_country_code", reason);
}

function withoutCountry(digits: string): Refusal {
  if (isEmergencyNumber(digits, null)) return emergency();
  if (digits.length <= 3) return shortCode(digits);
  return refusal(
    "no_country",
    "This number has no country code; write it with + and the country code, or choose a country for the list.",
  );
}

/** Numbers that only a telephone in the country can dial. */
function shortNumber({ national, trunk, plans, international }: Written): Refusal | null {
  // Some begin with the trunk prefix: 000 in Australia.
  const dialled = trunk + national;
  const places = international ? plans : plans.slice(0, 1);
  if (places.some(({ country }) => country !== null && isEmergencyNumber(dialled, country))) return emergency();
  const shortest = plans[0]?.lengths[0] ?? 0;
  return !international && trunk === "" && isShortCode(dialled) && dialled.length < shortest
    ? shortCode(dialled)
    : null;
}

function isShortCode(digits: string): boolean {
  return digits.length >= 3 && digits.length <= 6;
}

function emergency(): Refusal {
  return refusal("emergency", "This is an emergency number; such numbers are never called.");
}

function shortCode(digits: string): Refusal {
  return refusal("short_code", `This is a short code (${digits.length} digits); such numbers are never called.`);
}

function wrongLength(written: Written): Refusal {
  const { national, plans } = written;
  const [best] = plans.map((plan) => ({ plan, ...alongPlan(plan, national) })).toSorted((a, b) => b.reach - a.reach);
  const home = plans[0];
  if (!best || !home) throw new Error("There is no plan for this calling code.");
  const { plan, reach } = best;
  const { length } = national;
  const begun = reach === length;
  const longer = best.lengths.filter((possible) => possible > length);
  const shorter = best.lengths.filter((possible) => possible < length);
  const overlong = length > longestNational && shorter.length > 0;
  if (begun && longer.length > 0 && !overlong) return tooShort(written, plan, longer);
  if (length < (home.lengths[0] ?? 0)) return tooShort(written, home, home.lengths);
  if (shorter.length > 0) return tooLong(written, plan, shorter);
  if (length > Math.max(...plans.map(({ lengths }) => lengths.at(-1) ?? 0)))
    return tooLong(written, home, home.lengths);
  if (begun) return refusal("no_such_number", `There is no such number ${within(plan)}; check its digits.`);
  // Where numbers may have as few digits, those that begin with 1 are still short codes: 11833, 116117 in Germany.
  if (!written.international && written.trunk === "" && national.startsWith("1") && isShortCode(national))
    return shortCode(national);
  const beginning =
    (written.trunk === "0" ? "0" : "") + national.slice(0, Math.max(reach + 1, areaCodeDigits[plan.callingCode] ?? 0));
  return refusal("no_area_code", `No number ${within(plan)} begins with ${beginning}; check its first digits.`);
}

/** Where everybody knows how long they are, the whole area code is named: "115", not "1". */
const areaCodeDigits: Readonly<Record<string, number>> = { "1": 3 };

interface AlongPlan {
  /** How many of the digits are the beginning of a number of this plan. */
  reach: number;
  /** How many digits the numbers have that begin with all of the digits, or that the digits begin with. */
  lengths: number[];
}

function alongPlan(plan: NumberingPlan, national: string): AlongPlan {
  const along: AlongPlan = { reach: 0, lengths: [] };
  // Whatever follows, it is another country's.
  if (plan.leadingDigits && !plan.leadingDigits.test(national)) return along;
  for (const { source, lengths } of [...plan.kinds, ...fictionalRangesIn(plan.country)]) {
    const { reach, completeAt } = progress(source, national);
    along.reach = Math.max(along.reach, reach);
    along.lengths.push(...completeAt.filter((at) => lengths.includes(at)));
  }
  return along;
}

function tooShort(written: Written, plan: NumberingPlan, needed: readonly number[]): Refusal {
  return refusal("too_short", `This is too short for a number ${within(plan)}: ${counted(written, plan, needed)}.`);
}

function tooLong(written: Written, plan: NumberingPlan, needed: readonly number[]): Refusal {
  return refusal("too_long", `This is too long for a number ${within(plan)}: ${counted(written, plan, needed)}.`);
}

function counted({ national, trunk, international }: Written, plan: NumberingPlan, needed: readonly number[]): string {
  const lengths = [...new Set(needed)].toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [lengths[0], lengths.at(-1)];
  const unbroken = lengths.length > 2 && last - first === lengths.length - 1;
  const wanted = unbroken ? `${first} to ${last}` : oneOf.format(lengths.map(String));
  const before = trunk !== "" ? ` after the ${trunk}` : international ? ` after +${plan.callingCode}` : "";
  const { length } = national;
  return `${length} ${length === 1 ? "digit" : "digits"}${before}, ${wanted} are needed`;
}

const oneOf = new Intl.ListFormat("en-GB", { type: "disjunction" });
const countryNames = new Intl.DisplayNames("en", { type: "region" });
const withArticle =
  /^(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Isle of)|Islands$|Republic$|Territory$/u;

function within({ country, callingCode }: NumberingPlan): string {
  const name = country === null ? undefined : countryNames.of(country);
  if (name === undefined) return `with the code +${callingCode}`;
  return withArticle.test(name) ? `in the ${name}` : `in ${name}`;
}
