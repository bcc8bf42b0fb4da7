import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTyped } from "./attribute-types.ts";

describe("numbers", () => {
  test.each([
    ["1234", "1234"],
    ["0", "0"],
    ["-0", "0"],
    ["1.234,56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1 234,56", "1234.56"],
    ["1\u202f234,56", "1234.56"],
    ["1\u00a0234", "1234"],
    ["1'234.56", "1234.56"],
    ["1’234’567", "1234567"],
    ["1,234,567", "1234567"],
    ["1.234.567,8", "1234567.8"],
    ["12,34,567.89", "1234567.89"],
    ["0.125", "0.125"],
    ["1234.567", "1234.567"],
    ["0,5", "0.5"],
    [".5", "0.5"],
    ["5.00", "5"],
    ["€ 1.234,56", "1234.56"],
    ["1.234,56 €", "1234.56"],
    ["-$5.00", "-5"],
    ["$-5", "-5"],
    ["−3", "-3"],
    ["USD 12.50", "12.5"],
    ["15 %", "15"],
    ["١٬٢٣٤٫٥", "1234.5"],
    ["１２３", "123"],
    ["+7", "7"],
  ])("%s is %s", (cell, number) => {
    expect(readTyped("number", cell)).toBe(number);
  });

  test.each([
    "1.234",
    "1,234",
    "007",
    "00.5",
    "1.234.56",
    "1,2,3",
    "12 34",
    "1e5",
    "5-",
    "(5)",
    "x5",
    "5 kg",
    "%",
    "-",
    "1234567890123456",
    "",
  ])("%s is not certain", (cell) => {
    expect(readTyped("number", cell)).toBeNull();
  });

  test("a number is read as it was meant in the writing of any country", () => {
    const locales = ["en-US", "de-DE", "fr-FR", "de-CH", "es-ES", "en-IN", "ar-EG", "pl-PL", "pt-BR"];
    const value = fc.integer({ min: -999_999_999, max: 999_999_999 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(value, fc.constantFrom(...locales), (number, locale) => {
        const cell = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
        expect(readTyped("number", cell)).toBe(String(Object.is(number, -0) ? 0 : number));
      }),
    );
  });
});

describe("dates", () => {
  test.each([
    ["date_dmy", "3/11/2026", "2026-11-03"],
    ["date_mdy", "3/11/2026", "2026-03-11"],
    ["date_dmy", "03.11.26", "2026-11-03"],
    ["date_dmy", "3. 11. 2026", "2026-11-03"],
    ["date_dmy", "12.03.65", "1965-03-12"],
    ["date_dmy", "12.03.49", "2049-03-12"],
    ["date_ymd", "26-11-03", "2026-11-03"],
    ["date_ymd", "2026-11-03", "2026-11-03"],
    ["date_mdy", "2026/11/3", "2026-11-03"],
    ["date_ymd", "20261103", "2026-11-03"],
    ["date_ymd", "2026年11月3日", "2026-11-03"],
    ["date_dmy", "29.02.2024", "2024-02-29"],
    ["date_dmy", "٣/١١/٢٠٢٦", "2026-11-03"],
    ["date_ymd", "2026-11-03T14:30:00Z", "2026-11-03 14:30"],
    ["date_ymd", "2026-11-03 14:30:05.123", "2026-11-03 14:30:05"],
    ["date_mdy", "11/3/2026 2:30 PM", "2026-11-03 14:30"],
    ["date_mdy", "11/3/2026, 12:05 a.m.", "2026-11-03 00:05"],
    ["date_dmy", "3.11.2026 um 14:30 Uhr", "2026-11-03 14:30"],
    ["date_dmy", "3/11/2026 à 14h30", "2026-11-03 14:30"],
    ["date_dmy", "Nov 3, 2026", "2026-11-03"],
    ["date_mdy", "3-Nov-26", "2026-11-03"],
    ["date_dmy", "3rd of May 2026", "2026-05-03"],
    ["date_dmy", "Dienstag, 3. März 2026", "2026-03-03"],
    ["date_dmy", "mar. 3 nov. 2026", "2026-11-03"],
    ["date_dmy", "1er février 2026", "2026-02-01"],
    ["date_dmy", "3 de noviembre de 2026", "2026-11-03"],
    ["date_dmy", "3 نوفمبر 2026", "2026-11-03"],
    ["date_dmy", "3 تشرين الثاني 2026", "2026-11-03"],
    ["date_dmy", "3 ноября 2026 г.", "2026-11-03"],
  ] as const)("as %s, %s is %s", (type, cell, date) => {
    expect(readTyped(type, cell)).toBe(date);
  });

  test.each([
    ["date_dmy", "31/02/2026"],
    ["date_dmy", "29.02.2026"],
    ["date_dmy", "11/28/2026"],
    ["date_mdy", "28/11/2026"],
    ["date_ymd", "3/11/2026"],
    ["date_dmy", "20261103"],
    ["date_dmy", "3/11"],
    ["date_dmy", "November 2026"],
    ["date_dmy", "3 Foo 2026"],
    ["date_dmy", "3/11-2026"],
    ["date_dmy", "00/00/0000"],
    ["date_dmy", "3/11/2026 25:00"],
    ["date_dmy", "3/11/2026 13:00 PM"],
    ["date_dmy", "14:30"],
    ["date_dmy", ""],
  ] as const)("as %s, %s is none", (type, cell) => {
    expect(readTyped(type, cell)).toBeNull();
  });

  test("every day is read in every language that headers are read in, long and short", () => {
    const day = fc.date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true });
    const language = fc.constantFrom(
      "en-US",
      "en-GB",
      "es",
      "de",
      "fr",
      "ar-u-ca-gregory",
      "it",
      "nl",
      "pl",
      "ru",
      "tr",
      "pt",
      "ja",
      "zh",
    );
    fc.assert(
      fc.property(day, language, fc.constantFrom("full", "long", "medium" as const), (date, locale, dateStyle) => {
        const cell = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" }).format(date);
        const order = locale === "en-US" ? "date_mdy" : "date_dmy";
        expect([cell, readTyped(order, cell)]).toEqual([cell, date.toISOString().slice(0, 10)]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("yes and no", () => {
  test.each([
    ["Yes", "yes"],
    ["JA", "yes"],
    ["sí", "yes"],
    ["si", "yes"],
    ["Oui", "yes"],
    ["نعم", "yes"],
    ["TRUE", "yes"],
    ["1", "yes"],
    [" x ", "yes"],
    ["✓", "yes"],
    ["no", "no"],
    ["Nein", "no"],
    ["non", "no"],
    ["لا", "no"],
    ["falsch", "no"],
    ["0", "no"],
    ["", "no"],
    ["maybe", null],
    ["2", null],
    ["constructor", null],
  ])("%j is %s", (cell, reading) => {
    expect(readTyped("yes_no", cell)).toBe(reading);
  });
});

test("text is as it is", () => {
  expect(readTyped("text", " 1.234 ")).toBe(" 1.234 ");
});

test("any cell is read or is not, whatever is in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (cell) => {
      for (const type of ["number", "date_dmy", "date_mdy", "date_ymd", "yes_no"] as const) {
        const read = readTyped(type, cell);
        // What was read is read again as itself.
        if (read !== null)
          expect(readTyped(type === "number" || type === "yes_no" ? type : "date_ymd", read)).toBe(read);
      }
    }),
  );
});
