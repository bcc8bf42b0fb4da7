import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellFormat, storedDate } from "./numbers.ts";

const show = (code: string, value: number, from1904 = false) => cellFormat(code, from1904).number(value);

describe("a number is what the person sees", () => {
  test.each<[what: string, code: string, value: number, seen: string]>([
    ["a telephone number typed as a number", "General", 14155550123, "14155550123"],
    ["a whole number of 15 digits", "General", 123456789012345, "123456789012345"],
    ["one of 16 digits, of which Excel has lost some", "General", 1234567890123456, "1.23457E+15"],
    ["a number below zero", "General", -12, "-12"],
    ["zero below zero", "General", -0, "0"],
    ["a sum that computers get wrong", "General", 0.1 + 0.2, "0.3"],
    ["a telephone number in exponent form", "0.00E+00", 14155550123, "14155550123"],
    ["a telephone number in exponent form from a thousand on", "[>=1000]0.0E+0;0", 14155550123, "14155550123"],
    ["a measured number in exponent form", "0.00E+00", 0.000123, "1.23E-04"],
    ["more than 15 digits in exponent form", "0.00E+00", 1.4155550123e16, "1.42E+16"],
    ["a number in text format", "@", 14155550123, "14155550123"],
    ["a whole number", "0", 14155550123, "14155550123"],
    ["a number with its groups", "#,##0", 1234567, "1,234,567"],
    ["a telephone number in groups", "000-000-0000", 4155550123, "415-555-0123"],
    ["the telephone numbers of Excel", "[<=9999999]###-####;(###) ###-####", 4155550123, "(415) 555-0123"],
    ["a plus in quotes", '"+"0', 14155550123, "+14155550123"],
    ["a plus", "+0", 14155550123, "+14155550123"],
    ["leading zeros", "0000000000", 301234567, "0301234567"],
    ["money", '#,##0.00 "€"', 1234.5, "1,234.50 €"],
    ["accounting, without its padding", "_-* #,##0.00_-", 5, "5.00"],
    ["a share", "0%", 0.5, "50%"],
    ["a zero that is hidden", "0;-0;;@", 0, ""],
    ["a format that nobody understands", "bad[[", 14155550123, "14155550123"],
    ["a format that is too long", "0".repeat(300), 5, "5"],
  ])("%s", (_what, code, value, seen) => {
    expect(show(code, value)).toBe(seen);
  });
});

describe("a date is the same in every language", () => {
  test.each<[what: string, code: string, value: number, seen: string]>([
    ["of the machine's language", "m/d/yyyy", 46329, "2026-11-03"],
    ["of another", "dd.mm.yyyy", 46329, "2026-11-03"],
    ["long", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 46329, "2026-11-03"],
    ["with a time that is not seen", "yyyy-mm-dd", 46329.99, "2026-11-03"],
    ["with a time", "m/d/yyyy h:mm", 46329 + 14.5 / 24, "2026-11-03 14:30"],
    ["with seconds", "dd/mm/yy hh:mm:ss", 46329 + 14.5 / 24 + 5 / 86_400, "2026-11-03 14:30:05"],
    ["at midnight", "m/d/yyyy h:mm", 46329, "2026-11-03 00:00"],
    ["the first day", "yyyy-mm-dd", 1, "1900-01-01"],
    ["before the day that never was", "yyyy-mm-dd", 59, "1900-02-28"],
    ["the day that never was", "yyyy-mm-dd", 60, "1900-02-29"],
    ["after the day that never was", "yyyy-mm-dd", 61, "1900-03-01"],
    ["day zero", "yyyy-mm-dd", 0, "1900-01-00"],
    ["the last day", "yyyy-mm-dd", 2_958_465, "9999-12-31"],
    ["a telephone number that is no day", "m/d/yyyy", 14155550123, "14155550123"],
    ["a number below zero", "m/d/yyyy", -5, "-5"],
    ["a part of a date is as it is seen", "mmm yyyy", 46329, "Nov 2026"],
    ["a time is as it is seen", "h:mm AM/PM", 14.5 / 24, "2:30 PM"],
    ["so is a duration", "[h]:mm", 1.5, "36:00"],
  ])("%s", (_what, code, value, seen) => {
    expect(show(code, value)).toBe(seen);
  });

  test.each<[code: string, value: number, seen: string]>([
    ["yyyy-mm-dd", 0, "1904-01-01"],
    ["yyyy-mm-dd hh:mm", 44867.5, "2026-11-03 12:00"],
    ["mmm yyyy", 44867, "Nov 2026"],
    ["[h]:mm", 1.5, "36:00"],
    ["h:mm", 0.5, "12:00"],
  ])("counted from 1904: %s of %d", (code, value, seen) => {
    expect(show(code, value, true)).toBe(seen);
  });

  test.each<[stored: string, code: string, seen: string]>([
    ["2026-11-03", "General", "2026-11-03"],
    ["2026-11-03T00:00:00", "General", "2026-11-03"],
    ["2026-11-03T14:30:00.000Z", "General", "2026-11-03 14:30"],
    ["2026-11-03T14:30:05", "m/d/yyyy h:mm", "2026-11-03 14:30:05"],
    ["2026-11-03T14:30:00", "m/d/yyyy", "2026-11-03"],
    ["14:30:00", "General", "14:30:00"],
  ])("stored as %s with %s", (stored, code, seen) => {
    expect(storedDate(stored, cellFormat(code, false))).toBe(seen);
  });
});

test("a text is as it stands, unless its format adds to it", () => {
  const text = (code: string) => cellFormat(code, false).text("4155550123");
  expect([text("General"), text("@"), text("0.00"), text('0;0;0;"+"@'), text("_(@_)"), text(";;;")]).toEqual([
    "4155550123",
    "4155550123",
    "4155550123",
    "+4155550123",
    "4155550123",
    "4155550123",
  ]);
});

test("no format and no number makes it fail", () => {
  const pieces = fc.constantFrom(
    ...Array.from('0#?.,%E+-@;*_\\"[]$ymdhsg/ aA:()<>=14General'),
    "[h]",
    "[>5]",
    "[$-407]",
    "AM/PM",
  );
  const codes = fc.array(pieces, { maxLength: 20 }).map((all) => all.join(""));
  fc.assert(
    fc.property(codes, fc.double(), fc.boolean(), (code, value, from1904) => {
      const { number, text } = cellFormat(code, from1904);
      expect([number(value), text("Ada")]).toEqual([expect.any(String), expect.any(String)]);
    }),
    { numRuns: 3_000 },
  );
});
