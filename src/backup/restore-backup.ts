/** Restoring a backup into a data folder that has no database: all of it, or nothing. */
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { DamagedDatabase, lockDataFolder, openDatabase, secureDataFiles } from "#store/db.ts";
import { pauseAfterRestore } from "#store/after-restore.ts";
import { BadBackup, databaseName, type Manifest, readBackup, recordingsName, secretName, unpack } from "./archive.ts";

/** In the data folder, while a backup is restored; what a killed process left goes with the next. */
const STAGE = "restore-";

export interface Restored {
  manifest: Manifest;
  /** Campaigns that were being called at the time of the backup, and are paused now. */
  paused: number;
}

/**
 * Puts a backup's database, recordings and secret into the data folder. The database is opened before anything is put in
 * its place, brought to this program's schema, and its running campaigns are paused: what was called after the backup is
 * known to people alone, and nobody is to be called twice by accident.
 * @throws BadBackup, DataFolderInUse, NewerSchema, each with a sentence; the folder is as it was
 */
export async function restoreBackup(file: string, dataFolder: string): Promise<Restored> {
  const unlock = lockDataFolder(dataFolder);
  try {
    for (const left of await readdir(dataFolder)) {
      if (left.startsWith(STAGE)) await rm(path.join(dataFolder, left), { recursive: true, force: true });
    }
    const there = await readdir(dataFolder);
    const taken = [databaseName, recordingsName, secretName].filter((name) => there.includes(name));
    if (taken.length > 0) {
      throw new BadBackup(
        `${dataFolder} already has ${taken.join(" and ")}, and is left as it is. ` +
          "Restore into an empty folder: name one with CAMPANILE_DATA, or move this one away.",
      );
    }
    const manifest = await readBackup(file);
    const stage = await mkdtemp(path.join(dataFolder, STAGE));
    try {
      await unpack(file, stage);
      secureDataFiles(stage);
      const paused = await lookInto(stage, manifest).catch((cause: unknown) => {
        if (!(cause instanceof DamagedDatabase)) throw cause;
        throw new BadBackup(
          `The database in ${file} is damaged, and nothing was restored; take another backup.`,
          cause,
        );
      });
      // The database last: as long as there is none, this folder is not a restored one.
      const names = (await readdir(stage)).filter((name) => name === recordingsName || name === secretName);
      for (const name of [...names, databaseName]) await rename(path.join(stage, name), path.join(dataFolder, name));
      return { manifest, paused };
    } finally {
      await rm(stage, { recursive: true, force: true });
    }
  } finally {
    unlock();
  }
}

async function lookInto(folder: string, manifest: Manifest): Promise<number> {
  const database = await openDatabase({ folder });
  try {
    return await pauseAfterRestore(database.sql, manifest.at);
  } finally {
    await database.close();
  }
}
