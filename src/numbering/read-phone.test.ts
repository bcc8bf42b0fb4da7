import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isE164 } from "#domain/phone.ts";
import { phoneKinds, readPhone, type ReadPhone } from "./read-phone.ts";

const phoneIn = (read: ReadPhone): string => (read.ok ? read.phone : `${read.verdict}: ${read.reason}`);
const us = "+14155550123";
const german = "+491701234567";

describe("a number is read as people write it", () => {
  test.for([
    [us, null, us],
    [" +1 (415) 555-0123 ", null, us],
    ["(415) 555-0123", "US", us],
    ["415.555.0123", "us", us],
    ["1-415-555-0123", "US", us],
    ["[415] 555 – 0123", "US", us],
    ["tel:+1-415-555-0123", null, us],
    ["'+14155550123", null, us],
    ['="+14155550123"', null, us],
    ['"4155550123"', "US", us],
    ["+49 (0)170 1234567", null, german],
    ["(+49) 170 / 1234567", null, german],
    ["++49 170 1234567", null, german],
    ["0170/1234567", "DE", german],
    ["030/12345678", "DE", "+493012345678"],
    ["033701/325000", "DE", "+4933701325000"],
    ["0049 170 1234567", null, german],
    ["0049 170 1234567", "US", german],
    ["011 49 170 1234567", "US", german],
    ["+39 06 1234 5678", null, "+390612345678"],
    ["8 916 123-45-67", "RU", "+79161234567"],
    ["٠٥٠ ١٢٣ ٤٥٦٧", "AE", "+971501234567"],
    ["०९८७६५४३२१०", "IN", "+919876543210"],
    ["＋１４１５５５５０１２３", null, us],
    ["\u202a+1\u00a0415\u2011555\u20110123\u202c", null, us],
    ["321000", "GL", "+299321000"],
    ["+80012345678", null, "+80012345678"],
  ] as const)("%j (%s)", ([cell, country, phone]) => {
    expect(phoneIn(readPhone(cell, country))).toBe(phone);
  });

  test("with its country and kind", () => {
    expect(readPhone("0170 1234567", "DE")).toEqual({
      ok: true,
      phone: german,
      country: "DE",
      kind: "mobile",
      warnings: [],
    });
    expect(readPhone("+80012345678", null)).toMatchObject({ country: null, kind: "toll_free" });
    expect(readPhone("+1 416 555 0123", "US")).toMatchObject({ country: "CA", kind: "fixed_line_or_mobile" });
  });

  test("in every script's digits", () => {
    const systems = Intl.supportedValuesOf("numberingSystem").filter(
      (system) => new Intl.NumberFormat("en", { numberingSystem: system }).resolvedOptions().numberingSystem === system,
    );
    const decimal = systems.filter((system) => /^\p{Nd}$/u.test(digitOf(system, 1)));
    expect(decimal.length).toBeGreaterThan(50);
    for (const system of decimal) {
      const cell = us.replaceAll(/\d/g, (digit) => digitOf(system, Number(digit)));
      expect([system, phoneIn(readPhone(cell, null))]).toEqual([system, us]);
    }
  });

  const digitOf = (system: string, digit: number): string =>
    new Intl.NumberFormat("en", { numberingSystem: system }).format(digit);
});

describe("numbers kept for fiction are accepted", () => {
  test.for([
    ["+1 415 555 0100", "US", "fixed_line_or_mobile"],
    ["+1 212 555 0199", "US", "fixed_line_or_mobile"],
    ["+44 20 7946 0000", "GB", "fixed_line"],
    ["+44 7700 900000", "GB", "mobile"],
    ["+44 7700 900999", "GB", "mobile"],
    ["+44 1632 960123", "GB", "fixed_line"],
    ["+44 115 496 0123", "GB", "fixed_line"],
    ["+33 1 99 00 12 34", "FR", "fixed_line"],
    ["+33 6 39 98 12 34", "FR", "mobile"],
    ["+353 20 912 3456", "IE", "fixed_line"],
    ["+61 491 570 006", "AU", "mobile"],
    ["+46 70 174 06 05", "SE", "mobile"],
  ] as const)("%s", ([cell, country, kind]) => {
    expect(readPhone(cell, null)).toMatchObject({ ok: true, country, kind, warnings: [] });
  });

  test("in the country's own writing too", () => {
    expect(phoneIn(readPhone("07700 900123", "GB"))).toBe("+447700900123");
  });
});

