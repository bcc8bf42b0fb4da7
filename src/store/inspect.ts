/** Looking at a database without changing it, and bringing one to this program's schema without starting the program. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import type { DatabaseLocation } from "./db.ts";
import { openPglite } from "./drivers/pglite.ts";
import { openPostgres } from "./drivers/postgres.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

/** The oldest PostgreSQL this program runs on, as `server_version_num` counts. */
export const oldestServerVersion = 150_000;

export interface DatabaseFacts {
  kind: "embedded" | "postgres";
  /** As people write it, such as "18.1". */
  version: string;
  /** As `server_version_num`, such as 180001. */
  versionNumber: number;
  /** How far its clock is ahead of this machine's; negative: behind. */
  clockAheadMilliseconds: number;
  /** Migrations this program has and the database has not. */
  missing: string[];
  /** Migrations of a newer program. */
  unknown: string[];
}

/**
 * @returns undefined when there is no embedded database in the folder yet
 * @throws DataFolderInUse, and whatever the driver says when the server cannot be reached
 */
export async function inspectDatabase(location: DatabaseLocation): Promise<DatabaseFacts | undefined> {
  if ("folder" in location && !existsSync(join(location.folder, "database"))) return undefined;
  return withDriver(location, async (kind, db) => {
    const before = Date.now();
    const { rows } = await sql<{ now: Date; version: string; number: string; known: boolean }>`
      select clock_timestamp() as now, current_setting('server_version') as version,
        current_setting('server_version_num') as number, to_regclass('migration') is not null as known`.execute(db);
    const between = (before + Date.now()) / 2;
    const facts = rows[0];
    if (!facts) throw new Error("The database answered nothing.");
    const applied = facts.known ? await sql<{ name: string }>`select name from migration`.execute(db) : { rows: [] };
    const names = new Set(applied.rows.map(({ name }) => name));
    const own = migrations.map(({ name }) => name);
    return {
      kind,
      version: facts.version.split(" ")[0] ?? facts.version,
      versionNumber: Number(facts.number),
      clockAheadMilliseconds: Math.round(facts.now.getTime() - between),
      missing: own.filter((name) => !names.has(name)),
      unknown: [...names].filter((name) => !own.includes(name)),
    };
  });
}

/**
 * Brings the database to this program's schema; makes an embedded one where there is none.
 *
 * @returns the names of the migrations that ran, in order
 * @throws DataFolderInUse, NewerSchema
 */
export async function migrateDatabase(location: DatabaseLocation): Promise<string[]> {
  return withDriver(location, (_, db) => migrate(db));
}

async function withDriver<T>(
  location: DatabaseLocation,
  use: (kind: DatabaseFacts["kind"], db: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const driver =
    "url" in location
      ? await openPostgres(location.url)
      : await openPglite("folder" in location ? location.folder : undefined);
  try {
    return await use(driver.kind, new Kysely<unknown>({ dialect: driver.dialect }));
  } finally {
    await driver.close();
  }
}
