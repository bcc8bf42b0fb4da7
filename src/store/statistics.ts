/** What the planner knows of tables that grow, and what it must not try while it knows nothing. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Lets the planner count now. A server does so by itself, but a minute later. With no statistics it takes any import and
 * any organisation's contacts for a handful, and reads them all for each chunk: at 100,000 rows each chunk of 1,000 took
 * 60 ms and more for a statement that needs 10 (PostgreSQL 18).
 */
export async function learnStatistics(db: Kysely<Tables>, tables: ReadonlyArray<keyof Tables>): Promise<void> {
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(db);
}

/** Each of them reads all rows of an import for a chunk of it, as soon as the planner takes the import for small. */
const wholesale = ["enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_material"];

/**
 * Until the transaction ends: rows are found one by one, by their keys, which is right for a chunk of a thousand rows of
 * tables of any size. It goes with `learnStatistics`: neither alone kept every statement from reading everything.
 */
export async function planRowByRow(db: Kysely<Tables>): Promise<void> {
  await sql`select set_config(name, 'off', true) from unnest(${wholesale}::text[]) as setting(name)`.execute(db);
}

/**
 * That a campaign's contact, `cc`, is due at some time. For statements that have found it by its key: said as "is not null"
 * it let the planner walk the whole index of those that are due, which it takes for empty as long as there were none at
 * the last ANALYZE.
 */
export const isPlanned = sql<boolean>`num_nonnulls(cc.next_attempt_at) = 1`;
