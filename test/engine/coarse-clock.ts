/**
 * A clock whose longer waits end on the next whole step. Calls then end together, as they do on a busy system, and three
 * weeks take seconds: every instant at which something happens costs the engine a few transactions.
 */
import type { Clock } from "#domain/clock.ts";

/** @param step milliseconds. @param fine waits of less than this many milliseconds stay as they are. */
export function coarse(clock: Clock, step: number, fine: number): Clock {
  return {
    now: () => clock.now(),
    after(milliseconds, action) {
      if (milliseconds < fine) return clock.after(milliseconds, action);
      const at = Math.ceil((clock.now() + milliseconds) / step) * step;
      return clock.after(at - clock.now(), action);
    },
  };
}
