/** The files a command reads and writes: looked at before anything is done, so that nothing fails at the end of the work. */
import { randomUUID } from "node:crypto";
import { constants, createWriteStream } from "node:fs";
import { access, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { badInput } from "./failure.ts";

/** The absolute path of a file that can be read and has something in it; `needs` says what, in a sentence about an empty one. */
export async function readableFile(
  file: string,
  startedIn: string,
  needs = "it needs a header and at least one row",
): Promise<string> {
  const absolute = path.resolve(startedIn, file);
  const facts = await stat(absolute).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") {
      throw badInput(`There is no file ${file} in ${startedIn}; check the name.`);
    }
    throw badInput(`${file} cannot be read (${cause.code}); check its permissions.`);
  });
  if (facts.isDirectory()) throw badInput(`${file} is a folder; name a file in it.`);
  if (facts.isFile() && facts.size === 0) throw badInput(`${file} is empty; ${needs}.`);
  await access(absolute, constants.R_OK).catch(() => {
    throw badInput(`${file} cannot be read by this user; change its permissions.`);
  });
  return absolute;
}

/** The absolute path of a file that may be written, and may stand there already; of a link, the file it leads to. */
export async function writableFile(file: string, startedIn: string, option: string): Promise<string> {
  const absolute = path.resolve(startedIn, file);
  const folder = path.dirname(absolute);
  const folderFacts = await stat(folder).catch(() => undefined);
  if (!folderFacts?.isDirectory()) throw badInput(`${option}: there is no folder ${folder}; make it first.`);
  const facts = await stat(absolute).catch(() => undefined);
  if (facts?.isDirectory()) throw badInput(`${option}: ${file} is a folder; name a file in it.`);
  await access(facts ? absolute : folder, constants.W_OK).catch(() => {
    throw badInput(`${option}: this user may not write ${file}; choose another place.`);
  });
  return facts ? realpath(absolute) : path.join(await realpath(folder), path.basename(absolute));
}

export interface NamedFile {
  /** How the person named it, such as `--report` or `FILE`. */
  name: string;
  /** Absolute; undefined: not named. */
  file: string | undefined;
}

/**
 * Refuses a file to write that is also read, or written twice, by one command: it would destroy the other. Links, hard
 * links and different spellings of one path are the same file.
 *
 * @throws CommandFailure that names both
 */
export async function refuseSameFile(read: readonly NamedFile[], written: readonly NamedFile[]): Promise<void> {
  for (const [at, target] of written.entries()) {
    if (target.file === undefined) continue;
    for (const source of read) {
      if (await isSameFile(source.file, target.file)) {
        throw badInput(
          `${target.name} is the file that ${source.name} names (${target.file}), and would be written over it; choose another file.`,
        );
      }
    }
    for (const other of written.slice(0, at)) {
      if (await isSameFile(other.file, target.file)) {
        throw badInput(`${other.name} and ${target.name} name the same file (${target.file}); give each its own.`);
      }
    }
  }
}

/** Devices, such as /dev/null, may be named any number of times: nothing is lost in them. */
async function isSameFile(one: string | undefined, other: string): Promise<boolean> {
  if (one === undefined) return false;
  const [facts, otherFacts] = await Promise.all([one, other].map((file) => stat(file).catch(() => undefined)));
  if (facts && otherFacts) return facts.isFile() && facts.dev === otherFacts.dev && facts.ino === otherFacts.ino;
  // Neither stands there yet: file systems that fold letters would make one file of both.
  return !facts && !otherFacts && path.resolve(one).toLowerCase() === path.resolve(other).toLowerCase();
}

/**
 * Writes a file whole or not at all: beside its place first, for its owner alone, then renamed. A device or a pipe is
 * written directly, as a rename would replace it.
 *
 * @param check looks at the file that was written before it takes its place; throws to refuse it
 */
export async function writeWhole<Checked = void>(
  file: string,
  bytes: Readable | AsyncIterable<Uint8Array>,
  check?: (written: string) => Promise<Checked>,
): Promise<Checked> {
  const facts = await stat(file).catch(() => undefined);
  if (facts && !facts.isFile()) {
    await pipeline(bytes, createWriteStream(file));
    return undefined as Checked;
  }
  const partial = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await pipeline(bytes, createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true }));
    const checked = await check?.(partial);
    await rename(partial, file);
    return checked as Checked;
  } catch (cause) {
    await rm(partial, { force: true });
    throw cause;
  }
}

/**
 * `results.csv`, or `results-2.csv` and so on where that stands already: what nobody asked to replace is kept.
 *
 * @param taken files that this command will write later
 */
export async function freeFile(
  name: string,
  folder: string,
  taken: readonly (string | undefined)[] = [],
): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number += 1) {
    const file = path.join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    const later = await Promise.all(taken.map((one) => isSameFile(one, file)));
    if (!later.includes(true) && !(await stat(file).catch(() => undefined))) return file;
  }
}
