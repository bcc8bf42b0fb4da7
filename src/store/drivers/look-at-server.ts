/** What a PostgreSQL server must be before anything is asked of it, and what may stand between it and us. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Hosts } from "./hosts.ts";

/** The server, or what stands before it, cannot be worked with. The message is a sentence that says what to do. */
class UnusableServer extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "UnusableServer";
  }
}

/** An address that swallows what is sent to it would otherwise keep a start waiting for minutes. */
const CONNECT_MILLISECONDS = 10_000;
/** A server hands a notification on within milliseconds; this is for one that has much to do. */
const HEARD_MILLISECONDS = 3_000;

const pooledAway =
  "DATABASE_URL leads through a pooler that shares connections between transactions (PgBouncer with " +
  "pool_mode=transaction), and notifications get lost there. Name the server itself in DATABASE_LISTEN_URL beside it.";

const elsewhere =
  "DATABASE_LISTEN_URL does not hear what DATABASE_URL announces; it must be the same database, on the server itself.";

/**
 * @param listenHosts where notifications are listened to: `hosts`, or the same database without a pooler between
 * @throws {UnusableServer} for one that cannot be written, or a pooler that loses what we rely on; and what `pg` throws
 */
export async function lookAtServer(hosts: Hosts, listenHosts: Hosts): Promise<{ pooled: boolean }> {
  const client = await connectToWritable(hosts);
  try {
    const pooled = await isPooled(client);
    if (pooled) await refuseWithoutTransactions(client);
    const same = hosts === listenHosts;
    if (pooled || !same) await refuseDeaf(client, listenHosts, same);
    return { pooled };
  } finally {
    await client.end();
  }
}

/** The first host that takes writes. Where none does, what is wrong with the last of them. */
async function connectToWritable(hosts: Hosts): Promise<pg.Client> {
  for (let left = hosts.count; ; left--) {
    const address = hosts.current;
    let client: pg.Client | undefined;
    try {
      client = await connect(address);
      await refuseReadOnly(client);
      return client;
    } catch (cause) {
      await client?.end().catch(() => {});
      hosts.failed(address);
      if (left === 1) throw cause;
    }
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: "campanile",
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (cause) {
    await client.end().catch(() => {});
    if ((cause as { code?: string }).code !== undefined || cause instanceof AggregateError) throw cause;
    throw new UnusableServer(
      "What answers at DATABASE_URL, if anything does, does not speak as PostgreSQL is asked to: " +
        `${(cause as Error).message}. Check the address, the port and sslmode.`,
      cause,
    );
  }
}

export async function refuseReadOnly(client: pg.ClientBase): Promise<void> {
  const recovering = await client.query<{ standby: boolean }>("select pg_is_in_recovery() as standby");
  if (recovering.rows[0]!.standby) {
    throw new UnusableServer(
      "The database server of DATABASE_URL is a standby, which can only be read; name the primary server, or promote this one.",
    );
  }
  const { rows } = await client.query<{ transaction_read_only: string }>("show transaction_read_only");
  if (rows[0]!.transaction_read_only === "on") {
    throw new UnusableServer(
      "The database of DATABASE_URL can only be read; turn default_transaction_read_only off for it, or name another.",
    );
  }
}

/** A pooler tells its clients a process id of its own making, not that of the server's process behind it. */
async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]!.pid !== (client as unknown as { processID: number }).processID;
}

async function refuseWithoutTransactions(client: pg.Client): Promise<void> {
  try {
    await client.query("begin");
    await client.query("commit");
  } catch (cause) {
    throw new UnusableServer(
      "DATABASE_URL leads through a pooler that allows no transactions (PgBouncer with pool_mode=statement); " +
        "set pool_mode to session or transaction, or name the server itself.",
      cause,
    );
  }
}

/** Tried, not asked: whether what is announced one way is heard the other. */
async function refuseDeaf(client: pg.Client, listenHosts: Hosts, same: boolean): Promise<void> {
  const word = `campanile_${randomBytes(8).toString("hex")}`;
  const ear = await connectToWritable(listenHosts);
  try {
    const heard = new Promise<boolean>((resolve) => ear.once("notification", () => resolve(true)));
    await ear.query(`listen ${word}`);
    await client.query("select pg_notify($1, '')", [word]);
    const patience = new AbortController();
    const inTime = wait(HEARD_MILLISECONDS, false, { signal: patience.signal }).catch(() => false);
    const worked = await Promise.race([heard, inTime]);
    patience.abort();
    if (!worked) throw new UnusableServer(same ? pooledAway : elsewhere);
  } finally {
    await ear.end();
  }
}
