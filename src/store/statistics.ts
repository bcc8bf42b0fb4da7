/** What the planner knows of tables that grow, and what it must not try while it knows nothing. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Lets the planner count now. A server does so by itself, but a minute later; the embedded database never does. With no
 * statistics it takes any organisation's contacts for a handful, and reads them all for each chunk of an import: 100,000
 * rows took 14 s to join a campaign instead of 3 s (PostgreSQL 18).
 */
export async function learnStatistics(db: Kysely<Tables>, tables: ReadonlyArray<keyof Tables>): Promise<void> {
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(db);
}

/**
 * Until the transaction ends: rows are found one by one, by their keys. That is right for a chunk of a thousand rows of
 * tables of any size, and the only plan that does not depend on statistics: hashed or merged, each chunk read all rows of
 * its import, 90 ms instead of 10 at 100,000 rows.
 */
export async function planRowByRow(db: Kysely<Tables>): Promise<void> {
  await sql`select set_config(name, 'off', true)
              from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as setting(name)`.execute(db);
}
