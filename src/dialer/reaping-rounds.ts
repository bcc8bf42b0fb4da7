/** Looks every two seconds for calls whose process is gone, and asks for those of our own whose line tells nothing more. */
import type { Clock } from "#domain/clock.ts";
import type { Sql } from "#store/db.ts";
import type { CallKeeper } from "./call-keeper.ts";
import type { Lease } from "./lease.ts";
import type { LiveCall } from "./live-call.ts";
import type { LineBook } from "./ports.ts";
import { reap } from "./reaper.ts";
import type { Settler } from "./settler.ts";

const ROUND_MILLISECONDS = 2_000;

/** Calls of our own that nobody here knows of (a commit whose answer was lost) are looked for this long after a fault. */
const ASTRAY_MILLISECONDS = 30_000;

export interface ReapingParts {
  db: Sql;
  clock: Clock;
  lines: LineBook;
  lease: Lease;
  keeper: CallKeeper;
  settler: Settler;
  zonesOf: (zoneSet: number) => Promise<readonly string[]>;
  dial: (calls: readonly LiveCall[]) => Promise<void>;
  /** Whether this process takes over calls. */
  running: () => boolean;
  /** Whether there is to be another round. */
  repeats: () => boolean;
  /** Counts a piece of work as under way, and tells its fault. */
  track: (work: () => Promise<void>) => Promise<void>;
  onFault: (fault: unknown) => void;
  onNotice: (sentence: string) => void;
}

export class ReapingRounds {
  readonly #parts: ReapingParts;
  #lastFaultAt = -Infinity;
  #round: Promise<void> = Promise.resolve();
  #callOff: () => void = () => {};

  constructor(parts: ReapingParts) {
    this.#parts = parts;
  }

  /** One after the other: a call on its way into this process's hands must not look lost to a second round. */
  look(): Promise<void> {
    this.#round = this.#round.then(() => this.#look());
    return this.#round;
  }

  /** No further round comes by itself. */
  callOff(): void {
    this.#callOff();
  }

  faultAt(instant: number): void {
    this.#lastFaultAt = instant;
  }

  async #look(): Promise<void> {
    const { clock, keeper, running, repeats, track } = this.#parts;
    this.#callOff();
    await track(async () => {
      while (running() && (await this.#takeOver())) continue;
      // While draining too: a call whose line never tells its end would be waited for without end.
      await keeper.askForOverdue();
    });
    if (repeats()) this.#callOff = clock.after(ROUND_MILLISECONDS, () => void this.look());
  }

  /** Takes over what nobody has; whether there may be more. */
  async #takeOver(): Promise<boolean> {
    const { db, clock, lines, lease, keeper, settler, zonesOf, dial, onFault, onNotice } = this.#parts;
    const reaped = await reap(db, lease.owner, lines, zonesOf, clock.now(), this.#astray());
    const { released, ended, perhapsLive, fresh, faults, more } = reaped;
    if (released + ended.length + perhapsLive.length > 0)
      onNotice(
        `Calls whose process is gone were taken over: ${released} not yet dialled went back, ${ended.length} had ended, ` +
          `${perhapsLive.length} may still be live and are hung up.`,
      );
    for (const fault of faults) onFault(fault);
    for (const call of [...ended, ...perhapsLive, ...fresh]) keeper.hold(call);
    for (const call of ended) settler.add(call);
    for (const call of perhapsLive) keeper.pursue(call);
    if (fresh.length > 0) await dial(fresh);
    return more;
  }

  /** After a fault: which of our own calls we know of, and since when the others must have got lost. */
  #astray(): { known: number[]; before: Date } | null {
    const now = this.#parts.clock.now();
    if (now - this.#lastFaultAt > 2 * ASTRAY_MILLISECONDS) return null;
    return { known: this.#parts.keeper.ids(), before: new Date(now - ASTRAY_MILLISECONDS) };
  }
}
