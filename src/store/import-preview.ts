/** The rows of an import as a person looks through them, with what each comes to. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { ImportVerdict } from "#domain/contact/import.ts";
import { readCells, readLines, type Stretch } from "./import-rows.ts";
import { likePattern, type Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

/** What is known of the stored contact that has a row's number. */
export interface StoredTwin {
  id: number;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  company: string | null;
  language: string | null;
  timezone: string | null;
  external_id: string | null;
  tags: string[];
  attributes: Record<string, string | number | boolean | null>;
}

export interface PreviewRow {
  row: number;
  /** As in the file; may be fewer than the columns. */
  cells: string[];
  verdict: ImportVerdict;
  /** The column whose cell is at fault. */
  column: string | null;
  reason: string | null;
  warnings: string[];
  /** The number in E.164; null where the row has none that can be called. */
  phone: string | null;
  /** The row that stands for this one's number. */
  duplicateOf: number | null;
  twin: StoredTwin | null;
}

/** Which rows; without any of these all. */
export interface RowChoice {
  verdicts?: readonly ImportVerdict[] | undefined;
  /** Only rows that are ready and have a warning. */
  warned?: boolean | undefined;
  /** Part of a cell or of the number as it was read. */
  search?: string | undefined;
}

const columns = sql`v.row, v.verdict, v.column_name as "column", v.reason,
  coalesce(v.warnings, '{}') as warnings, v.phone, v.first_row as "duplicateOf", to_json(c) as twin`;

const contactOfNumber = (organisationId: string) => sql`
  left join lateral (
    select id, first_name, last_name, email, company, language, timezone, external_id, tags, attributes
      from contact where organisation_id = ${organisationId} and phone = v.phone) c on true`;

/** Rows with verdicts, in the file's order. `more`: whether others follow; huge rows make a page end before its limit. */
export async function listRows(
  db: Kysely<Tables>,
  { organisationId, importId }: { organisationId: string; importId: number },
  { limit, after, choice }: { limit: number; after: number | null; choice: RowChoice },
): Promise<Rows<PreviewRow> & { more: boolean }> {
  const chosen = chosenRows(importId, choice);
  const { rows: found } = await sql<Omit<PreviewRow, "cells">>`
    select ${columns} from (
      select * from (${chosen(after ?? 0)}) chosen order by row limit ${limit + 1}) v ${contactOfNumber(organisationId)}
     order by v.row`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from (${chosen(0)}) chosen`.execute(
    db,
  );
  const page = found.slice(0, limit);
  const read = await readCells(
    db,
    importId,
    page.map(({ row }) => row),
  );
  const rows = read.map(({ cells }, index) => ({ ...page[index]!, cells }));
  return { rows, total: counted[0]?.total ?? 0, more: rows.length < found.length };
}

export async function findRow(
  db: Kysely<Tables>,
  { organisationId, importId }: { organisationId: string; importId: number },
  row: number,
): Promise<PreviewRow | undefined> {
  const { rows } = await sql<Omit<PreviewRow, "cells">>`
    select ${columns} from import_verdict v ${contactOfNumber(organisationId)}
     where v.import_id = ${importId} and v.row = ${row}`.execute(db);
  if (!rows[0]) return undefined;
  return { ...rows[0], cells: (await readLines(db, importId, [row])).get(row) ?? [] };
}

/**
 * Cells and reason of the rows of a stretch that are not ready; where they are huge, only of the first of them.
 *
 * @returns the rows, and the end of the stretch they are all of
 */
export async function readRejected(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
): Promise<{ rows: Array<Pick<PreviewRow, "row" | "cells"> & { reason: string }>; until: number }> {
  const { rows: rejected } = await sql<{ row: number; reason: string }>`
    select row, coalesce(reason, '') as reason from import_verdict
     where import_id = ${importId} and row > ${after} and row <= ${until}
       and verdict <> ${"ready" satisfies ImportVerdict} order by row`.execute(db);
  const read = await readCells(
    db,
    importId,
    rejected.map(({ row }) => row),
  );
  const rows = read.map(({ cells }, index) => ({ ...rejected[index]!, cells }));
  const last = rows.at(-1);
  return { rows, until: last && rows.length < rejected.length ? last.row : until };
}

/** @returns the rows with verdicts, after one row */
function chosenRows(importId: number, { verdicts, warned, search }: RowChoice): (after: number) => RawBuilder<unknown> {
  const conditions = [sql<SqlBool>`v.import_id = ${importId}`];
  if (verdicts) conditions.push(sql`v.verdict = any(${[...verdicts]}::text[])`);
  if (warned) conditions.push(sql`v.warnings is not null and v.verdict = 'ready'`);
  const chosen = sql.join(conditions, sql` and `);
  if (!search) return (after) => sql`select v.* from import_verdict v where ${chosen} and v.row > ${after}`;
  return (after) => sql`
    select v.* from import_block b cross join lateral (${rowsThatHold(search)}) held
      join import_verdict v on v.import_id = b.import_id and v.row = held.row
     where b.import_id = ${importId} and b.last > ${after} and ${chosen} and v.row > ${after}`;
}

/** The rows of a block `b` with a cell or a number that has the text. */
function rowsThatHold(search: string): RawBuilder<unknown> {
  // Cells are stored as JSON writes them: what is in a row's text may also stand between its cells.
  const pattern = likePattern(JSON.stringify(search).slice(1, -1));
  const inCells = sql`
    select b.first + n::integer - 1 as row
      from string_to_table(case when b.cells ilike ${pattern} then b.cells end, E'\\n') with ordinality l(line, n)
     where line ilike ${pattern} and exists (
       select from json_array_elements_text(line::json) cell where cell ilike ${likePattern(search)})`;
  const digits = search.replaceAll(/\D/g, "");
  if (digits.length < 3) return inCells;
  return sql`${inCells} union
    select row from import_verdict
     where import_id = b.import_id and row between b.first and b.last and phone like ${likePattern(digits)}`;
}
