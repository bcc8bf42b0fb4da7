/**
 * This process's right to dial. It is `held` while the database has heard from it lately, `doubtful` when half the lease
 * has gone by without a heartbeat written (nothing new is dialled), and `lost` when the database says it ran out: its
 * calls are somebody else's now, and it starts again under a new name.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
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

/** Giving the lease back at the end is a courtesy: without it, it runs out by itself. */
const GIVE_BACK_MILLISECONDS = 3_000;

export interface LeaseOptions {
  /** With a limit of its own: a heartbeat must not wait behind other statements. */
  db: Sql;
  seconds: number;
  /** Awaited before a lease is taken; a fault of it keeps the lease from being taken. */
  before: () => Promise<void>;
  onLost: () => void;
  /** Sentences for the log. */
  onNotice: (sentence: string) => void;
}

export class Lease {
  readonly #options: LeaseOptions;
  #id = randomUUID() as string;
  /** Monotonic time before the last heartbeat that the database took. */
  #beatAt = -Infinity;
  /** The same; a loss does not forget it. */
  #lastBeatAt = performance.now();
  #doubted = false;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  /** The name under which calls are owned. */
  get owner(): string {
    return this.#id;
  }

  /** Whether new calls may be dialled, by this machine's monotonic clock alone. */
  get held(): boolean {
    return this.ageMilliseconds < (this.#options.seconds / 2) * 1_000;
  }

  /** By this machine's monotonic clock. */
  get ageMilliseconds(): number {
    return performance.now() - this.#beatAt;
  }

  /** For how long the lease has run out; 0 as long as it has not. */
  get goneMilliseconds(): number {
    return Math.max(0, performance.now() - this.#lastBeatAt - this.#options.seconds * 1_000);
  }

  async start(): Promise<void> {
    await forgetOldCallers(this.#options.db);
    await this.#enrol();
    this.#timer = setInterval(() => {
      // One at a time: after an outage there must be one heartbeat to come, not one for every two seconds of it.
      this.#beating ??= this.beat().finally(() => (this.#beating = undefined));
      this.#tellDoubt();
    }, BEAT_MILLISECONDS);
  }

  async #enrol(): Promise<void> {
    const { db, seconds, before } = this.#options;
    await before();
    const asked = performance.now();
    await enrolCaller(db, this.#id, seconds);
    this.#took(asked);
  }

  #took(at: number): void {
    this.#beatAt = at;
    this.#lastBeatAt = at;
    if (!this.#doubted) return;
    this.#doubted = false;
    this.#options.onNotice("The lease is held again; dialling goes on.");
  }

  #tellDoubt(): void {
    if (this.held || this.#doubted) return;
    this.#doubted = true;
    this.#options.onNotice("The database has taken no heartbeat for half the lease; nothing is dialled until it does.");
  }

  /** One heartbeat. A database that cannot be reached is no loss yet: only its own word is. */
  async beat(): Promise<void> {
    const { db, seconds, onLost, onNotice } = this.#options;
    const asked = performance.now();
    try {
      if (await prolongLease(db, this.#id, seconds)) {
        this.#took(asked);
        return;
      }
      this.#beatAt = -Infinity;
      this.#doubted = true;
      onNotice("The lease was lost: the calls of this process are ended, and others settle them.");
      onLost();
      this.#id = randomUUID();
      await this.#enrol();
    } catch {
      // The next beat tries again; meanwhile `held` runs out by itself.
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const patience = new AbortController();
    const tooLate = wait(GIVE_BACK_MILLISECONDS, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([this.#giveBack(), tooLate]);
    patience.abort();
  }

  async #giveBack(): Promise<void> {
    await this.#beating;
    await dismissCaller(this.#options.db, this.#id).catch(() => {});
  }
}
