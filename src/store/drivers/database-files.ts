/**
 * What is looked at in the embedded database's files before they are opened. PGlite makes a new database wherever it finds
 * no PG_VERSION, over whatever else is there, and PostgreSQL takes a write-ahead log that was cut short for its end.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Under the data folder. */
export const databaseFolder = "database";

/** Of PGlite 0.5; files of one major version are no other's. */
const MAJOR = "18";
/** PG_CONTROL_FILE_SIZE of PostgreSQL's pg_control.h. */
const CONTROL_BYTES = 8_192;
/** The default of PostgreSQL's initdb. Segments are made whole before they get their names. */
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** What is there is no whole database. The message names folder and remedy. */
export class DamagedDatabase extends Error {
  constructor(folder: string, what: string, cause?: unknown) {
    super(
      `The data folder ${folder} is damaged: ${what}. No new database is made in it. Keep it, and ` +
        "restore your latest backup into another folder, as docs/how-to/back-up.md says: " +
        "CAMPANILE_DATA=./restored npm run campanile -- restore FILE",
      { cause },
    );
    this.name = "DamagedDatabase";
  }
}

/**
 * Whether the data folder has a database; false for a folder that never had one.
 *
 * @throws {DamagedDatabase} when a part of one is missing or cut short
 */
export function findDatabase(folder: string): boolean {
  const files = namesIn(join(folder, databaseFolder));
  if (files.length === 0) {
    // Both are made after the database, and a restored folder gets it last.
    const left = ["secret", "recordings"].filter((name) => hasSomething(join(folder, name)));
    if (left.length > 0) throw new DamagedDatabase(folder, `it has ${left.join(" and ")}, but no database`);
    return false;
  }
  const at = (...parts: string[]) => join(folder, databaseFolder, ...parts);
  const refuse = (what: string) => new DamagedDatabase(folder, what);
  const version = files.includes("PG_VERSION") ? readFileSync(at("PG_VERSION"), "utf8").trim() : "";
  if (version === "") throw refuse("database/PG_VERSION is missing or empty");
  if (version !== MAJOR)
    throw refuse(`database/PG_VERSION says ${version.slice(0, 20)}, and this program needs ${MAJOR}`);
  if (sizeOf(at("global", "pg_control")) !== CONTROL_BYTES)
    throw refuse("database/global/pg_control is missing or cut short");
  const segments = namesIn(at("pg_wal")).filter((name) => /^[0-9A-F]{24}$/.test(name));
  if (segments.length === 0) throw refuse("the write-ahead log, database/pg_wal, is missing");
  const short = segments.find((name) => sizeOf(at("pg_wal", name)) !== SEGMENT_BYTES);
  if (short !== undefined) throw refuse(`the write-ahead log, database/pg_wal/${short}, is cut short`);
  return true;
}

function hasSomething(place: string): boolean {
  return (sizeOf(place) ?? 0) > 0 && (!statSync(place).isDirectory() || namesIn(place).length > 0);
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw cause;
  }
}
