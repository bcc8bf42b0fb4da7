/** The country of a list's numbers, told by the same things for contacts and for people who must not be called. */
import type { SurveyedColumn } from "#imports/columns.ts";
import { countryColumn } from "#imports/country-names.ts";
import { type CountrySuggestion, suggestCountry } from "#imports/country.ts";
import { writeNationally } from "#numbering/national-writing.ts";
import { readPhone } from "#numbering/read-phone.ts";

/**
 * @param meanings of the columns, in their order; one at least is `phone`
 * @param rows the first of the file, some hundreds
 */
export function listCountry(
  columns: readonly SurveyedColumn[],
  meanings: readonly (string | null)[],
  rows: readonly (readonly string[])[],
): CountrySuggestion {
  const countries = cellsOf(rows, countryColumn(columns, meanings));
  const cells = { phones: phoneCells(meanings, rows), ...(countries.length > 0 && { countries }) };
  return suggestCountry(columns, meanings, readPhone, cells, writeNationally);
}

/** What stands in the columns of numbers. */
export function phoneCells(meanings: readonly (string | null)[], rows: readonly (readonly string[])[]): string[] {
  return meanings.flatMap((meaning, index) => (meaning === "phone" ? cellsOf(rows, index) : []));
}

const cellsOf = (rows: readonly (readonly string[])[], index: number): string[] =>
  index < 0 ? [] : rows.map((cells) => cells[index] ?? "");
