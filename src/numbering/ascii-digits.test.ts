import { expect, test } from "vitest";
import { asciiDigits } from "./ascii-digits.ts";

const written = Intl.supportedValuesOf("numberingSystem")
  .map((system) => [
    system,
    new Intl.NumberFormat("en", { numberingSystem: system, useGrouping: false }).format(9_876_543_210),
  ])
  .filter(([, digits]) => /^\p{Nd}{10}$/u.test(digits!)) as Array<[string, string]>;

test("there are the digits of many scripts, some of which stand beside another's", () => {
  expect(written.length).toBeGreaterThan(70);
  expect(written.map(([system]) => system)).toEqual(expect.arrayContaining(["arab", "deva", "mathbold", "mymrpao"]));
});

test.each(written)("the digits of %s are read", (_system, digits) => {
  expect(asciiDigits(`+${digits} x`)).toBe("+9876543210 x");
});
