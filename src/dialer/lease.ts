/**
 * This process's right to dial. It is `held` while the database has heard from it lately, `doubtful` when half the lease
 * has gone by without a heartbeat written (nothing new is dialled), and `lost` when the database says it ran out: its
 * calls are somebody else's now, and it starts again under a new name.
 */
import { randomUUID } from "node:crypto";
import { dismissCaller, enrolCaller, forgetOldCallers, prolongLease } from "#store/callers.ts";
import type { Sql } from "#store/db.ts";

const BEAT_MILLISECONDS = 2_000;

/** Among several processes: three beats may fail before a lease is lost. */
export const SHARED_LEASE_SECONDS = 10;

/**
 * On the embedded database, whose folder nobody else has: a statement that takes half a minute keeps the heartbeat
 * waiting as well, and there is nobody to lose the calls to.
 */
export const SOLE_LEASE_SECONDS = 86_400;

export class Lease {
  readonly #db: Sql;
  readonly #before: () => Promise<void>;
  readonly #onLost: () => void;
  readonly #seconds: number;
  #id = randomUUID() as string;
  /** Monotonic time before the last heartbeat that the database took. */
  #beatAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();

  /** @param before what must be so of the database before a lease is taken on it; a fault of it keeps the lease from being taken */
  constructor(db: Sql, seconds: number, before: () => Promise<void>, onLost: () => void) {
    this.#before = before;
    this.#db = db;
    this.#seconds = seconds;
    this.#onLost = onLost;
  }

  /** The name under which calls are owned. */
  get owner(): string {
    return this.#id;
  }

  /** Whether new calls may be dialled, by this machine's monotonic clock alone. */
  get held(): boolean {
    return this.ageMilliseconds < (this.#seconds / 2) * 1_000;
  }

  /** By this machine's monotonic clock. */
  get ageMilliseconds(): number {
    return performance.now() - this.#beatAt;
  }

  async start(): Promise<void> {
    await forgetOldCallers(this.#db);
    await this.#enrol();
    this.#timer = setInterval(() => {
      this.#beating = this.#beating.then(() => this.beat());
    }, BEAT_MILLISECONDS);
  }

  async #enrol(): Promise<void> {
    await this.#before();
    const before = performance.now();
    await enrolCaller(this.#db, this.#id, this.#seconds);
    this.#beatAt = before;
  }

  /** One heartbeat. A database that cannot be reached is no loss yet: only its own word is. */
  async beat(): Promise<void> {
    const before = performance.now();
    try {
      if (await prolongLease(this.#db, this.#id, this.#seconds)) {
        this.#beatAt = before;
        return;
      }
      this.#beatAt = -Infinity;
      this.#onLost();
      this.#id = randomUUID();
      await this.#enrol();
    } catch {
      // The next beat tries again; meanwhile `held` runs out by itself.
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    await dismissCaller(this.#db, this.#id).catch(() => {});
  }
}
