import { expect, test } from "vitest";
import { howRead } from "./how-read.ts";

const usual = {
  kind: "csv" as const,
  encoding: "utf-8",
  delimiter: ",",
  quote: '"',
  header: true,
  sheet: null,
  sheets: [],
  reasons: { encoding: "All its bytes are valid UTF-8.", delimiter: "All of the 2 rows have 2 cells." },
};
const noCountry = { suggestedCountry: null, countryReason: "Every number has its country code." };

test("nothing is said of a file like most", () => {
  expect(howRead({ format: usual, ...noCountry }, undefined)).toEqual([]);
});

test("whatever is unusual is said with its reason", () => {
  const reasons = {
    encoding: "Its bytes say so.",
    delimiter: "All rows say so.",
    header: "The first line is a person.",
  };
  const format = { ...usual, encoding: "windows-1252", delimiter: "\t", header: false, reasons };
  expect(howRead({ format, ...noCountry }, undefined)).toEqual([
    "Encoding: windows-1252. Its bytes say so.",
    "Delimiter: tab. All rows say so.",
    "Header: none. The first line is a person.",
  ]);
});

test("a sheet is named where there are others", () => {
  const workbook = { ...usual, kind: "xlsx" as const, encoding: null, delimiter: null, quote: null, reasons: {} };
  const told = (sheets: string[]) =>
    howRead({ format: { ...workbook, sheet: "People", sheets }, ...noCountry }, undefined);
  expect(told(["People"])).toEqual([]);
  expect(told(["Read me", "People"])).toEqual(['Sheet: "People", one of 2.']);
});

test("the country that is taken is said, unless it was said before", () => {
  const found = { format: usual, suggestedCountry: "DE", countryReason: "The numbers fit Germany." };
  expect(howRead(found, undefined)).toEqual([
    "Country: Germany (DE), for numbers without one; name another with --country. The numbers fit Germany.",
  ]);
  expect(howRead(found, "AT")).toEqual([]);
});
