/**
 * One process per embedded data folder. PGlite takes no lock of its own, and two processes on one folder damage it, so
 * this holds an operating system's lock for as long as the process lives: SQLite's exclusive lock on an empty file
 * beside the data. The system drops it with the process, however it ends; a pid file would be left behind by `kill -9`.
 */
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { secureDataFolder } from "./data-folder.ts";

const SQLITE_BUSY = 5;

export class DataFolderInUse extends Error {
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another Campanile process. Stop that one, ` +
        "choose another folder with CAMPANILE_DATA, or use a PostgreSQL server with DATABASE_URL.",
    );
    this.name = "DataFolderInUse";
  }
}

/**
 * Takes the folder's lock, and makes the folder where it is missing; the answer gives the lock back.
 *
 * @throws {DataFolderInUse, UnsafeDataFolder}
 */
export function lockDataFolder(folder: string): () => void {
  secureDataFolder(folder);
  // SQLite would not say why it cannot open its file.
  accessSync(folder, constants.W_OK);
  const lock = new DatabaseSync(join(folder, "lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: number }).errcode === SQLITE_BUSY) throw new DataFolderInUse(folder);
    throw cause;
  }
  return () => lock.close();
}
