/** The embedded database: PostgreSQL 18 in this process, its files in the data folder (or in memory for tests). */
import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { PGliteDialect } from "kysely";
import { codec } from "./codec.ts";
import type { Driver } from "./driver.ts";
import { copyFolder } from "./copy-folder.ts";
import { DamagedDatabase, databaseFolder, findDatabase } from "./database-files.ts";
import { DatabaseDisk } from "./database-disk.ts";
import { DiskRoom, type Reserve } from "./disk-room.ts";
import { EmbeddedDatabase } from "./embedded-database.ts";
import { lockDataFolder } from "./lock.ts";

/**
 * @param folder the data folder; undefined = in memory
 * @param onNotice a full disk, and room again, in sentences for the log
 * @throws {DataFolderInUse} another process has it
 * @throws {UnsafeDataFolder} it is not its owner's alone
 * @throws {DamagedDatabase} what is there is no whole database
 * @throws an error with the code ENOSPC when its disk is full
 */
export async function openPglite(
  folder: string | undefined,
  onNotice: (sentence: string) => void = () => {},
): Promise<Driver> {
  if (folder === undefined) {
    const database = await EmbeddedDatabase.open({ settings: () => settings, room: null, onNotice });
    return driverOf(database, null, null, () => {});
  }
  const unlock = lockDataFolder(folder);
  const room = new DiskRoom(folder, onNotice);
  try {
    const database = await openFolder(folder, room, onNotice);
    return driverOf(database, folder, room, unlock);
  } catch (cause) {
    unlock();
    if (room.freeBytes() < LEAST_FREE_BYTES) {
      const message = `The disk of the data folder ${folder} is full; make room and try again.`;
      throw Object.assign(new Error(message, { cause }), { code: "ENOSPC" });
    }
    // PGlite's file system throws what is no error.
    throw cause instanceof Error ? cause : new Error("The embedded database could not be opened.", { cause });
  }
}

function driverOf(
  database: EmbeddedDatabase,
  folder: string | null,
  room: DiskRoom | null,
  unlock: () => void,
): Driver {
  return {
    kind: "embedded",
    dialect: new PGliteDialect({ pglite: database }),
    heartbeatDialect: null,
    unhurried: (work) => work(),
    listen: (channel, hear, missed) => database.listen(channel, hear, missed),
    isFull: () => room?.isFull() ?? false,
    // All as they are at one moment: what is committed is in the files or in the write-ahead log among them.
    copyFiles:
      folder === null ? null : (to) => database.exclusively(() => copyFolder(join(folder, databaseFolder), to)),
    close: async () => {
      await database.close();
      unlock();
    },
  };
}

const settings = { parsers: codec, extensions: { pg_trgm } };

async function openFolder(
  folder: string,
  room: DiskRoom,
  onNotice: (sentence: string) => void,
): Promise<EmbeddedDatabase> {
  if (!findDatabase(folder)) await makeDatabase(folder);
  // A start on a full disk is one to read with; recovery writes.
  if (room.freeBytes() < LEAST_FREE_BYTES) room.giveUp("log");
  const makeRoom = (reserve: Reserve) => (reserve === "log" || room.isFull()) && room.giveUp(reserve);
  const fs = () => new DatabaseDisk(join(folder, databaseFolder), makeRoom);
  try {
    return await EmbeddedDatabase.open({ settings: () => ({ ...settings, fs: fs() }), room, onNotice });
  } catch (cause) {
    if (room.freeBytes() < LEAST_FREE_BYTES) throw cause;
    throw new DamagedDatabase(folder, "PostgreSQL cannot open its database", cause);
  }
}

/** In the data folder, while a database is made; what a killed process left goes with the next. */
const STAGE = "making-";

/** Beside its place first: what stands in its place is always a whole one, and one that is not whole was damaged. */
async function makeDatabase(folder: string): Promise<void> {
  for (const left of readdirSync(folder)) {
    if (left.startsWith(STAGE)) rmSync(join(folder, left), { recursive: true, force: true });
  }
  const stage = mkdtempSync(join(folder, STAGE));
  try {
    const pglite = new PGlite({ fs: new DatabaseDisk(stage, () => false) });
    await pglite.waitReady;
    await pglite.close();
    renameSync(stage, join(folder, databaseFolder));
  } catch (cause) {
    rmSync(stage, { recursive: true, force: true });
    throw cause;
  }
}

/** Less than a file of the write-ahead log has: with less free, the database can neither be made nor recovered. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024;
