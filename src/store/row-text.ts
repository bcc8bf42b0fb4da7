/**
 * Many rows in one text parameter, taken apart by the database: 313,000 rows a second of twelve columns against 112,000
 * as JSON and about as many as arrays (PostgreSQL 18). The separators are control characters that no text of a list needs.
 */
import { type RawBuilder, sql } from "kysely";

/** Between texts of rows. */
export const TEXT = "\u001c";
const NOTHING = "\u001d";
const ROW = "\u001e";
const VALUE = "\u001f";

// oxlint-disable-next-line no-control-regex -- these are the separators
const separators = /[\u001c-\u001f]/g;
// oxlint-disable-next-line no-control-regex -- one of them
const separator = /[\u001c-\u001f]/;

/** A row of values in their order; null is null. */
export type RowValues = ReadonlyArray<string | number | null>;

export function rowsAsText(rows: readonly RowValues[]): string {
  let text = "";
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    if (index > 0) text += ROW;
    for (let at = 0; at < row.length; at++) {
      const value = row[at]!;
      if (at > 0) text += VALUE;
      if (value === null) text += NOTHING;
      else if (typeof value === "number") text += value;
      else text += separator.test(value) ? value.replaceAll(separators, " ") : value;
    }
  }
  // Half a surrogate pair, which a bad UTF-16 file may hold, is no text for PostgreSQL.
  return text.toWellFormed();
}

/** The rows as a source for `from`: each has `v`, an array of texts counted from 1. */
export function valuesOf(text: string): RawBuilder<{ v: Array<string | null> }> {
  return sql`(select ${valuesIn("line")} as v from ${linesIn(text)} line offset 0)`;
}

/** The rows of a text that is a value, or a column, as lines. */
export const linesIn = (text: string | RawBuilder<string>): RawBuilder<unknown> =>
  sql`string_to_table(${text}, ${sql.lit(ROW)})`;

/** The values of a line. */
export const valuesIn = (line: string): RawBuilder<Array<string | null>> =>
  sql`string_to_array(${sql.ref(line)}, ${sql.lit(VALUE)}, ${sql.lit(NOTHING)})`;
