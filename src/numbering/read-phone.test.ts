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
    ['="0170 1234567"', "DE", german],
    ["+49 0170 1234567", null, german],
    ["+44 0 7700 900123", null, "+447700900123"],
    ["+44 (0)20 7946 0000", null, "+442079460000"],
    ["0011 49 170 1234567", "AU", german],
    ["8~10 49 170 1234567", "RU", german],
    ["810 49 170 1234567", "RU", german],
    ["010 49 170 1234567", "JP", german],
    ["whatsapp:+14155550123", null, us],
    ["sip:+14155550123@example.com;user=phone", null, us],
    ["sip:14155550123@example.com", "US", us],
    ["callto://+14155550123", null, us],
    ["tel:+1-415-555-0123;isub=12", null, us],
    ["\u200f+49 170 1234567\u200e", null, german],
    ["+1\u00ad415\u00ad555\u00ad0123", null, us],
    ["+८१-९०-१२३४-५६७८", null, "+819012345678"],
    ["32-10-00", "GL", "+299321000"],
    ["415 555 0123 /", "US", us],
    ["📱 +1 415 555 0123", null, us],
    ["☎️415 555 0123", "US", us],
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
    ["44 7700 900123", "US", "+447700900123", "The + that was missing"],
    ["491701234567", "DE", german, "The + that was missing"],
    ["4155550123.0", "US", us, "The .0 that a spreadsheet added"],
    ["415-555-0123 ext. 45", "US", us, "The extension 45 was left out"],
    ["415-555-0123x45", "US", us, "The extension 45 was left out"],
    ["4155550123ext45", "US", us, "The extension 45 was left out"],
    ["415-555-0123 #45", "US", us, "The extension 45 was left out"],
    ["4155550123,,45", "US", us, "The extension 45 was left out"],
    ["4155550123p45", "US", us, "The extension 45 was left out"],
    ["4155550123ww45#", "US", us, "The extension 45 was left out"],
    ["tel:+1-415-555-0123;ext=45;isub=4", null, us, "The extension 45 was left out"],
    ["4155550123.0 ", "US", us, "The .0 that a spreadsheet added"],
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

test.for(["", "  ", "-", "–", "--", "n/a", "N/A", "#N/A", "na", "none", "NONE", "null", "\\N", "\u200b"])(
  "%j is no number at all",
  (cell) => {
    expect(readPhone(cell, "US")).toMatchObject({ ok: false, verdict: "missing_number", code: "missing" });
  },
);

