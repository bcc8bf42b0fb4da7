/** Writing a backup of a data folder, while a server works on it or while none does. */
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { copyFolder, findDatabase, lockDataFolder } from "#store/db.ts";
import { BadBackup, databaseName, manifestName, newManifest, pack, recordingsName, secretName } from "./archive.ts";

/** In the data folder, while a backup is written; what a killed process left goes with the next. */
const STAGE = "backup-";
/** Those that this process writes now. */
const stages = new Set<string>();

export interface BackupOptions {
  dataFolder: string;
  /** Of this program. */
  version: string;
  /** Whether the secret is the folder's own; one that was given by CAMPANILE_SECRET is in no backup. */
  ownSecret: boolean;
  /** Copies the database's files to a folder, all as they are at one moment. */
  copyDatabase(to: string): Promise<void>;
}

/**
 * The bytes of a backup. It is of the moment at which it was asked for: the database's files are copied first (on file
 * systems that can, without taking room), and recordings, which never change, are linked.
 */
export async function* writeBackup(options: BackupOptions): AsyncGenerator<Buffer> {
  const { dataFolder, version, ownSecret } = options;
  const left = (await readdir(dataFolder)).filter((name) => name.startsWith(STAGE));
  for (const folder of left.map((name) => path.join(dataFolder, name))) {
    if (!stages.has(folder)) await rm(folder, { recursive: true, force: true });
  }
  const stage = await mkdtemp(path.join(dataFolder, STAGE));
  stages.add(stage);
  try {
    await options.copyDatabase(path.join(stage, databaseName));
    const recordings = await linkRecordings(dataFolder, stage);
    if (ownSecret) await copyFile(path.join(dataFolder, secretName), path.join(stage, secretName));
    const postgres = (await readFile(path.join(stage, databaseName, "PG_VERSION"), "utf8")).trim();
    const secret = ownSecret ? "included" : "environment";
    const manifest = newManifest({ version, at: new Date().toISOString(), postgres, recordings, secret });
    await writeFile(path.join(stage, manifestName), `${JSON.stringify(manifest)}\n`, { mode: 0o600 });
    yield* pack(stage, [...(ownSecret ? [secretName] : []), databaseName, recordingsName]);
  } finally {
    await rm(stage, { recursive: true, force: true });
    stages.delete(stage);
  }
}

/**
 * The bytes of a backup of a folder that no process uses. The database is not opened: it is backed up as it stands, by
 * whatever version it was written.
 * @throws DataFolderInUse when a process has it
 */
export async function* writeIdleBackup({
  dataFolder,
  version,
  ownSecret,
}: Omit<BackupOptions, "copyDatabase">): AsyncGenerator<Buffer> {
  const database = path.join(dataFolder, databaseName);
  const there = await readdir(dataFolder).catch(() => [] as string[]);
  if (!findDatabase(dataFolder)) {
    throw new BadBackup(`There is no database in ${dataFolder}; name the folder to back up with CAMPANILE_DATA.`);
  }
  const unlock = lockDataFolder(dataFolder);
  try {
    yield* writeBackup({
      dataFolder,
      version,
      ownSecret: ownSecret && there.includes(secretName),
      copyDatabase: (to) => copyFolder(database, to),
    });
  } finally {
    unlock();
  }
}

async function linkRecordings(dataFolder: string, stage: string): Promise<number> {
  const from = path.join(dataFolder, recordingsName);
  const to = path.join(stage, recordingsName);
  await mkdir(to, { mode: 0o700 });
  const names = (await readdir(from).catch(() => [])).filter((name) => name.endsWith(".wav"));
  let linked = 0;
  for (const name of names) {
    const [file, other] = [path.join(from, name), path.join(to, name)];
    // One may be deleted meanwhile; some file systems have no links.
    const done = await link(file, other)
      .catch(() => copyFile(file, other))
      .then(() => true, isGone);
    if (done) linked += 1;
  }
  return linked;
}

function isGone(fault: NodeJS.ErrnoException): false {
  if (fault.code === "ENOENT") return false;
  throw fault;
}
