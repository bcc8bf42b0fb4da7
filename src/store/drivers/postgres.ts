/** A PostgreSQL server, through a pool; notifications arrive on a connection of their own that mends itself. */
import { PostgresDialect } from "kysely";
import pg from "pg";
import { codec } from "./codec.ts";
import type { Driver } from "./driver.ts";

/** Statements in flight at once from one process: with two to four processes well below a server's default of 100. */
const POOL_SIZE = 16;
const RECONNECT_MILLISECONDS = 500;

const types = {
  getTypeParser: (oid: number, format?: string) =>
    (format !== "binary" && codec[oid]) || pg.types.getTypeParser(oid, format as "text"),
};

export async function openPostgres(url: string): Promise<Driver> {
  const options = { connectionString: url, types, application_name: "campanile" };
  const pool = new pg.Pool({ ...options, max: POOL_SIZE });
  // An idle connection that breaks is dropped and made anew by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const ends: Array<() => Promise<void>> = [];

  return {
    kind: "postgres",
    dialect: new PostgresDialect({ pool }),
    listen: async (channel, hear, missed) => {
      const ear = new Ear(options, channel, hear, missed);
      await ear.connect();
      ends.push(() => ear.close());
      return () => ear.close();
    },
    close: async () => {
      for (const end of ends) await end();
      if (!pool.ended) await pool.end();
    },
  };
}

/** One listening connection. It is either connected, or waits to connect again, or closed for good. */
class Ear {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #options: pg.ClientConfig;
  readonly #channel: string;
  readonly #hear: (payload: string) => void;
  readonly #missed: () => void;

  constructor(options: pg.ClientConfig, channel: string, hear: (payload: string) => void, missed: () => void) {
    this.#options = options;
    this.#channel = channel;
    this.#hear = hear;
    this.#missed = missed;
  }

  async connect(): Promise<void> {
    const client = new pg.Client({ ...this.#options, keepAlive: true });
    client.on("notification", (message) => this.#hear(message.payload ?? ""));
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    this.#client = client;
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(this.#channel)}`);
  }

  #lost(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    this.#timer = setTimeout(() => {
      this.connect().then(this.#missed, () => this.#retry());
    }, RECONNECT_MILLISECONDS);
  }

  #retry(): void {
    const client = this.#client;
    if (client) this.#lost(client);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}
