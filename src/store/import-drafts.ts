/**
 * What rows give their contacts, made ready for the table of contacts when the rows are judged: bringing them in is then
 * the database's work alone. A draft can always be made anew from the row's cells.
 */
import { type Kysely, type RawBuilder, sql } from "kysely";
import { type ContactFields, importedVerdicts } from "#domain/contact/import.ts";
import type { RowsInText, Stretch } from "./import-rows.ts";
import { linesIn, type RowValues, TEXT, valuesIn } from "./row-text.ts";
import type { Tables } from "./tables.ts";

/** What a row gives its contact. */
export interface Draft {
  row: number;
  /** E.164. */
  phone: string;
  fields: ContactFields;
  /** The place of its set of zones among those of its block, from 1. */
  zoneSet: number;
}

/** Text columns that a row may give a contact; timezone goes with its set of zones. */
export const textColumns = ["first_name", "last_name", "email", "company", "language", "external_id"] as const;

/** Those that few lists have are last: what is null at the end of a line is left out. */
const columns = [
  "first_name",
  "last_name",
  "email",
  "company",
  "attributes",
  "external_id",
  "language",
  "tags",
  "timezone",
] as const;

/** @returns what the row gives its contact, on a line for `rowsAsText` */
export function draftOf({ row, phone, fields, zoneSet }: Draft): RowValues {
  const values: Array<string | number | null> = [row, zoneSet, phone];
  const { attributes, tags } = fields;
  values.push(fields.first_name ?? null, fields.last_name ?? null, fields.email ?? null, fields.company ?? null);
  values.push(attributes ? JSON.stringify(attributes) : null, fields.external_id ?? null, fields.language ?? null);
  values.push(tags ? JSON.stringify(tags) : null, fields.timezone ?? null);
  while (values.at(-1) === null) values.pop();
  return values;
}

/** What was made of a block. */
export interface DraftedBlock {
  first: number;
  /** The digits of E.164 of each row; 0: its own cells are not in order. */
  phones: Float64Array;
  /** A line by `draftOf` for each row with a number. */
  drafts: string;
  /** The numbers of the sets of zones that the drafts name by their places. */
  zoneSets: readonly number[];
}

/** Keeps numbers and drafts of blocks that follow one another. */
export async function writeDrafts(
  db: Kysely<Tables>,
  importId: number,
  blocks: readonly DraftedBlock[],
): Promise<void> {
  const [head] = blocks;
  if (!head) return;
  const phones = `{${blocks.map((block) => block.phones.join(",")).join(",")}}`;
  const texts = (of: (block: DraftedBlock) => string) =>
    sql`string_to_array(${blocks.map(of).join(TEXT)}, ${sql.lit(TEXT)})`;
  await sql`
    update import_block b
       set phones = (${phones}::bigint[])[b.first - ${head.first} + 1 : b.last - ${head.first} + 1],
           drafts = coalesce(made.drafts, ''), zone_sets = made.zone_sets::integer[]
      from unnest(${sql.val(blocks.map(({ first }) => first))}::integer[], ${texts(({ drafts }) => drafts)},
                  ${texts(({ zoneSets }) => `{${zoneSets.join(",")}}`)}) made(first, drafts, zone_sets)
     where b.import_id = ${importId} and b.first = made.first`.execute(db);
}

/** A block that is brought in by whoever took it. */
export interface TakenBlock {
  first: number;
  last: number;
  /** Whether its drafts are to be made anew. */
  undrafted: boolean;
}

/**
 * Takes blocks that are not brought in until the transaction ends: the first ones after a row, without a gap.
 *
 * @param waits whether blocks that others hold at this moment are waited for, and not passed over
 */
export async function takeBlocks(
  transaction: Kysely<Tables>,
  importId: number,
  { after, most, waits }: { after: number; most: number; waits: boolean },
): Promise<TakenBlock[]> {
  const { rows } = await sql<TakenBlock>`
    select first, last, drafts is null as undrafted from import_block
     where import_id = ${importId} and first > ${after} and not brought_in order by first limit ${most}
       for update ${waits ? sql`` : sql`skip locked`}`.execute(transaction);
  const gap = rows.findIndex(({ first }, at) => at > 0 && first !== rows[at - 1]!.last + 1);
  return gap < 0 ? rows : rows.slice(0, gap);
}

/** The cells of blocks and the numbers that their rows were found to have. */
export async function readUndrafted(
  db: Kysely<Tables>,
  importId: number,
  firsts: readonly number[],
): Promise<Array<RowsInText & { phones: number[] }>> {
  const { rows } = await sql<RowsInText & { phones: number[] }>`
    select first, last, cells, phones from import_block
     where import_id = ${importId} and first = any(${sql.val([...firsts])}::integer[]) order by first`.execute(db);
  return rows;
}

/** Rows after one and up to another have been brought in; what they gave their contacts need not be kept twice. */
export async function markBroughtIn(db: Kysely<Tables>, importId: number, { after, until }: Stretch): Promise<void> {
  await sql`
    update import_block set brought_in = true, drafts = null, zone_sets = null
     where import_id = ${importId} and first > ${after} and first <= ${until}`.execute(db);
}

/** Whether blocks of an import are still to be brought in. */
export async function hasBlocksLeft(db: Kysely<Tables>, importId: number): Promise<boolean> {
  const { rows } = await sql`
    select from import_block where import_id = ${importId} and not brought_in limit 1`.execute(db);
  return rows.length > 0;
}

/** The rows of a stretch of whole blocks that lead to a contact, in their order, as a source with a contact's columns. */
export function draftedRows(importId: number, { after, until }: Stretch): RawBuilder<unknown> {
  const place = (name: (typeof columns)[number]) => sql`v[${sql.lit(columns.indexOf(name) + 4)}]`;
  const at = sql`import_id = ${sql.lit(importId)}`;
  return sql`(
    select v[1]::integer as row, zone_sets[v[2]::integer] as zone_set, v[3] as phone,
           ${sql.join(([...textColumns, "timezone"] as const).map((name) => sql`${place(name)} as ${sql.ref(name)}`))},
           case when ${place("tags")} is null then '{}'
                else array(select json_array_elements_text(${place("tags")}::json)) end as tags,
           coalesce(${place("attributes")}::jsonb, '{}') as attributes
      from (select b.zone_sets, ${valuesIn("line")} as v
              from (select zone_sets, drafts from import_block
                     where ${at} and first > ${sql.lit(after)} and first <= ${sql.lit(until)} order by first) b
              cross join lateral ${linesIn(sql`b.drafts`)} line offset 0) drafted
     where v[1]::integer not in (
             select row from import_verdict
              where ${at} and row > ${sql.lit(after)} and row <= ${sql.lit(until)}
                and verdict not in (${sql.join(importedVerdicts.map((verdict) => sql.lit(verdict)))})))`;
}
