/** Numbers made from the numbering plans themselves, for tests that ask about every country. */
import { type CountryCode, getCountries } from "libphonenumber-js/max";
import { digitPattern, type DigitPattern } from "./number-beginnings.ts";
import { type KindPattern, planOf } from "./numbering-plans.ts";

/** Numbers that look random and are the same in every run: Park and Miller's generator (CACM 31, 1988). */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** National digits that the pattern of a kind allows, and whose length it allows; null when chance finds none. */
function sampleOf({ source, lengths }: KindPattern, below: (most: number) => number): string | null {
  for (let attempt = 0; attempt < 50; attempt++) {
    const digits = walk(digitPattern(source), below);
    if (lengths.includes(digits.length)) return digits;
  }
  return null;
}

/** Some national numbers of every kind that every country has. */
export function* samplesOfAll(
  each: number,
  below: (most: number) => number,
): Generator<{ country: CountryCode; kind: KindPattern["kind"]; national: string; number: string }> {
  for (const country of getCountries()) {
    const plan = planOf(country);
    for (const kind of plan.kinds) {
      for (let sample = 0; sample < each; sample++) {
        const national = sampleOf(kind, below);
        if (national !== null) yield { country, kind: kind.kind, national, number: `+${plan.callingCode}${national}` };
      }
    }
  }
}

function walk(pattern: DigitPattern, below: (most: number) => number): string {
  let digits = "";
  for (const { of, fewest, most } of pattern[below(pattern.length)] ?? []) {
    const times = fewest + below(most - fewest + 1);
    for (let time = 0; time < times; time++) digits += typeof of === "number" ? digitOf(of, below) : walk(of, below);
  }
  return digits;
}

function digitOf(allowed: number, below: (most: number) => number): string {
  const digits = [...Array(10).keys()].filter((digit) => (allowed >> digit) & 1);
  return String(digits[below(digits.length)]);
}
