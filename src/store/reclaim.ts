/** What was deleted, taken out of the files of the database too. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Of tables that hold people's data. */
export const personalTables: ReadonlyArray<keyof Tables> = [
  "contact",
  "contact_search",
  "contact_label",
  "call",
  "conversation",
  "import",
  "import_block",
  "import_verdict",
  "import_contact",
  "activity",
  "campaign",
  "saved_filter",
  "do_not_call",
  "do_not_call_import",
  "do_not_call_refused",
  "idempotency",
];

/** A table of up to this size is written anew in less than a second, during which nothing else is done. */
const SMALL_BYTES = 32 * 1024 * 1024;

/**
 * After an erasure. Old versions of rows, and samples of values that the planner keeps, go with VACUUM and ANALYZE. In the
 * embedded database small tables are written anew, as VACUUM leaves the bytes of old rows where they are until others take
 * their place; then a new file of the write-ahead log is begun, and a checkpoint makes the old ones free.
 */
export async function reclaimTables(
  db: Kysely<Tables>,
  kind: "embedded" | "postgres",
  tables: ReadonlyArray<keyof Tables>,
): Promise<void> {
  const embedded = kind === "embedded";
  for (const table of tables) {
    const { rows } = await sql<{ small: boolean }>`
      select pg_total_relation_size(${table}::regclass) <= ${SMALL_BYTES} as small`.execute(db);
    await forgetSamples(db, table);
    if (embedded && rows[0]?.small) await sql`vacuum (full, analyze) ${sql.table(table)}`.execute(db);
    else await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
  }
  if (!embedded) return;
  await sql`vacuum full pg_statistic`.execute(db);
  await sql`select pg_switch_wal()`.execute(db);
  // A file that is used again under another name keeps what is in it.
  await sql`set wal_recycle = off`.execute(db);
  await sql`checkpoint`.execute(db);
  await sql`reset wal_recycle`.execute(db);
}

/** ANALYZE leaves the samples of a table alone that has become empty. Before PostgreSQL 18 nobody but a superuser could. */
async function forgetSamples(db: Kysely<Tables>, table: string): Promise<void> {
  const { rows } = await sql<{ needed: boolean }>`
    select to_regproc('pg_clear_attribute_stats') is not null and not exists (select from ${sql.table(table)}) as needed
  `.execute(db);
  if (!rows[0]?.needed) return;
  await sql`
    select pg_clear_attribute_stats(n.nspname, c.relname, a.attname, false)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.oid = ${table}::regclass and a.attnum > 0 and not a.attisdropped`.execute(db);
}
