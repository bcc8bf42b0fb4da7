/**
 * What is left to be erased of people whose contacts are gone: text that is found by being read, which takes long and
 * holds nobody up. Who they were stands here until it is done (src/jobs/erase-traces.ts).
 */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

export interface Erasure {
  id: number;
  organisationId: string;
  phone: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  importIds: number[];
}

/** In the transaction that erases the contacts, before they are gone. */
export async function beginErasure(
  transaction: Kysely<Tables>,
  organisationId: string,
  contactIds: readonly number[],
  importIds: readonly number[],
): Promise<void> {
  await sql`
    insert into erasure (organisation_id, phone, email, first_name, last_name, import_ids)
    select organisation_id, phone, email, first_name, last_name, ${sql.val([...importIds])}::bigint[]
      from contact where organisation_id = ${organisationId} and id = any(${sql.val([...contactIds])}::bigint[])
  `.execute(transaction);
  await sql`select pg_notify('campanile', 'erasure')`.execute(transaction);
}

/** The next ones of one organisation, after another one. */
export async function nextErasures(
  db: Kysely<Tables>,
  after: Pick<Erasure, "organisationId" | "id">,
  limit: number,
): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select id, organisation_id as "organisationId", phone, email, first_name as "firstName", last_name as "lastName",
           import_ids as "importIds"
      from erasure where (organisation_id, id) > (${after.organisationId}, ${after.id}::bigint)
     order by organisation_id, id limit ${limit}`.execute(db);
  return rows.filter((row) => row.organisationId === rows[0]!.organisationId);
}

export async function endErasures(db: Kysely<Tables>, ids: readonly number[]): Promise<void> {
  await sql`delete from erasure where id = any(${sql.val([...ids])}::bigint[])`.execute(db);
}

/** Texts of an organisation in which people wrote or which name files, by table, key and column. */
const texts = [
  ["activity", "id", "text"],
  ["campaign", "id", "status_reason"],
  ["import", "id", "file_name"],
  ["import", "id", "error"],
  ["do_not_call_import", "id", "file_name"],
  ["do_not_call", "phone", "note"],
] as const;
const PORTION = 2_000;

/** Puts another text in place of each that `change` gives another for. */
export async function rewriteTexts(
  db: Kysely<Tables>,
  organisationId: string,
  change: (text: string) => string,
): Promise<void> {
  for (const [table, key, column] of texts) {
    for (let after: string | number = key === "id" ? 0 : ""; ;) {
      const found: { rows: Array<{ key: string | number; text: string }> } = await sql<{
        key: string | number;
        text: string;
      }>`select ${sql.ref(key)} as key, ${sql.ref(column)} as text from ${sql.table(table)}
          where organisation_id = ${organisationId} and ${sql.ref(key)} > ${after} and ${sql.ref(column)} is not null
          order by 1 limit ${PORTION}`.execute(db);
      for (const { key: which, text } of found.rows) {
        const changed = change(text);
        if (changed !== text)
          await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${changed}
                     where organisation_id = ${organisationId} and ${sql.ref(key)} = ${which}`.execute(db);
      }
      if (found.rows.length < PORTION) break;
      after = found.rows.at(-1)!.key;
    }
  }
}

/** Tags and attributes that nobody has any more: their sums are noughts, which are otherwise added up some day. */
export async function deleteUnusedLabels(db: Kysely<Tables>, organisationId: string): Promise<void> {
  await sql`
    with unused as (
      select label from contact_label where organisation_id = ${organisationId} group by 1 having sum(n) = 0)
    delete from contact_label where organisation_id = ${organisationId} and label in (select label from unused)
  `.execute(db);
}

/** Deletes saved filters that name somebody. */
export async function deleteFiltersNaming(
  db: Kysely<Tables>,
  organisationId: string,
  names: (text: string) => boolean,
): Promise<void> {
  const rows = await db
    .selectFrom("saved_filter")
    .select(["id", "name", "filter"])
    .where("organisation_id", "=", organisationId)
    .execute();
  for (const { id, name, filter } of rows)
    if (names(name) || names(JSON.stringify(filter)))
      await db.deleteFrom("saved_filter").where("organisation_id", "=", organisationId).where("id", "=", id).execute();
}

/** Deletes rows that could not be put on the do-not-call list and are somebody's. */
export async function deleteRefusedRows(
  db: Kysely<Tables>,
  organisationId: string,
  isTheirs: (cells: readonly string[]) => boolean,
): Promise<void> {
  for (let place = { importId: 0, row: 0 }; ;) {
    const { rows } = await sql<{ importId: number; row: number; cells: string[] }>`
      select r.import_id as "importId", r.row, r.cells from do_not_call_refused r
        join do_not_call_import i on i.id = r.import_id
       where i.organisation_id = ${organisationId} and (r.import_id, r.row) > (${place.importId}::bigint, ${place.row}::integer)
       order by r.import_id, r.row limit ${PORTION}`.execute(db);
    for (const { importId, row, cells } of rows)
      if (isTheirs(cells))
        await sql`delete from do_not_call_refused where import_id = ${importId} and row = ${row}`.execute(db);
    const last = rows.at(-1);
    if (!last || rows.length < PORTION) return;
    place = last;
  }
}
