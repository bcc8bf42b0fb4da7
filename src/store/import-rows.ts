/** The rows of imports as they stand in the file. What they come to is in import-verdicts.ts. */
import { type Kysely, type RawBuilder, sql } from "kysely";
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

/** Of the cells handed out at once, so that a few huge rows do not fill the memory. At least one row is handed out. */
const READ_BYTES = 4_194_304;
/** Rows that the database keeps compressed are unpacked to be measured, and no more than these at once. */
const MEASURED_ROWS = 200;

/**
 * As many of the rows, from the first, as may be in memory at once, with a column `among`: how many there were.
 *
 * @param rows a query with the columns `row` and `cells`
 */
export function inReach(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select * from (
      select measured.*, sum(bytes) over (order by row) - bytes as bytes_before from (
        select kept.*, case when packed then octet_length(cells::text) else kept_bytes end as bytes from (
          select given.*, count(*) over () as among, count(*) filter (where packed) over (order by row) as packed_until,
                 sum(kept_bytes) over (order by row) - kept_bytes as kept_before
            from (select source.*, pg_column_size(cells) as kept_bytes, pg_column_compression(cells) is not null as packed
                    from (${rows}) source) given) kept
         where kept_before < ${READ_BYTES} and packed_until <= ${MEASURED_ROWS}) measured) summed
     where bytes_before < ${READ_BYTES})`;
}

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
    select min(row) as first, max(row) as last, '[' || string_agg(cells::text, ',' order by row) || ']' as cells
      from ${inReach(sql`
        select row, cells from import_row where import_id = ${importId} and row > ${after} and row <= ${until}`)} r
  `.execute(db);
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
