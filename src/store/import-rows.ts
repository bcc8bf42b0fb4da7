/** The rows of imports: as they stand in the file, and what each comes to. */
import { type Kysely, sql } from "kysely";
import {
  type ContactFields,
  type ImportCounts,
  type ImportVerdict,
  importVerdicts,
  soundVerdicts,
} from "#domain/contact/import.ts";
import type { Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

export interface StoredRow {
  row: number;
  /** As in the file; may be fewer than the columns. */
  cells: string[];
}

export interface RowVerdict {
  row: number;
  verdict: ImportVerdict;
  reason: string | null;
  warnings: string[];
  phone: string | null;
  fields: ContactFields;
}

export interface ImportRow {
  row: number;
  values: Record<string, string>;
  verdict: ImportVerdict;
  reason: string | null;
  warnings: string[];
}

/** Where rows are looked at again: their import, and what decides about a row beside its cells. */
export interface VerdictScope {
  importId: number;
  organisationId: string;
  /** Whether rows of stored contacts are duplicates. */
  skipsStored: boolean;
  now: Date;
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
    select ${importId}, ${first}::integer + n - 1, array(select json_array_elements_text(cells))
      from json_array_elements(${jsonOf(rows)}::json) with ordinality as given(cells, n)`.execute(db);
}

/**
 * Rows after one row and up to another. Rows are numbered without gaps, so that a stretch is a chunk; `order by row limit`
 * over a table without statistics sorted all that was left, for each chunk again.
 */
export interface Stretch {
  after: number;
  until: number;
}

/** Of the rows handed out at once, so that a few huge ones do not fill the memory. At least one row is handed out. */
const READ_BYTES = 4_194_304;

/** The rows of a stretch, in their order; where they are huge, only the first of them. */
export async function readRows(db: Kysely<Tables>, importId: number, { after, until }: Stretch): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`
    select row, cells from (
      select row, cells, sum(pg_column_size(cells)) over (order by row) - pg_column_size(cells) as before
        from import_row where import_id = ${importId} and row > ${after} and row <= ${until}) sized
     where before < ${READ_BYTES} order by row`.execute(db);
  return rows;
}

/** Keeps what rows come to by their own cells. */
export async function writeVerdicts(db: Kysely<Tables>, importId: number, rows: readonly RowVerdict[]): Promise<void> {
  await sql`
    update import_row r set
           verdict = j.verdict, reason = j.reason, warnings = array(select jsonb_array_elements_text(j.warnings)),
           phone = j.phone, fields = j.fields
      from jsonb_to_recordset(${jsonOf(rows)}::jsonb)
             as j(row integer, verdict text, reason text, warnings jsonb, phone text, fields jsonb)
     where r.import_id = ${importId} and r.row = j.row`.execute(db);
}

/**
 * Finds for rows with these numbers what they share with other rows, the contacts and the do-not-call list: the first
 * row of a number stands for it, the others are its duplicates. Each look is a lateral subquery that is not pulled up:
 * joined freely, a table that has just grown is taken for small and read whole for each chunk.
 *
 * @param until rows up to this one have been judged by the present mapping
 */
export async function settleDuplicates(
  db: Kysely<Tables>,
  { importId, organisationId, skipsStored, now }: VerdictScope,
  phones: readonly string[],
  until: number,
): Promise<void> {
  await sql`
    with sound as (
      select r.row, wanted.phone, min(r.row) over (partition by wanted.phone) as first
        from unnest(${[...new Set(phones)]}::text[]) as wanted(phone)
        cross join lateral (
          select row, verdict from import_row where import_id = ${importId} and phone = wanted.phone offset 0) r
       where r.row <= ${until} and r.verdict = any(${[...soundVerdicts]}::text[])
    ), settled as (
      select s.row, case
               when s.row <> s.first then 'duplicate_in_file'
               when d.yes then 'do_not_call'
               when c.yes then 'duplicate_in_contacts'
               else 'ready' end as verdict,
             case
               when s.row <> s.first then 'Row ' || s.first || ' has the same number.'
               when d.yes then 'The number is on the do-not-call list.'
               when c.yes then 'A contact with this number is stored already and is left as it is.' end as reason
        from sound s
        left join lateral (
          select true as yes from do_not_call where organisation_id = ${organisationId} and phone = s.phone
             and source <> 'simulator' and (expires_at is null or expires_at > ${now}) limit 1) d on true
        left join lateral (
          select true as yes from contact where ${skipsStored} and organisation_id = ${organisationId}
             and phone = s.phone limit 1) c on true)
    update import_row r set verdict = s.verdict, reason = s.reason from settled s
     where r.import_id = ${importId} and r.row = s.row
       and (r.verdict is distinct from s.verdict or r.reason is distinct from s.reason)`.execute(db);
}

const everything: Stretch = { after: 0, until: 2 ** 31 - 1 };

/** Counts the rows by their verdicts. */
export async function countVerdicts(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch = everything,
): Promise<ImportCounts> {
  const { rows } = await sql<{ verdict: ImportVerdict; n: number; warned: number }>`
    select verdict, count(*) as n, count(*) filter (where cardinality(warnings) > 0) as warned from import_row
     where import_id = ${importId} and row > ${after} and row <= ${until} and verdict is not null group by verdict`.execute(
    db,
  );
  const counts = noCounts();
  for (const { verdict, n, warned } of rows) {
    counts[verdict] += n;
    counts.rows += n;
    if (verdict === "ready") counts.warnings = warned;
  }
  return counts;
}

export function noCounts(): ImportCounts {
  const none = Object.fromEntries(importVerdicts.map((verdict) => [verdict, 0])) as Record<ImportVerdict, number>;
  return { rows: 0, ...none, warnings: 0 };
}

/** Rows with verdicts, in the file's order. `verdicts`: only these; undefined = all. */
export async function listRows(
  db: Kysely<Tables>,
  { importId, columnNames }: { importId: number; columnNames: readonly string[] },
  { limit, after, verdicts }: { limit: number; after: number | null; verdicts?: readonly ImportVerdict[] | undefined },
): Promise<Rows<ImportRow>> {
  let chosen = db.selectFrom("import_row").where("import_id", "=", importId).where("verdict", "is not", null);
  if (verdicts) chosen = chosen.where(sql<boolean>`verdict = any(${[...verdicts]}::text[])`);
  const rows = await chosen
    .where("row", ">", after ?? 0)
    .select(["row", "cells", "verdict", "reason", "warnings"])
    .orderBy("row")
    .limit(limit + 1)
    .execute();
  const { total } = await chosen.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows: rows.map((row) => rowOf(row, columnNames)), total };
}

export async function findRow(
  db: Kysely<Tables>,
  { importId, columnNames }: { importId: number; columnNames: readonly string[] },
  row: number,
): Promise<(ImportRow & { cells: string[]; phone: string | null }) | undefined> {
  const found = await db
    .selectFrom("import_row")
    .where("import_id", "=", importId)
    .where("row", "=", row)
    .select(["row", "cells", "verdict", "reason", "warnings", "phone"])
    .executeTakeFirst();
  return found && { ...rowOf(found, columnNames), cells: found.cells, phone: found.phone };
}

export async function writeCells(db: Kysely<Tables>, importId: number, { row, cells }: StoredRow): Promise<void> {
  await sql`
    update import_row set cells = array(select json_array_elements_text(${jsonOf(cells)}::json))
     where import_id = ${importId} and row = ${row}`.execute(db);
}

/** Cells and reason of the rows of a stretch that are not ready. */
export async function readRejected(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
): Promise<Array<StoredRow & { reason: string }>> {
  const rows = await db
    .selectFrom("import_row")
    .where("import_id", "=", importId)
    .where("row", ">", after)
    .where("row", "<=", until)
    .where("verdict", "<>", "ready" satisfies ImportVerdict)
    .select(["row", "cells", "reason"])
    .orderBy("row")
    .execute();
  return rows.map((one) => ({ ...one, reason: one.reason ?? "" }));
}

function rowOf(
  row: { row: number; cells: string[]; verdict: string | null; reason: string | null; warnings: string[] },
  columnNames: readonly string[],
): ImportRow {
  return {
    row: row.row,
    values: Object.fromEntries(columnNames.map((name, index) => [name, row.cells[index] ?? ""])),
    verdict: row.verdict as ImportVerdict,
    reason: row.reason,
    warnings: row.warnings,
  };
}

/** JSON that PostgreSQL takes: half a surrogate pair, which a bad UTF-16 file may hold, is replaced. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? part.toWellFormed() : part));
}
