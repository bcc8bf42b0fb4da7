/** The real engine on a virtual clock: time moves only when nothing is under way. */
import { Dialer, type DialerOptions } from "#dialer/dialer.ts";
import type { Database } from "#store/db.ts";
import { createLineBook } from "#telephony/line-book.ts";
import { createSimulatedConverse } from "#voice/converse.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface TestEngine {
  dialer: Dialer;
  /** Moves time from timer to timer until `done` says so; `until` (ms): gives up there. */
  run(done: () => Promise<boolean>, until?: number): Promise<void>;
  /** Moves time to an instant, or, without one, until nothing waits for any time. */
  runTo(instant?: number): Promise<void>;
  faults: string[];
  stop(): Promise<void>;
}

export async function startEngine(
  database: Database,
  clock: VirtualClock,
  options: Partial<DialerOptions> = {},
): Promise<TestEngine> {
  const lines = options.lines ?? createLineBook({ clock });
  const faults: string[] = [];
  const dialer = new Dialer({
    db: database.sql,
    clock,
    lines,
    converse: createSimulatedConverse({ clock }),
    pollMilliseconds: Infinity,
    onFault: (what, fault) => faults.push(`${what}: ${fault instanceof Error ? fault.stack : String(fault)}`),
    ...options,
  });
  await dialer.start();
  const runTo = async (instant = Infinity) => {
    for (;;) {
      await quiet(dialer);
      if (faults.length > 0) throw new Error(faults.join("\n"));
      const next = clock.next();
      if (next === null || next > instant) break;
      clock.advanceTo(next);
    }
    if (instant !== Infinity) clock.advanceTo(instant);
  };
  return {
    dialer,
    faults,
    runTo,
    run: async (done, until = Infinity) => {
      for (;;) {
        await quiet(dialer);
        if (faults.length > 0) throw new Error(faults.join("\n"));
        if (await done()) return;
        await quiet(dialer);
        const next = clock.next();
        if (next === null) throw new Error("Nothing waits for any time, and the campaign is not done.");
        if (next > until) return;
        clock.advanceTo(next);
      }
    },
    stop: async () => {
      await dialer.stop(0);
      await lines.close();
    },
  };
}

/** Resolves when the engine waits for nothing but the clock. */
export async function quiet(dialer: Dialer): Promise<void> {
  let still = 0;
  while (still < 3) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    still = dialer.idle ? still + 1 : 0;
  }
}
