/**
 * Where log lines go. One that cannot be written (a full disk, a reader that is gone) ends neither the process nor what it was
 * about: it is counted and left out, and the first that can be written again is preceded by one that says how many. The
 * streams of pino wait for room, at the end of the process without a limit.
 */
import { openSync, writeSync } from "node:fs";

/** A reader that is slow: a pipe that takes nothing now, tried for so long. */
const BUSY_MILLISECONDS = 10;
const MOST_TRIALS = 100;

export interface LogOutput {
  write(line: string): void;
}

/** @param place a file, which is added to, or an open file descriptor */
export function openLogOutput(place: string | number): LogOutput {
  const file = typeof place === "number" ? place : openSync(place, "a", 0o600);
  let lost = 0;
  /** Whether the last line stands there in part. */
  let isTorn = false;
  const put = (line: string): boolean => {
    const bytes = Buffer.from(isTorn ? `\n${line}` : line);
    let written = 0;
    for (let trial = 0; written < bytes.length && trial < MOST_TRIALS;) {
      try {
        written += writeSync(file, bytes, written);
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== "EAGAIN") break;
        trial += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MILLISECONDS);
      }
    }
    if (written > 0) isTorn = written < bytes.length;
    return written === bytes.length;
  };
  return {
    write: (line) => {
      if (lost > 0) {
        const note = { level: 40, time: Date.now(), msg: `${lost} lines of the log could not be written.` };
        if (put(`${JSON.stringify(note)}\n`)) lost = 0;
      }
      if (lost > 0 || !put(line)) lost += 1;
    },
  };
}
