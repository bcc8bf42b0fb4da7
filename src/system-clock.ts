/**
 * The machine's time, set to the database's: the one clock of a running process. From the process's start on it goes by
 * the monotonic clock: a machine whose time is set meanwhile, by minutes even, goes on showing the database's.
 */
import type { Clock } from "#domain/clock.ts";

/** setTimeout takes a signed 32-bit number of milliseconds and runs anything longer at once. */
const longestTimeout = 2 ** 31 - 1;

export interface SystemClock extends Clock {
  /** The machine's own time (milliseconds since 1970), as its start had it. */
  machineNow(): number;
  /** How far the database's clock is ahead of this machine's, in milliseconds (may be negative). */
  offset(milliseconds: number): void;
}

/** A wait of nothing runs after what is happening now, without a timer. */
export function systemClock(): SystemClock {
  let ahead = 0;
  const begun = Date.now() - performance.now();
  const machineNow = () => Math.round(begun + performance.now());
  return {
    machineNow,
    now: () => machineNow() + ahead,
    offset(milliseconds) {
      ahead = milliseconds;
    },
    after(milliseconds, action) {
      if (milliseconds <= 0) {
        const immediate = setImmediate(action);
        return () => clearImmediate(immediate);
      }
      let remaining = milliseconds;
      let timer: NodeJS.Timeout;
      const wait = (): void => {
        const step = Math.min(remaining, longestTimeout);
        remaining -= step;
        timer = setTimeout(remaining > 0 ? wait : action, step);
      };
      wait();
      return () => clearTimeout(timer);
    },
  };
}
