import { getCountries, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { expect, test } from "vitest";
import { planOf, plansOf } from "./numbering-plans.ts";
import { parseDigits } from "./parse-digits.ts";
import { chance, samplesOfAll } from "./sample-numbers.ts";

type Country = Parameters<typeof parseDigits>[1];

function byLibrary(digits: string, country: Country) {
  const found = parsePhoneNumberFromString(digits, { ...(country && { defaultCountry: country }), extract: false });
  return (
    found && {
      number: found.number,
      callingCode: found.countryCallingCode,
      national: found.nationalNumber,
      country: found.country ?? null,
      kind: found.getType()?.toLowerCase() ?? null,
    }
  );
}

let asked = 0;
let known = 0;

/** The library wants three digits before it looks; what has fewer is no telephone number to anybody. */
function check(digits: string, country: Country): void {
  asked++;
  const ours = parseDigits(digits, country);
  if (ours?.kind) known++;
  const theirs = byLibrary(digits, country) ?? null;
  if (ours === null && theirs === null) return;
  if (digits.replace("+", "").length < 3 && theirs === null) return;
  const same =
    ours && theirs && Object.entries(theirs).every(([key, value]) => ours[key as keyof typeof ours] === value);
  if (!same) expect({ digits, country, ...ours }).toEqual({ digits, country, ...theirs });
}

test("what digits mean in every country is what the library says", () => {
  const below = chance(20_261_123);
  const countries = getCountries();
  for (const { country, national, number } of samplesOfAll(12, below)) {
    const plan = planOf(country);
    const elsewhere = countries[below(countries.length)] ?? null;
    check(number, null);
    check(national, country);
    check(`${plan.trunkPrefix ?? "0"}${national}`, country);
    check(number.slice(1), below(2) ? country : elsewhere);
    // A digit lost, added or changed, a trunk prefix after the calling code, and how others dial it.
    const at = 1 + below(number.length - 1);
    check(number.slice(0, at) + number.slice(at + 1), country);
    check(number.slice(0, at) + String(below(10)) + number.slice(at), null);
    check(number.slice(1, at) + String(below(10)) + number.slice(at + 1), country);
    check(`+${plan.callingCode}${plan.trunkPrefix ?? "0"}${national}`, elsewhere);
    check(`${["00", "011", "0011", "810", "010"][below(5)]}${number.slice(1)}`, elsewhere);
  }
  expect(asked).toBeGreaterThan(100_000);
  expect(known).toBeGreaterThan(50_000);
});

test("so is what every beginning of three digits means, in every country and length", () => {
  const below = chance(47);
  const random = (length: number): string => Array.from({ length }, () => below(10)).join("");
  for (const country of getCountries()) {
    const plan = planOf(country);
    for (let sample = 0; sample < 200; sample++) {
      const length = (plan.lengths[below(plan.lengths.length)] ?? 10) + below(3) - 1;
      const national = random(Math.max(1, length));
      check(`+${plan.callingCode}${national}`, null);
      check(national, country);
    }
  }
});

test("and what digits of no country mean", () => {
  const below = chance(48);
  for (const callingCode of ["800", "808", "870", "878", "881", "882", "883", "888", "979"]) {
    const [plan] = plansOf(callingCode);
    expect(plan?.country).toBe(null);
    for (let sample = 0; sample < 2_000; sample++) {
      const length = plan?.lengths[below(plan.lengths.length)] ?? 8;
      check(`+${callingCode}${Array.from({ length }, () => below(10)).join("")}`, null);
    }
  }
  for (const digits of ["+", "+0", "+999", "+49", "49", "1", "+210", "0".repeat(300)]) {
    for (const country of [null, "US", "DE"] as const) check(digits, country);
  }
});

test("a country without a plan is an error of the caller", () => {
  expect(() => planOf("XX" as "US")).toThrow(RangeError);
});
