import { describe, expect, test } from "vitest";
import { digitPattern, progress } from "./number-beginnings.ts";
import { planOf } from "./numbering-plans.ts";
import { chance, samplesOfAll } from "./sample-numbers.ts";

describe("how far digits go along a pattern", () => {
  test.for([
    ["7(?:457[0-57-9]|700[01])\\d{5}", "7700100", 7, [10]],
    ["7(?:457[0-57-9]|700[01])\\d{5}", "7702900", 3, []],
    ["7(?:457[0-57-9]|700[01])\\d{5}", "115", 0, []],
    ["1\\d{2,4}|12[3-5]?", "12", 2, [2, 3, 4, 5]],
    ["1\\d{2,4}|12[3-5]?", "129999", 5, [2, 3, 4, 5]],
    ["", "1", 0, [0]],
    ["\\d{4,17}", "1".repeat(250), 17, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]],
  ] as const)("%s, %s: %d", ([source, digits, reach, completeAt]) => {
    expect(progress(source, digits)).toEqual({ reach, completeAt });
  });

  test("is all the way for every number of every country, and for its beginnings", () => {
    const below = chance(12);
    for (const { country, kind, national } of samplesOfAll(3, below)) {
      const pattern = planOf(country).kinds.find((each) => each.kind === kind);
      const begun = national.slice(0, 1 + below(national.length));
      expect(progress(pattern?.source ?? "", begun).reach).toBe(begun.length);
      expect(progress(pattern?.source ?? "", begun).completeAt).toContain(national.length);
    }
  });
});

test("a pattern with anything else in it is an error", () => {
  expect(() => digitPattern("1(?!2)\\d")).toThrow(/cannot be read at/);
  expect(() => digitPattern("12*")).toThrow(/cannot be read at/);
});
