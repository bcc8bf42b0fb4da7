/**
 * Forward-only migrations. Each runs once, in order, in one transaction with its record, under an advisory lock: twenty
 * processes that start at once migrate once. A program that finds a migration it does not know refuses to run.
 */
import { type Kysely, sql, type Transaction } from "kysely";
import { type Migration, migrations } from "./migrations/index.ts";

/** Any number that no other part of the program takes as its advisory lock. */
const MIGRATION_LOCK = 4_700_000_001;

/** On which a change of the schema is announced. */
export const SCHEMA_CHANNEL = "campanile_schema";

export class NewerSchema extends Error {
  constructor(unknown: string[]) {
    super(
      `The database was made by a newer Campanile (it has ${unknown.join(", ")}). ` +
        "Start that version again, or restore a backup made before the upgrade.",
    );
    this.name = "NewerSchema";
  }
}

export class OtherDatabase extends Error {
  constructor(what: string, cause?: unknown) {
    super(
      `The database holds ${what} that Campanile did not make, and was left as it is. ` +
        "Give Campanile a database of its own: create one and name it in DATABASE_URL.",
      { cause },
    );
    this.name = "OtherDatabase";
  }
}

/**
 * Runs what is missing, all of it or nothing; gives the names of the migrations that ran. Throws `OldServer`,
 * `NewerSchema`, or `OtherDatabase` when another program lives there.
 */
export async function migrate<T>(db: Kysely<T>, known: readonly Migration[] = migrations): Promise<string[]> {
  await refuseOldServer(db);
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    const applied = await appliedMigrations(transaction);
    if (applied === null) {
      await refuseOtherTables(transaction);
      await sql`create table migration (
        name text primary key, applied_at timestamptz not null default now())`.execute(transaction);
    }
    const names = new Set(known.map((migration) => migration.name));
    const unknown = [...(applied ?? [])].filter((name) => !names.has(name));
    if (unknown.length > 0) throw new NewerSchema(unknown);
    const missing = known.filter((migration) => !applied?.has(migration.name));
    for (const migration of missing) {
      for (const statement of migration.statements) await make(transaction, statement);
      await sql`insert into migration (name) values (${migration.name})`.execute(transaction);
    }
    // Heard at the commit by processes of the version before: they end.
    if (missing.length > 0) await sql`select pg_notify(${SCHEMA_CHANNEL}, '')`.execute(transaction);
    return missing.map((migration) => migration.name);
  });
}

/** Migrations that ran here and that this program does not know: a newer one was here. */
export async function unknownMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const known = new Set(migrations.map(({ name }) => name));
  return [...((await appliedMigrations(db)) ?? [])].filter((name) => !known.has(name));
}

/**
 * The names of the migrations that ran here; null when none ever did.
 * @throws {OtherDatabase} when the table that should say so is another program's.
 */
export async function appliedMigrations<T>(db: Kysely<T>): Promise<Set<string> | null> {
  const { rows: columns } = await sql<{ name: string }>`
    select attname as name from pg_attribute
     where attrelid = to_regclass('migration') and attnum > 0 and not attisdropped`.execute(db);
  if (columns.length === 0) return null;
  const ours = ["name", "applied_at"].every((name) => columns.some((column) => column.name === name));
  const { rows } = ours
    ? await sql<{ name: string }>`select name from migration order by name`.execute(db)
    : { rows: [] };
  const names = new Set(rows.map((row) => row.name));
  if (!ours || (names.size > 0 && !names.has(migrations[0]!.name))) throw new OtherDatabase("a table migration");
  return names;
}

/** A database with tables of another program is somebody's own, even where none has a name of ours. */
async function refuseOtherTables<T>(db: Kysely<T>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class c
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by 1 limit 1`.execute(db);
  if (rows[0]) throw new OtherDatabase(`a table ${rows[0].name}`);
}

/** SQLSTATEs of a table, a type or trigger, a function that is there already (PostgreSQL, Appendix A). */
const TAKEN = ["42P07", "42710", "42723"];

async function make<T>(transaction: Transaction<T>, statement: string): Promise<void> {
  try {
    await sql.raw(statement).execute(transaction);
  } catch (cause) {
    if (!TAKEN.includes((cause as { code?: string }).code ?? "")) throw cause;
    const [, kind = "something", name = ""] = /^create (?:unique )?(\w+) "?(\w+)/.exec(statement) ?? [];
    throw new OtherDatabase(`a ${kind} ${name}`, cause);
  }
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
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(
    db,
  );
  if (rows[0]!.number < oldestServerVersion) throw new OldServer(rows[0]!.version);
}
