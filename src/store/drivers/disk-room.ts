/**
 * Room on the disk of the embedded database. Below a limit nothing new may be written, while there is still room for what is
 * under way: PostgreSQL can be read without room, but ends when its write-ahead log cannot grow. For what is under way
 * when another program takes the rest there is a reserve, a file of ours that is given up.
 */
import { closeSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

const MEGABYTE = 1024 * 1024;
/** Two segments of the write-ahead log. */
const RESERVE_BYTES = 32 * MEGABYTE;
/** With less free, nothing new is written: three segments of the log. */
const LEAST_BYTES = 48 * MEGABYTE;
/** So much more before writing goes on, so that it does not begin and end all the time. */
const MARGIN_BYTES = 16 * MEGABYTE;
/** After PostgreSQL itself has found no room, where the file system has some (a quota, say): until it is tried again. */
const REFUSED_MILLISECONDS = 10_000;

export class DiskRoom {
  readonly #folder: string;
  readonly #reserve: string;
  readonly #onNotice: (sentence: string) => void;
  #full = false;
  #refusedAt = -Infinity;

  constructor(folder: string, onNotice: (sentence: string) => void) {
    this.#folder = folder;
    this.#reserve = join(folder, "reserve");
    this.#onNotice = onNotice;
  }

  /** Whether there is too little to write anything new; looked at anew each time, which takes microseconds. */
  isFull(): boolean {
    const needed = this.#full ? LEAST_BYTES + MARGIN_BYTES : LEAST_BYTES;
    const refused = performance.now() - this.#refusedAt < REFUSED_MILLISECONDS;
    const full = refused || this.freeBytes() - this.#missingReserve() < needed || !this.#keepReserve();
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

  /** Gives the reserve up; whether there was one. */
  giveUpReserve(): boolean {
    const had = this.#reserveBytes() > 0;
    rmSync(this.#reserve, { force: true });
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

  #reserveBytes(): number {
    return statSync(this.#reserve, { throwIfNoEntry: false })?.size ?? 0;
  }

  #missingReserve(): number {
    return Math.max(0, RESERVE_BYTES - this.#reserveBytes());
  }

  /** Whether the reserve is there; made where it is missing. */
  #keepReserve(): boolean {
    if (this.#missingReserve() === 0) return true;
    const part = `${this.#reserve}.part`;
    try {
      // Written out: a file with a hole in it holds no room.
      const file = openSync(part, "w", 0o600);
      try {
        const block = Buffer.alloc(MEGABYTE, 1);
        for (let bytes = 0; bytes < RESERVE_BYTES; bytes += MEGABYTE) {
          if (writeSync(file, block) < MEGABYTE) throw Object.assign(new Error("short write"), { code: "ENOSPC" });
        }
      } finally {
        closeSync(file);
      }
      renameSync(part, this.#reserve);
      return true;
    } catch {
      rmSync(part, { force: true });
      return false;
    }
  }
}
