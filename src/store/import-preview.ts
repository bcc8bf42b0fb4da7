/** The rows of an import as a person looks through them, with what each comes to. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { ImportVerdict } from "#domain/contact/import.ts";
import { inReach, type Stretch } from "./import-rows.ts";
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

const columns = sql`v.row, r.cells, v.verdict, v.column_name as "column", v.reason,
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
  const chosen = isChosen(importId, choice);
  const { rows } = await sql<PreviewRow & { among: number }>`
    with page as materialized (
      select v.*, r.cells from import_verdict v join import_row r on r.import_id = v.import_id and r.row = v.row
       where ${chosen} and v.row > ${after ?? 0} order by v.row limit ${limit + 1})
    select ${columns}, v.among from ${inReach(sql`select * from page`)} v
      cross join lateral (select v.cells) r ${contactOfNumber(organisationId)}
     order by v.row limit ${limit}`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from import_verdict v
      ${choice.search ? sql`join import_row r on r.import_id = v.import_id and r.row = v.row` : sql``}
     where ${chosen}`.execute(db);
  const more = rows.length < (rows[0]?.among ?? 0);
  return { rows: rows.map(withoutSize), total: counted[0]?.total ?? 0, more };
}

export async function findRow(
  db: Kysely<Tables>,
  { organisationId, importId }: { organisationId: string; importId: number },
  row: number,
): Promise<PreviewRow | undefined> {
  const { rows } = await sql<PreviewRow>`
    select ${columns} from import_verdict v join import_row r on r.import_id = v.import_id and r.row = v.row
      ${contactOfNumber(organisationId)}
     where v.import_id = ${importId} and v.row = ${row}`.execute(db);
  return rows[0];
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
  const { rows } = await sql<{ row: number; cells: string[]; reason: string; among: number }>`
    select row, cells, reason, among from ${inReach(sql`
      select v.row, r.cells, coalesce(v.reason, '') as reason
        from import_verdict v join import_row r on r.import_id = v.import_id and r.row = v.row
       where v.import_id = ${importId} and v.row > ${after} and v.row <= ${until}
         and v.verdict <> ${"ready" satisfies ImportVerdict}`)} rejected
     order by row`.execute(db);
  const last = rows.at(-1);
  return { rows, until: last && rows.length < last.among ? last.row : until };
}

function withoutSize({ among: _among, ...row }: PreviewRow & { among: number }): PreviewRow {
  return row;
}

function isChosen(importId: number, { verdicts, warned, search }: RowChoice): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`v.import_id = ${importId}`];
  if (verdicts) conditions.push(sql`v.verdict = any(${[...verdicts]}::text[])`);
  if (warned) conditions.push(sql`v.warnings is not null and v.verdict = 'ready'`);
  if (search) conditions.push(holds(search));
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function holds(search: string): RawBuilder<SqlBool> {
  // Cells are stored as JSON writes them: what is in a row's text may also stand between its cells.
  const pattern = likePattern(JSON.stringify(search).slice(1, -1));
  const inCells = sql<SqlBool>`(r.cells::text ilike ${pattern} and exists (
    select from json_array_elements_text(r.cells) cell where cell ilike ${likePattern(search)}))`;
  const digits = search.replaceAll(/\D/g, "");
  return digits.length > 2 ? sql`(${inCells} or v.phone like ${likePattern(digits)})` : inCells;
}
