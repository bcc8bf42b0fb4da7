import fc from "fast-check";
import { expect, test } from "vitest";
import { plainDigits, readCell } from "./phone-cell.ts";

const signs = fc.constantFrom(
  "+",
  " ",
  "-",
  "(",
  ")",
  ".",
  "/",
  "[",
  "]",
  ".0",
  ",",
  "x",
  "e",
  "'",
  "=",
  "\u00a0",
  "/ ",
);
const digits = fc.stringMatching(/^\d{1,9}$/);
const cells = fc.array(fc.oneof(signs, digits), { maxLength: 12 }).map((parts) => parts.join(""));

test("the short way through a plain cell ends where the long way does", () => {
  let plain = 0;
  const property = fc.property(cells, (cell) => {
    const short = plainDigits(cell);
    if (short === null) return;
    plain++;
    expect([cell, readCell(cell)]).toEqual([cell, { is: "number", digits: short, warnings: [] }]);
  });
  fc.assert(property, { numRuns: 20_000 });
  expect(plain).toBeGreaterThan(500);
});

test.for([
  ["+14155550123", "+14155550123"],
  ["(415) 555-0123", "4155550123"],
  [" [415] 555.0123 ", "4155550123"],
  ["0170/1234567", "01701234567"],
  ["1-415-555-0123", "14155550123"],
] as const)("the short way is enough for %j", ([cell, read]) => {
  expect(plainDigits(cell)).toBe(read);
});

test.for([
  "",
  "+",
  "31.12.2026",
  "4155550123.0",
  "4155550123/4155550124",
  "415+5550123",
  "＋１４１５",
  "1".repeat(251),
])("the long way is asked about %j", (cell) => {
  expect(plainDigits(cell)).toBe(null);
});
