/** The one connection on which a process hears notifications, whoever in it listens. */
import pg from "pg";

const RECONNECT_MILLISECONDS = 500;

export interface Listener {
  hear(payload: string): void;
  /** Some may have been lost: the connection broke and was made anew. */
  missed(): void;
}

/** It is not needed yet, or connected, or waits to connect again, or closed for good. */
export class Ear {
  #client: Promise<pg.Client> | undefined;
  #current: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #options: pg.ClientConfig;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(options: pg.ClientConfig) {
    this.#options = options;
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
    const client = new pg.Client({ ...this.#options, keepAlive: true });
    client.on("notification", ({ channel, payload }) => {
      for (const { hear } of this.#listeners.get(channel) ?? []) hear(payload ?? "");
    });
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    this.#current = client;
    await client.connect();
    return client;
  }

  #lost(client: pg.Client): void {
    if (this.#closed || this.#current !== client) return;
    this.#current = undefined;
    this.#timer = setTimeout(() => {
      this.#client = this.#connect();
      this.#client.then((made) => this.#hearAgain(made)).catch(() => this.#lost(this.#current ?? client));
    }, RECONNECT_MILLISECONDS);
  }

  async #hearAgain(client: pg.Client): Promise<void> {
    for (const channel of this.#listeners.keys()) await listenTo(client, channel);
    for (const listeners of this.#listeners.values()) for (const { missed } of listeners) missed();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#current;
    this.#current = undefined;
    await client?.end().catch(() => {});
  }
}

async function listenTo(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
}
