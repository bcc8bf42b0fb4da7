/** The rows of an import as a person looks through them, with what each comes to. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { type ImportVerdict, importVerdicts } from "#domain/contact/import.ts";
import { readCells, readLines, type Stretch } from "./import-rows.ts";
import { countWarned } from "./import-verdicts.ts";
import type { ContactImport } from "./imports.ts";
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

/** Of the rows that come to something: `v`, whatever is said of them. */
const said = sql`coalesce(v.verdict, 'ready') as verdict, v.column_name, v.reason, v.warnings, v.first_row`;

/** The chosen rows `v` as they are shown, but for their cells. */
const shown = (organisationId: string, importId: number, rows: RawBuilder<unknown>) => sql<Omit<PreviewRow, "cells">>`
  select v.row, v.verdict, v.column_name as "column", v.reason, coalesce(v.warnings, '{}') as warnings,
         '+' || b.phone as phone, v.first_row as "duplicateOf", to_json(c) as twin
    from (${rows}) v
    cross join lateral (
      select nullif(phones[v.row - first + 1], 0)::text as phone from import_block
       where import_id = ${importId} and first <= v.row order by first desc limit 1) b
    left join lateral (
      select id, first_name, last_name, email, company, language, timezone, external_id, tags, attributes
        from contact where organisation_id = ${organisationId} and phone = '+' || b.phone) c on true
   order by v.row`;

/** An import as its rows are asked for. */
export type Listed = Pick<ContactImport, "id" | "rows" | "counts">;

/** Rows with verdicts, in the file's order. `more`: whether others follow; huge rows make a page end before its limit. */
export async function listRows(
  db: Kysely<Tables>,
  organisationId: string,
  listed: Listed,
  { limit, after, choice }: { limit: number; after: number | null; choice: RowChoice },
): Promise<Rows<PreviewRow> & { more: boolean }> {
  const importId = Number(listed.id);
  const place = { after: after ?? 0, limit: limit + 1 };
  const { search } = choice;
  const { rows: chosen, total } = search
    ? await searchedRows(db, importId, { ...choice, search }, place)
    : { rows: chosenRows(listed, choice, place), total: await countRows(db, listed, choice) };
  const { rows: found } = await shown(organisationId, importId, chosen).execute(db);
  const page = found.slice(0, limit);
  const read = await readCells(
    db,
    importId,
    page.map(({ row }) => row),
  );
  const rows = read.map(({ cells }, index) => ({ ...page[index]!, cells }));
  return { rows, total, more: rows.length < found.length };
}

/** @param row one that the import has */
export async function findRow(
  db: Kysely<Tables>,
  { organisationId, importId }: { organisationId: string; importId: number },
  row: number,
): Promise<PreviewRow | undefined> {
  const one = sql`select n.row, ${said} from (select ${row}::integer as row) n ${verdictOf(importId)}`;
  const { rows } = await shown(organisationId, importId, one).execute(db);
  if (!rows[0]) return undefined;
  return { ...rows[0], cells: (await readLines(db, importId, [row])).get(row) ?? [] };
}

const verdictOf = (importId: number) => sql`
  left join lateral (select * from import_verdict where import_id = ${importId} and row = n.row offset 0) v on true`;

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

/** Where a page begins, and how many rows it has at most. */
interface Place {
  after: number;
  limit: number;
}

function chosenRows(listed: Listed, { verdicts, warned }: RowChoice, { after, limit }: Place): RawBuilder<unknown> {
  const importId = Number(listed.id);
  // Of the rows that are ready, most have no row that says so.
  if (warned || (verdicts && !verdicts.includes("ready"))) {
    return sql`
      select v.row, ${said} from import_verdict v
       where v.import_id = ${importId} and v.row > ${after} and ${isChosen({ verdicts, warned })}
         and ${warned ? sql`v.warnings is not null` : sql`v.verdict <> 'ready'`}
       order by v.row limit ${limit}`;
  }
  // A stream: the numbers come in their order, and the limit ends it. Each is looked up by itself.
  return sql`
    select n.row, ${said} from (select generate_series(${after + 1}::integer, ${listed.rows}::integer) as row) n
      ${verdictOf(importId)} where ${isChosen({ verdicts, warned })} limit ${limit}`;
}

async function countRows(db: Kysely<Tables>, { id, counts }: Listed, { verdicts, warned }: RowChoice): Promise<number> {
  const asked = new Set(verdicts ?? importVerdicts);
  if (warned) return asked.has("ready") ? countWarned(db, Number(id)) : 0;
  return counts ? [...asked].reduce((sum, verdict) => sum + counts[verdict], 0) : 0;
}

function isChosen({ verdicts, warned }: RowChoice): RawBuilder<SqlBool> {
  const verdict = sql`coalesce(v.verdict, 'ready')`;
  const among = verdicts ? sql<SqlBool>`${verdict} = any(${[...verdicts]}::text[])` : sql<SqlBool>`true`;
  return warned ? sql`(${among} and v.warnings is not null and v.verdict = 'ready')` : among;
}

/** The rows with a cell or a number that has the text: all are found to be counted, and those of the page are told. */
async function searchedRows(
  db: Kysely<Tables>,
  importId: number,
  choice: RowChoice & { search: string },
  { after, limit }: Place,
): Promise<{ rows: RawBuilder<unknown>; total: number }> {
  const { rows } = await sql<{ total: number; page: number[] }>`
    with found as materialized (
      select held.row from import_block b cross join lateral (${rowsThatHold(choice.search)}) held
        left join import_verdict v on v.import_id = ${importId} and v.row = held.row
       where b.import_id = ${importId} and ${isChosen(choice)})
    select (select count(*) from found) as total,
           array(select row from found where row > ${after} order by row limit ${limit}) as page`.execute(db);
  const { total = 0, page = [] } = rows[0] ?? {};
  const numbers = sql`unnest(${sql.val(page)}::integer[]) as n(row)`;
  return { rows: sql`select n.row, ${said} from ${numbers} ${verdictOf(importId)}`, total };
}

/** The rows of a block `b` with a cell or a number that has the text. */
function rowsThatHold(search: string): RawBuilder<unknown> {
  // Cells are stored as JSON writes them: what is in a row's text may also stand between its cells.
  const pattern = likePattern(JSON.stringify(search).slice(1, -1));
  const inCell = sql`exists (
    select from json_array_elements_text(line::json) cell where cell ilike ${likePattern(search)})`;
  // Nothing of it can stand between cells, or be part of a character's writing in a line without any written so.
  const plain = pattern === likePattern(search) && !/[",[\]]/.test(search);
  const inCells = sql`
    select b.first + n::integer - 1 as row
      from string_to_table(case when b.cells ilike ${pattern} then b.cells end, E'\\n') with ordinality l(line, n)
     where line ilike ${pattern} and ${plain ? sql`case when strpos(line, E'\\\\') = 0 then true else ${inCell} end` : inCell}`;
  const digits = search.replaceAll(/\D/g, "");
  if (digits.length < 3) return inCells;
  return sql`${inCells} union
    select b.first + n::integer - 1 from unnest(b.phones) with ordinality p(phone, n)
     where phone::text like ${likePattern(digits)}`;
}
