/** The rows of imports as they stand in the file. What they come to is in import-verdicts.ts. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Rows after one row and up to another. Rows are numbered without gaps, so that a stretch is a chunk. */
export interface Stretch {
  after: number;
  until: number;
}

/** @param first the number of the first of these rows */
export async function insertRows(
  db: Kysely<Tables>,
  importId: number,
  first: number,
  rows: readonly (readonly string[])[],
): Promise<void> {
  await sql`
    insert into import_row (import_id, row, cells)
    select ${importId}, ${first}::integer + n - 1, cells
      from json_array_elements(${jsonOf(rows)}::json) with ordinality as given(cells, n)`.execute(db);
}

/** Of the rows handed out at once, so that a few huge ones do not fill the memory. At least one row is handed out. */
const READ_BYTES = 4_194_304;

/** Rows without a gap, as they travel. */
export interface RowsInText {
  /** The number of the first. */
  first: number;
  /** The number of the last. */
  last: number;
  /** A JSON array with an array of cells for each row. */
  cells: string;
}

/** The rows of a stretch, in their order; where they are huge, only the first of them. Undefined when there is none. */
export async function readRows(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
): Promise<RowsInText | undefined> {
  const { rows } = await sql<{ first: number | null; last: number; cells: string }>`
    select min(row) as first, max(row) as last, '[' || string_agg(cells::text, ',' order by row) || ']' as cells from (
      select row, cells, sum(pg_column_size(cells)) over (order by row) - pg_column_size(cells) as before
        from import_row where import_id = ${importId} and row > ${after} and row <= ${until}) sized
     where before < ${READ_BYTES}`.execute(db);
  const { first = null, last = 0, cells = "" } = rows[0] ?? {};
  return first === null ? undefined : { first, last, cells };
}

/** A person's correction. */
export async function writeCells(
  db: Kysely<Tables>,
  importId: number,
  { row, cells }: { row: number; cells: readonly string[] },
): Promise<void> {
  await sql`update import_row set cells = ${jsonOf(cells)}::json where import_id = ${importId} and row = ${row}`.execute(
    db,
  );
}

/** JSON that PostgreSQL takes: half a surrogate pair, which a bad UTF-16 file may hold, is replaced. */
function jsonOf(value: unknown): string {
  const text = JSON.stringify(value);
  // JSON.stringify writes half a pair as its escape, so that only texts with one are gone through.
  if (!/\\ud[89a-f]/i.test(text)) return text;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? part.toWellFormed() : part));
}
