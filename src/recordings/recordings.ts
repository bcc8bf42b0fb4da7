/** The recordings of calls: WAV files in one folder, each under a name that says nothing of anybody. */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** What is being written, until it is whole. */
const PART = ".part";
const named = /^[0-9a-f-]{36}\.wav$/;

export interface Recordings {
  /** Where they lie; it is made when the first is written. */
  readonly folder: string;
  /**
   * Writes a recording as its bytes come. It stands under its name when it is whole, or not at all.
   *
   * @param bytes a WAV file: one channel, or the AI employee on the left and the contact on the right
   * @returns its name, for `conversation.recording`
   */
  write(bytes: AsyncIterable<Uint8Array>): Promise<string>;
  /** Whether there is a file of this name. A name that `write` has not given has none. */
  has(name: string): Promise<boolean>;
  /** Deletes it; one that is gone already is deleted. Throws when it stays. */
  delete(name: string): Promise<void>;
  /** Deletes what a process began to write before this instant and never finished. */
  deleteUnfinished(before: Date): Promise<void>;
}

/** @param dataFolder the folder of the configuration; processes that work together share it */
export function openRecordings(dataFolder: string): Recordings {
  const folder = path.resolve(dataFolder, "recordings");
  return {
    folder,
    write: async (bytes) => {
      const name = `${randomUUID()}.wav`;
      const file = path.join(folder, name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await pipeline(bytes, createWriteStream(file + PART, { flags: "wx", mode: 0o600, flush: true }));
        await rename(file + PART, file);
      } catch (cause) {
        await rm(file + PART, { force: true });
        throw cause;
      }
      return name;
    },
    has: async (name) => named.test(name) && (await statOf(path.join(folder, name)))?.isFile() === true,
    delete: async (name) => {
      // No other file is ours to delete.
      if (named.test(name)) await unless("ENOENT", unlink(path.join(folder, name)));
    },
    deleteUnfinished: async (before) => {
      const files = (await unless("ENOENT", readdir(folder))) ?? [];
      for (const file of files.filter((one) => one.endsWith(PART)).map((one) => path.join(folder, one))) {
        const facts = await statOf(file);
        if (facts && facts.mtime < before) await unless("ENOENT", unlink(file));
      }
    },
  };
}

const statOf = (file: string) => unless("ENOENT", stat(file));

/** Undefined where the work fails with this code. */
async function unless<T>(code: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}