describe("what was lost or added is put right with a warning", () => {
  test.for([
    ["14155550123", "DE", us, "The + that was missing"],
    ["447700900123", "US", "+447700900123", "The + that was missing"],
    ["491701234567", "DE", german, "The + that was missing"],
    ["4155550123.0", "US", us, "The .0 that a spreadsheet added"],
    ["415-555-0123 ext. 45", "US", us, "The extension 45 was left out"],
    ["415-555-0123x45", "US", us, "The extension 45 was left out"],
    ["4155550123ext45", "US", us, "The extension 45 was left out"],
    ["415-555-0123 #45", "US", us, "The extension 45 was left out"],
    ["4155550123,,45", "US", us, "The extension 45 was left out"],
    ["tel:+1-415-555-0123;ext=45", null, us, "The extension 45 was left out"],
    ["030 12345678 Durchwahl 45", "DE", "+493012345678", "The extension 45 was left out"],
  ] as const)("%j (%s)", ([cell, country, phone, warning]) => {
    const read = readPhone(cell, country);
    expect(phoneIn(read)).toBe(phone);
    expect(read.ok && read.warnings).toEqual([expect.stringContaining(warning)]);
  });

  test("but a number that is right as it stands is left alone", () => {
    expect(readPhone("14155550123", "US")).toMatchObject({ phone: us, warnings: [] });
    expect(readPhone("486414856", "PL")).toMatchObject({ phone: "+48486414856", warnings: [] });
    expect(readPhone("3933312345", "IT")).toMatchObject({ phone: "+393933312345", warnings: [] });
  });
});

test.for(["", "  ", "-", "–", "--", "n/a", "N/A", "#N/A", "na", "none", "NONE", "null", "\u200b"])(
  "%j is no number at all",
  (cell) => {
    expect(readPhone(cell, "US")).toMatchObject({ ok: false, verdict: "missing_number" });
  },
);

describe("refused with a sentence", () => {
  test.for([
    ["1.41555E+10", "US", "spreadsheet has rounded"],
    ["4,91701E+11", "DE", "spreadsheet has rounded"],
    ["4155550123 / 4155550124", "US", "several numbers"],
    ["4155550123; 4155550124", "US", "several numbers"],
    ["4155550123, 4155550124", "US", "several numbers"],
    ["4155550123\n4155550124", "US", "several numbers"],
    ["4155550123 or 4155550124", "US", "several numbers"],
    ["+14155550123 +14155550124", "US", "several numbers"],
    ["4155550123 4155550124", "US", "too long"],
    ["1-800-FLOWERS", "US", "letters"],
    ["Anna", "US", "letters"],
    ["*67 415 555 0123", "US", 'cannot hold "*"'],
    ["415+5550123", "US", "The + may only stand before"],
    ["()+", "US", "no digits"],
    ["555-0123", "US", "too short for a number in the country chosen (United States)"],
    ["+1 415 555 01", null, "too short for a number in its country"],
    ["+1 415 555 01234", null, "too long"],
    ["+999 123 456 789", null, "No country has the code"],
    ["00999 123 456 789", null, "No country has the code"],
    ["+1 999 555 0123", null, "There is no such number"],
    ["999 555 0123", "US", "There is no such number in the country chosen (United States)"],
    ["495 555 0123", "US", "There is no such number"],
    ["14155550123", null, "no country code"],
    ["49713972628", "DE", "can be read with a country code and without one"],
    ["55501235550123", "DE", "There is no such number"],
    ["0900 1123456", "DE", "premium-rate"],
    ["+1 900 555 0123", null, "premium-rate"],
  ] as const)("%j (%s)", ([cell, country, reason]) => {
    const read = readPhone(cell, country);
    expect(read).toMatchObject({ ok: false, verdict: "invalid_number", reason: expect.stringContaining(reason) });
    expect(!read.ok && read.reason).toMatch(/^[A-Z].*; .*\.$/);
  });

  test.for([
    ["911", "US"],
    ["112", "DE"],
    ["110", "DE"],
    ["999", "GB"],
    ["000", "AU"],
    ["116117", "DE"],
    ["+1911", null],
    ["+49112", null],
    ["+44999", null],
  ] as const)("emergency numbers and short codes: %s (%s)", ([cell, country]) => {
    expect(readPhone(cell, country)).toMatchObject({ ok: false, verdict: "invalid_number" });
  });

  test("a default country that does not exist is an error of the caller", () => {
    expect(() => readPhone("4155550123", "XX")).toThrow(RangeError);
  });
});

test("whatever is in a cell, the answer is E.164 with a kind or a sentence", () => {
  const scraps = fc.array(
    fc.constantFrom("+", "1", "415", "5550123", " ", "-", "(", ")", "/", "x", ",", ".", "0", "é", "e"),
  );
  const cells = fc.oneof(
    fc.string({ unit: "binary" }),
    scraps.map((parts) => parts.join("")),
  );
  const property = fc.property(cells, fc.constantFrom("US", "DE", null), (cell, country) => {
    const read = readPhone(cell, country);
    if (read.ok) {
      expect(isE164(read.phone)).toBe(true);
      expect(phoneKinds).toContain(read.kind);
      expect(readPhone(read.phone, null)).toMatchObject({ ok: true, phone: read.phone });
    } else expect(read.reason).toMatch(/\.$/);
  });
  fc.assert(property, { numRuns: 2_000 });
});
