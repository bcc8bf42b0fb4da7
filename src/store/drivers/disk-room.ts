/**
 * Room on the disk of the embedded database. Below a limit nothing new may be written, while there is still room for what is
 * under way: PostgreSQL can be read without room, but ends when its write-ahead log cannot grow. For what is under way
 * when another program takes the rest there is a reserve, files of ours that are given up.
 */
import { closeSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

const MEGABYTE = 1024 * 1024;
/**
 * Two segments of the write-ahead log, without which PostgreSQL ends; and room in tables for the ends of calls that were under
 * way, which must not take from the log.
 */
const reserves = { log: 32 * MEGABYTE, calls: 16 * MEGABYTE };
export type Reserve = keyof typeof reserves;
const names = Object.keys(reserves) as Reserve[];
/** With less free, nothing new is written: three segments of the log. */
const LEAST_BYTES = 48 * MEGABYTE;
/** So much more before writing goes on, so that it does not begin and end all the time. */
const MARGIN_BYTES = 16 * MEGABYTE;
/** After PostgreSQL itself has found no room, where the file system has some (a quota, say): until it is tried again. */
const REFUSED_MILLISECONDS = 10_000;

export class DiskRoom {
  readonly #folder: string;
  readonly #onNotice: (sentence: string) => void;
  #full = false;
  #refusedAt = -Infinity;

  constructor(folder: string, onNotice: (sentence: string) => void) {
    this.#folder = folder;
    this.#onNotice = onNotice;
  }

  /** Whether there is too little to write anything new; looked at anew each time, which takes microseconds. */
  isFull(): boolean {
    const needed = this.#full ? LEAST_BYTES + MARGIN_BYTES : LEAST_BYTES;
    const refused = performance.now() - this.#refusedAt < REFUSED_MILLISECONDS;
    const full = refused || this.freeBytes() - this.#missingBytes() < needed || !this.#keepReserves();
    if (full !== this.#full) {
      this.#full = full;
      this.#onNotice(
        full
          ? `The disk of the data folder ${this.#folder} is full: nothing is written or dialled until there is room.`
          : `There is room on the disk of the data folder ${this.#folder} again; writing and dialling go on.`,
      );
    }
    return full;
  }

  /** PostgreSQL found no room. */
  refused(): void {
    this.#refusedAt = performance.now();
  }

  /** Gives a reserve up; whether there was one. */
  giveUp(reserve: Reserve): boolean {
    const had = this.#bytesOf(reserve) > 0;
    rmSync(this.#fileOf(reserve), { force: true });
    return had;
  }

  freeBytes(): number {
    try {
      const { bavail, bsize } = statfsSync(this.#folder);
      return bavail * bsize;
    } catch {
      // A file system that does not tell: what PostgreSQL meets is told by `refused`.
      return Infinity;
    }
  }

  #fileOf(reserve: Reserve): string {
    return join(this.#folder, `reserve-${reserve}`);
  }

  #bytesOf(reserve: Reserve): number {
    return statSync(this.#fileOf(reserve), { throwIfNoEntry: false })?.size ?? 0;
  }

  #missingBytes(): number {
    return names.reduce((sum, name) => sum + Math.max(0, reserves[name] - this.#bytesOf(name)), 0);
  }

  /** Whether the reserves are there; made where they are missing. */
  #keepReserves(): boolean {
    return names.every((name) => this.#bytesOf(name) >= reserves[name] || setAside(this.#fileOf(name), reserves[name]));
  }
}

/** Written out: a file with a hole in it holds no room. */
function setAside(place: string, bytes: number): boolean {
  const part = `${place}.part`;
  try {
    const file = openSync(part, "w", 0o600);
    try {
      const block = Buffer.alloc(MEGABYTE, 1);
      for (let written = 0; written < bytes; written += MEGABYTE) {
        if (writeSync(file, block) < MEGABYTE) throw new Error("No room for all of it.");
      }
    } finally {
      closeSync(file);
    }
    renameSync(part, place);
    return true;
  } catch {
    rmSync(part, { force: true });
    return false;
  }
}
