/** The one connection on which a process hears notifications, whoever in it listens. */
import type pg from "pg";
import type { LimitedClient } from "./limited-client.ts";

const RECONNECT_MILLISECONDS = 500;
/**
 * How often a word is said on a connection that only listens: what lies between (a proxy, an address table) may forget it
 * without telling either side, and keep-alives may be answered by it.
 */
const ASK_MILLISECONDS = 10_000;

export interface Listener {
  hear(payload: string): void;
  /** Some may have been lost: the connection broke and was made anew. */
  missed(): void;
}

/** It is not needed yet, or connected, or waits to connect again, or closed for good. */
export class Ear {
  #client: Promise<pg.Client> | undefined;
  #current: LimitedClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #asking: NodeJS.Timeout | undefined;
  #lostAt: number | null = null;
  readonly #make: () => LimitedClient;
  readonly #onNotice: (sentence: string) => void;
  readonly #listeners = new Map<string, Set<Listener>>();

  /** @param make a new connection, which destroys itself when an answer does not come in time */
  constructor(make: () => LimitedClient, onNotice: (sentence: string) => void) {
    this.#make = make;
    this.#onNotice = onNotice;
  }

  /** Calls `hear` for each notification on the channel, until the answer is called. */
  async listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const known = this.#listeners.get(channel);
    const listeners = known ?? new Set();
    listeners.add(listener);
    this.#listeners.set(channel, listeners);
    try {
      const client = await (this.#client ??= this.#connect());
      if (known === undefined) await listenTo(client, channel);
    } catch (cause) {
      listeners.delete(listener);
      throw cause;
    }
    return async () => void listeners.delete(listener);
  }

  async #connect(): Promise<pg.Client> {
    const client = this.#make();
    this.#asking ??= setInterval(() => void this.#ask(), ASK_MILLISECONDS);
    client.on("notification", ({ channel, payload }) => {
      for (const { hear } of this.#listeners.get(channel) ?? []) hear(payload ?? "");
    });
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    this.#current = client;
    await client.connect();
    return client;
  }

  async #ask(): Promise<void> {
    await this.#current?.query("select 1").catch(() => {});
  }

  #lost(client: pg.Client): void {
    if (this.#closed || this.#current !== client) return;
    this.#current = undefined;
    if (this.#lostAt === null) {
      this.#lostAt = performance.now();
      this.#onNotice("The connection that listens to the database was lost; making it anew.");
    }
    this.#timer = setTimeout(() => {
      this.#client = this.#connect();
      this.#client.then((made) => this.#hearAgain(made)).catch(() => this.#lost(this.#current ?? client));
    }, RECONNECT_MILLISECONDS);
  }

  async #hearAgain(client: pg.Client): Promise<void> {
    for (const channel of this.#listeners.keys()) await listenTo(client, channel);
    const seconds = Math.round((performance.now() - (this.#lostAt ?? performance.now())) / 1_000);
    this.#lostAt = null;
    this.#onNotice(`The connection that listens to the database is made anew, after ${seconds} s.`);
    for (const listeners of this.#listeners.values()) for (const { missed } of listeners) missed();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#asking);
    // Nothing is under way on it that somebody waits for, and its other end may be gone.
    this.#current?.giveUp("The process ends.");
    this.#current = undefined;
  }
}

async function listenTo(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
}
