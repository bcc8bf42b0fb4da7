/**
 * Forward-only migrations. Each runs once, in order, in one transaction with its record, under an advisory lock: twenty
 * processes that start at once migrate once. A program that finds a migration it does not know refuses to run.
 */
import { type Kysely, sql } from "kysely";
import { migrations } from "./migrations/index.ts";

/** Any number that no other part of the program takes as its advisory lock. */
const MIGRATION_LOCK = 4_700_000_001;

export class NewerSchema extends Error {
  constructor(unknown: string[]) {
    super(
      `The database was made by a newer Campanile (it has ${unknown.join(", ")}). ` +
        "Start that version again, or restore a backup made before the upgrade.",
    );
    this.name = "NewerSchema";
  }
}

export async function migrate<T>(db: Kysely<T>): Promise<string[]> {
  await refuseOldServer(db);
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    await sql`create table if not exists migration (
      name text primary key, applied_at timestamptz not null default now())`.execute(transaction);
    const known = new Set(migrations.map((migration) => migration.name));
    const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(transaction);
    const applied = new Set(rows.map((row) => row.name));
    const unknown = [...applied].filter((name) => !known.has(name));
    if (unknown.length > 0) throw new NewerSchema(unknown);
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) {
      for (const statement of migration.statements) await sql.raw(statement).execute(transaction);
      await sql`insert into migration (name) values (${migration.name})`.execute(transaction);
    }
    return missing.map((migration) => migration.name);
  });
}

export class OldServer extends Error {
  constructor(version: string) {
    super(`The database server is PostgreSQL ${version}; Campanile needs 15 or later. Upgrade the server.`);
    this.name = "OldServer";
  }
}

/** As `server_version_num` counts: PostgreSQL 15. */
export const oldestServerVersion = 150_000;

async function refuseOldServer<T>(db: Kysely<T>): Promise<void> {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(db);
  if (rows[0]!.number < oldestServerVersion) throw new OldServer(rows[0]!.version);
}
