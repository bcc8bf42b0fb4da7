/** The data folder is its owner's alone, whoever made it: everything of the people who are called is in it. */
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Somebody else could read or change what is in the folder. The message says what to do. */
class UnsafeDataFolder extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnsafeDataFolder";
  }
}

const GROUP_AND_OTHERS_WRITE = 0o022;
const GROUP_AND_OTHERS = 0o077;

/**
 * Makes the folder where it is missing, and takes it from group and others. PostgreSQL, too, refuses the folder of
 * another user (its manual, "Creating a Database Cluster"): who owns it can put another database in its place.
 *
 * @throws {UnsafeDataFolder} when another user owns it or could write in it; it is as it was then
 */
export function secureDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseUnsafe(folder);
  takeFromOthers(folder, statSync(folder).mode);
}

/** @throws {UnsafeDataFolder}; changes nothing */
export function refuseUnsafe(folder: string): void {
  const facts = statSync(folder);
  refuseOwner(folder, facts.uid);
  if ((facts.mode & GROUP_AND_OTHERS_WRITE) !== 0) {
    const mode = (facts.mode & 0o7777).toString(8).padStart(4, "0");
    throw new UnsafeDataFolder(
      `Other users may write in the data folder ${folder} (mode ${mode}). ` +
        `Look whether all that is in it is your own, then make it yours alone: chmod 700 ${folder}`,
    );
  }
}

/**
 * Takes all that is in the folder from group and others: files of earlier versions, of a restored archive, or copied there
 * by hand. Links are left alone, except for a folder that was moved to another disk.
 *
 * @throws {UnsafeDataFolder} for what another user owns
 */
export function secureDataFiles(folder: string): void {
  for (const name of readdirSync(folder)) {
    const entry = join(folder, name);
    const isMovedFolder = ifThere(() => lstatSync(entry).isSymbolicLink() && statSync(entry).isDirectory());
    if (isMovedFolder === true) secureDataFolder(entry);
    secure(entry, isMovedFolder === true);
  }
}

function secure(entry: string, follow: boolean): void {
  const facts = ifThere(() => (follow ? statSync(entry) : lstatSync(entry)));
  // What other processes delete meanwhile needs nothing.
  if (facts === undefined || facts.isSymbolicLink()) return;
  refuseOwner(entry, facts.uid);
  ifThere(() => takeFromOthers(entry, facts.mode));
  if (!facts.isDirectory()) return;
  for (const name of ifThere(() => readdirSync(entry)) ?? []) secure(join(entry, name), false);
}

function takeFromOthers(entry: string, mode: number): void {
  if ((mode & GROUP_AND_OTHERS) !== 0) chmodSync(entry, mode & 0o7700);
}

function refuseOwner(entry: string, uid: number): void {
  const own = process.geteuid?.();
  if (own === undefined || uid === own) return;
  throw new UnsafeDataFolder(
    `${entry} belongs to another user (uid ${uid}; this process has uid ${own}). Run Campanile as that user, ` +
      `change the owner (chown -R ${own} ${entry}), or name a folder of your own with CAMPANILE_DATA.`,
  );
}

function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}
