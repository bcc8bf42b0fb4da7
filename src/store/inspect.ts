/** Looking at a database without changing it, and bringing one up to date without using it. */
import { Kysely, sql } from "kysely";
import { firstOrganisation } from "./accounts/organisations.ts";
import type { DatabaseLocation } from "./db.ts";
import { findDatabase } from "./drivers/database-files.ts";
import { openDriver } from "./drivers/open.ts";
import { adoptDatabase, copiedFrom } from "./identity.ts";
import { listLines, type StoredLine } from "./lines.ts";
import { appliedMigrations, migrate } from "./migrate.ts";
import { databaseIdentity } from "./migrations/0015-database-identity.ts";
import { storedCheckValue } from "./secret-check.ts";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";

export interface DatabaseFacts {
  kind: "embedded" | "postgres";
  version: string;
  versionNumber: number;
  /** How far the database's clock is ahead of this machine's. */
  clockAheadMilliseconds: number;
  /** Migrations that the next start would run. */
  missing: string[];
  /** Migrations that this program does not know. */
  unknown: string[];
  /** The name of the database that this one is a copy of; null where it is none, or does not say. */
  copyOf: string | null;
  /** What the secret it was first used with gives; null before a first start, and while the schema is not this program's. */
  secretCheck: string | null;
  /** Of the first organisation; null before a first start, and while the schema is not this program's. */
  lines: StoredLine[] | null;
}

/** More lines than anybody has. */
const MOST_LINES = 1_000;

/**
 * Null when there is no database yet (an embedded one is made at the first start).
 * @throws {OtherDatabase} when another program's tables are in the way
 * @throws {DamagedDatabase} when a part of the embedded one is missing
 */
export async function inspectDatabase(location: DatabaseLocation): Promise<DatabaseFacts | null> {
  if ("folder" in location && !findDatabase(location.folder)) return null;
  const driver = await openDriver(location);
  const db = new Kysely<Tables>({ dialect: driver.dialect });
  try {
    const before = Date.now();
    const { rows } = await sql<{ version: string; number: number; now: Date }>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
             clock_timestamp() as now`.execute(db);
    const asked = (before + Date.now()) / 2;
    const facts = rows[0]!;
    const names = (await appliedMigrations(db)) ?? new Set();
    const known = new Set(migrations.map((migration) => migration.name));
    const missing = [...known].filter((name) => !names.has(name));
    const unknown = [...names].filter((name) => !known.has(name));
    const current = missing.length + unknown.length === 0;
    return {
      kind: driver.kind,
      version: facts.version,
      versionNumber: facts.number,
      clockAheadMilliseconds: facts.now.getTime() - asked,
      missing,
      unknown,
      copyOf: current && driver.kind === "postgres" ? await copiedFrom(db) : null,
      secretCheck: current ? await storedCheckValue(db) : null,
      lines: current ? await linesOf(db) : null,
    };
  } finally {
    await driver.close();
  }
}

async function linesOf(db: Kysely<Tables>): Promise<StoredLine[] | null> {
  const organisation = await firstOrganisation(db);
  return organisation ? (await listLines(db, organisation.id, { limit: MOST_LINES, after: null })).rows : null;
}

/** Runs what is missing; gives the names of the migrations that ran. */
export async function migrateDatabase(location: DatabaseLocation): Promise<string[]> {
  const driver = await openDriver(location);
  try {
    return await driver.unhurried(() => migrate(new Kysely({ dialect: driver.dialect })));
  } finally {
    await driver.close();
  }
}

/**
 * Says that this database is the one that calls now; whether it was a copy before. Null when its schema is not this
 * program's, and nothing was done.
 */
export async function adoptDatabaseAt(location: DatabaseLocation): Promise<boolean | null> {
  const driver = await openDriver(location);
  try {
    const db = new Kysely<Tables>({ dialect: driver.dialect });
    const names = (await appliedMigrations(db)) ?? new Set();
    if (!names.has(databaseIdentity.name)) return null;
    return await adoptDatabase(db);
  } finally {
    await driver.close();
  }
}
