import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { readPhone } from "#numbering/read-phone.ts";
import { ColumnSurvey } from "./columns.ts";
import { countryColumn, readCountry } from "./country-names.ts";
import { fitsCountry, suggestCountry } from "./country.ts";
import { suggestMapping } from "./mapping.ts";

const writeNationally = (phone: string) => parsePhoneNumberFromString(phone)?.formatNational() ?? phone;

function suggest(header: string[] | null, ...rows: string[][]) {
  const survey = new ColumnSurvey(header);
  survey.add(rows);
  const columns = survey.columns();
  const suggested = suggestMapping(columns).map((one) => one.suggested);
  const country = countryColumn(columns, suggested);
  const cells = {
    phones: rows.map((row) => row[suggested.indexOf("phone")] ?? ""),
    ...(country >= 0 && { countries: rows.map((row) => row[country] ?? "") }),
  };
  return suggestCountry(columns, suggested, readPhone, cells, writeNationally);
}

const column = (header: string, ...cells: string[]) => suggest(["x", header], ...cells.map((cell) => ["", cell]));

const german = ["01701234567", "015112345678", "017612345678", "01601234567"];

describe("the country of numbers without one", () => {
  test("is not needed when every number has its country code", () => {
    const expected = { country: null, reason: "Every number has its country code." };
    expect(column("Phone", "+49 170 1234567", "0043 664 1234567", "+", "1.4E+10", "+12")).toEqual(expected);
  });

  test("is not known without numbers", () => {
    const reason = "There are no numbers that could tell a country.";
    expect(column("Phone", "", "n/a")).toEqual({ country: null, reason });
    expect(suggest(["Name"], ["Ada"])).toEqual({ country: null, reason });
  });

  test("is that of most numbers that have a country code, when the others are numbers of it", () => {
    expect(column("Tel", "+49 170 1234567", "+49 30 1234567", "+43 664 1234567", ...german)).toEqual({
      country: "DE",
      reason: "The numbers that have a country code are mostly of Germany.",
    });
    expect(column("Tel", "+1 415 555 0101", ...german).country).not.toBe("US");
  });

  test.each([["Germany"], ["DE"], ["Deutschland"], ["Allemagne"], ["ألمانيا"], ["deu"]])(
    "is what a column of countries says: %s",
    (name) => {
      expect(suggest(["Phone", "Country"], ...german.map((cell) => [cell, name]))).toEqual({
        country: "DE",
        reason: 'The column "Country" says Germany.',
      });
    },
  );

  test("is not guessed where a column names several countries", () => {
    const rows = german.map((cell, index) => [cell, index % 2 === 0 ? "Germany" : "Austria"]);
    expect(suggest(["Phone", "Land"], ...rows)).toEqual({
      country: null,
      reason:
        'The column "Land" names several countries, such as Germany and Austria; choose one, or write each number with its country code.',
    });
  });

  test("is the one that has the numbers", () => {
    expect(column("Phone", "(415) 555-0101", "212-555-0102", "3055550103")).toEqual({
      country: "US",
      reason: "The numbers without a country code fit the United States.",
    });
    expect(column("Phone", "(11) 98765-4321", "(21) 98765-4322").country).toBe("BR");
  });

  test("goes first to countries that speak the header's language", () => {
    expect(suggest(["Vorname", "Handy"], ...german.map((cell) => ["Ada", cell]))).toEqual({
      country: "DE",
      reason: "The header is in German, and numbers without a country code fit Germany.",
    });
    const austrian = ["06641234567", "06761234567", "069912345678"];
    expect(suggest(["Vorname", "Handy"], ...austrian.map((cell) => ["Ada", cell])).country).toBe("AT");
  });

  test("is not guessed when two fit equally well", () => {
    expect(suggest(["Vorname", "Telefon", "Anrede"], ...german.map((cell) => ["Ada", cell, "Frau"]))).toEqual({
      country: null,
      reason: "National numbers fit both Germany and Austria; choose the country.",
    });
  });

  test("is told by the way the numbers are written, when two have the same", () => {
    const grouped = ["0170 1234567", "0151/12345678", "0176-12345678"];
    expect(suggest(["Vorname", "Telefon"], ...grouped.map((cell) => ["Ada", cell])).country).toBe("DE");
  });

  test("is not guessed when two write the same numbers in one way", () => {
    expect(suggest(["Prénom", "Portable"], ["Ada", "06 12 34 56 78"], ["Jean", "07 81 23 45 67"])).toEqual({
      country: null,
      reason: "National numbers fit France, Morocco and Algeria; choose the country.",
    });
    expect(suggest(["Prénom", "Téléphone"], ["Ada", "06 12 34 56 78"], ["Jean", "01 42 68 53 00"]).country).toBe("FR");
  });

  test("is not guessed from a few numbers that a stricter country lacks", () => {
    const british = Array.from({ length: 19 }, (_, n) => `07400${100_000 + n}`);
    expect(column("Mobile", ...british, "06123456789")).toEqual({
      country: null,
      reason: "National numbers fit both India and the United Kingdom; choose the country.",
    });
  });

  test("is not that of the header's language when the numbers are whole in another", () => {
    const american = ["4155550101", "2125550102", "3055550103"].map((cell) => ["Ada", cell]);
    expect(suggest(["Vorname", "Telefonnummer"], ...american)).toEqual({
      country: null,
      reason: "National numbers fit both the United States and Germany; choose the country.",
    });
  });

  test("is not known when no country has such numbers", () => {
    expect(column("Phone", "999999999999999", "12").reason).toMatch(
      /^The numbers without a country code fit no country/,
    );
    expect(column("Phone", "12345", "98").reason).toMatch(
      /^The numbers without a country code are too short to tell it/,
    );
  });

  test("is told from digits of any script, and from numbers taken for decimals", () => {
    expect(column("الموبايل", "٠١٠٠١٢٣٤٥٦٧", "٠١١٠١٢٣٤٥٦٧").country).toBe("EG");
    expect(column("Phone", "14155550101.0", "14155550102.0").country).toBe("US");
  });

  test("is one that reads them all, when the numbers of several countries have lost their +", () => {
    const expected = {
      country: "GB",
      reason: "The numbers begin with country codes and have lost their +; they are read with it.",
    };
    expect(column("Phone", "442079460101", "14155550102", "33639980001", "491711234567")).toEqual(expected);
    expect(column("Handynummer", "15123456789", "1711234567", "1761234567").country).toBe("DE");
  });

  test("can be told from the samples alone", () => {
    const survey = new ColumnSurvey(["Phone"]);
    survey.add([["(415) 555-0101"], ["(212) 555-0102"]]);
    expect(suggestCountry(survey.columns(), ["phone"], readPhone).country).toBe("US");
  });
});

test("whether a list may be of a country is told by the numbers that need one", () => {
  expect(fitsCountry(["030 23125001", "+14155550101", ""], "DE", readPhone)).toBe(true);
  expect(fitsCountry(["+14155550101"], "DE", readPhone)).toBe(true);
  expect(fitsCountry(["(415) 555-0101", "(212) 555-0102"], "GB", readPhone)).toBe(false);
  // Germany has such numbers, but for the 0 before them.
  expect(fitsCountry(["(415) 555-0101", "(212) 555-0102"], "DE", readPhone)).toBe(false);
});

test.each([
  ["USA", "US"],
  ["U.K.", "GB"],
  ["Niederlande", "NL"],
  ["Côte d’Ivoire", "CI"],
  ["日本", "JP"],
  ["Türkiye", "TR"],
  ["Schweiz", "CH"],
  ["Atlantis", null],
  ["EU", null],
  ["", null],
])("the country %s is %s", (name, code) => {
  expect(readCountry(name)).toBe(code);
});