describe("refused with a code and a sentence", () => {
  test.for([
    ["1.41555E+10", "US", "rounded_by_spreadsheet", /^A spreadsheet has rounded this number/],
    ["4,91701E+11", "DE", "rounded_by_spreadsheet", /enter it again\.$/],
    ["4,917E+11", "DE", "rounded_by_spreadsheet", /last digits are lost/],
    ["=A1", "US", "formula", "This is a formula: =A1; enter the number that it shows."],
    ['="+1"&"4155550123"', "US", "formula", /^This is a formula/],
    ["03/11/2026", "US", "date", "This is a date: 03/11/2026; enter a telephone number here."],
    ["31.12.2026", "DE", "date", /^This is a date/],
    ["2026-11-03 10:15:00", "DE", "date", /^This is a date/],
    ["3/11/26", "US", "date", /^This is a date/],
    ["€ 12.50", "DE", "amount", "This is an amount of money: € 12.50; enter a telephone number here."],
    ["1,234.50", "US", "amount", /^This is an amount of money/],
    ["1200 EUR", "DE", "amount", /^This is an amount of money/],
    ["ada@example.com", "US", "email", "This is an email address: ada@example.com; enter a telephone number here."],
    [
      "4155550123 / 4155550124",
      "US",
      "several",
      "There are several numbers in this cell: 4155550123 and 4155550124; keep one.",
    ],
    ["4155550123; 4155550124", "US", "several", /4155550123 and 4155550124; keep one/],
    ["4155550123, 4155550124, 4155550125", "US", "several", /4155550123 and 4155550124; keep one/],
    ["4155550123\n4155550124", "US", "several", /4155550123 and 4155550124/],
    ["4155550123 or 4155550124", "US", "several", /4155550123 and 4155550124/],
    ["+14155550123 +14155550124 +14155550125", "US", "several", /\+14155550123 and \+14155550124;/],
    ["415 555 0123 415 555 0124", "US", "several", /415 555 0123 and 415 555 0124;/],
    ["415555o123", "US", "letters", "There is a letter in this number: o; use digits only."],
    ["call 4155550123", "US", "letters", "There are letters in this number: call; use digits only."],
    ["1-800-FLOWERS", "US", "letters", "There are letters in this number: FLOWERS; in digits it is 1-800-3569377."],
    ["1-800-FLOWERY-DAYS", "US", "letters", /FLOWERY, DAYS; use digits only\.$/],
    ["Anna", "US", "not_a_number", "There are no digits in this cell, only Anna; write the number."],
    ["()+", "US", "not_a_number", /no digits/],
    [
      "4155550123 ".repeat(30),
      "US",
      "not_a_number",
      "This cell holds 329 characters; enter one number and nothing else.",
    ],
    ["*67 415 555 0123", "US", "wrong_character", 'A telephone number cannot hold "*"; take it out.'],
    ["415+5550123", "US", "misplaced_plus", "The + may only stand before the number; move it there."],
    ["14155550123", null, "no_country", /^This number has no country code; write it with \+/],
    ["+999 123 456 789", null, "unknown_country_code", "No country has the code +999; check the first digits."],
    ["00999 123 456 789", null, "unknown_country_code", /^No country has the code \+999;/],
    ["00999 123 456 789", "US", "unknown_country_code", /^No country has the code \+999;/],
    ["+0170 1234567", "DE", "unknown_country_code", /^No country code begins with 0; write the number without the \+/],
    ["+49", null, "country_code_only", "This is only the country code +49; write the number behind it."],
    ["0049 (0)", "DE", "country_code_only", /\+49;/],
    ["1", "US", "country_code_only", /\+1;/],
    ["49713972628", "DE", "ambiguous", /can be read with a country code and without one;/],
    ["0900 1123456", "DE", "premium_rate", "This is a premium-rate number; such numbers are never called."],
    ["+1 900 555 0123", null, "premium_rate", /^This is a premium-rate number/],
  ] as const)("%j (%s): %s", ([cell, country, code, reason]) => {
    const read = readPhone(cell, country);
    const sentence = typeof reason === "string" ? reason : expect.stringMatching(reason);
    expect(read).toEqual({ ok: false, verdict: "invalid_number", code, reason: sentence });
    expect(!read.ok && read.reason).toMatch(/^[A-Z].*; .*\.$/);
  });

  test.for([
    ["555-0123", "US", "short", "the United States: 7 digits, 10 are needed"],
    ["99", "US", "short", "the United States: 2 digits, 10 are needed"],
    ["+1 415 555 01", null, "short", "the United States: 8 digits after +1, 10 are needed"],
    ["07700 90012", "GB", "short", "the United Kingdom: 9 digits after the 0, 10 are needed"],
    ["0", "GB", "short", "the United Kingdom: 0 digits after the 0, 7, 9 or 10 are needed"],
    ["0170 12345", "DE", "short", "Germany: 8 digits after the 0, 10 or 11 are needed"],
    ["+49 170 12345", null, "short", "Germany: 8 digits after +49, 10 or 11 are needed"],
    ["+44 0 7700 90012", null, "short", "the United Kingdom: 9 digits after the 0, 10 are needed"],
    ["06 12 34 56 7", "FR", "short", "France: 8 digits after the 0, 9 are needed"],
    ["+39 06 12", null, "short", "Italy: 4 digits after +39, 6 to 11 are needed"],
    ["+1 415 555 01234", null, "long", "the United States: 11 digits after +1, 10 are needed"],
    ["4155550123000", "US", "long", "the United States: 13 digits, 10 are needed"],
    // Not Switzerland's code without its +: nobody parts the digits so.
    ["415 555 01023", "US", "long", "the United States: 11 digits, 10 are needed"],
    ["07700 9001234", "GB", "long", "the United Kingdom: 11 digits after the 0, 10 are needed"],
    ["0170 123456789012", "DE", "long", "Germany: 15 digits after the 0, 10 or 11 are needed"],
  ] as const)("too short or too long, with the digits counted: %j (%s)", ([cell, country, which, where]) => {
    const reason = `This is too ${which} for a number in ${where}.`;
    expect(readPhone(cell, country)).toEqual({ ok: false, verdict: "invalid_number", code: `too_${which}`, reason });
  });

  test("too short for a code of no country", () => {
    const reason = "This is too short for a number with the code +800: 4 digits after +800, 8 are needed.";
    expect(readPhone("+800 1234", null)).toMatchObject({ code: "too_short", reason });
  });

  test.for([
    ["115 555 0123", "US", "the United States begins with 115"],
    ["+1 999 555 0123", null, "the United States begins with 999"],
    ["1 (495) 555-0123", "US", "the United States begins with 495"],
    ["020 9946 0000", "GB", "the United Kingdom begins with 0209"],
    ["+33 0 01 23 45 678", null, "France begins with 00"],
  ] as const)("an area code that is none: %j (%s)", ([cell, country, where]) => {
    const reason = `No number in ${where}; check its first digits.`;
    expect(readPhone(cell, country)).toMatchObject({ ok: false, code: "no_area_code", reason });
  });

  test.for([
    ["911", "US", "emergency"],
    ["9-1-1", "US", "emergency"],
    ["112", "DE", "emergency"],
    ["110", "DE", "emergency"],
    ["999", "GB", "emergency"],
    ["000", "AU", "emergency"],
    ["112", null, "emergency"],
    ["110", null, "emergency"],
    ["+1911", null, "emergency"],
    ["+49112", null, "emergency"],
    ["+44999", null, "emergency"],
    ["118 118", "GB", "short_code"],
    ["11833", "DE", "short_code"],
    ["116117", "DE", "short_code"],
    ["24680", "US", "short_code"],
    ["411", "US", "short_code"],
    ["411", null, "short_code"],
  ] as const)("%j (%s) is never called: %s", ([cell, country, code]) => {
    const read = readPhone(cell, country);
    expect(read).toMatchObject({ ok: false, verdict: "invalid_number", code });
    expect(!read.ok && read.reason).toMatch(/ never called\.$/);
  });

  test("a default country that does not exist is an error of the caller", () => {
    expect(() => readPhone("4155550123", "XX")).toThrow(RangeError);
    expect(() => readPhone("4155550123", "constructor")).toThrow(RangeError);
  });

  test("in good time, however long the cell", () => {
    const cells = ["+".repeat(1_000_000), "1 ".repeat(500_000), "+1+".repeat(300_000), "a1".repeat(500_000)];
    for (const cell of cells) expect(readPhone(cell, "US")).toMatchObject({ code: "not_a_number" });
    expect(readPhone(" ".repeat(1_000_000), "US")).toMatchObject({ code: "missing" });
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
