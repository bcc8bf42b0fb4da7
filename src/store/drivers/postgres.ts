/** A PostgreSQL server, through a pool; notifications arrive on a connection of their own that mends itself. */
import { setTimeout as wait } from "node:timers/promises";
import { PostgresDialect } from "kysely";
import pg from "pg";
import { codec } from "./codec.ts";
import type { Driver } from "./driver.ts";
import { Ear } from "./ear.ts";
import { Hosts } from "./hosts.ts";
import { clientsWith, type LimitedClient, UNREACHABLE } from "./limited-client.ts";
import { lookAtServer, refuseReadOnly } from "./look-at-server.ts";
import { Pulse } from "./pulse.ts";
import { ServerRoom } from "./server-room.ts";

/** Statements in flight at once from one process: with two to four processes well below a server's default of 100. */
export const POOL_SIZE = 15;
/**
 * A process that falls asleep or is cut off between two statements would keep its locks, the organisation's among them, and
 * nobody could pause a campaign of it. It loses them as it loses its lease.
 */
const IDLE_IN_TRANSACTION = "10s";
/** How soon the server notices that the one who waits for a statement is gone, and takes its locks (PostgreSQL 14). */
const GONE_CHECK = "5s";

/**
 * Far longer than anything here takes, imports of a million rows included. What ends a wait much earlier is the pulse, where
 * the server no longer works on the statement.
 */
const STATEMENT_MILLISECONDS = 600_000;
/** Beside the pool: one that feels whether the database answers, and one that listens. */
export const BESIDE_POOL = 2;
/** Half a lease. */
const HEARTBEAT_MILLISECONDS = 5_000;
/** For a connection of the pool, while all are at work. */
const QUEUE_MILLISECONDS = 30_000;
/** How long statements may still be under way at the end. */
const END_MILLISECONDS = 2_000;

const types = {
  getTypeParser: (oid: number, format?: string) =>
    (format !== "binary" && codec[oid]) || pg.types.getTypeParser(oid, format as "text"),
};

/**
 * @param listenUrl the same database without a pooler between, for notifications; absent: the same way
 * @param onNotice connections that were lost and made anew, in sentences for the log
 * @throws {UnusableServer} with a sentence, for a server that cannot be worked with; and what `pg` throws
 */
export async function openPostgres(
  url: string,
  listenUrl = url,
  onNotice: (sentence: string) => void = () => {},
): Promise<Driver> {
  const hosts = new Hosts(url);
  const listenHosts = listenUrl === url ? hosts : new Hosts(listenUrl);
  const { pooled } = await lookAtServer(hosts, listenHosts);
  const options = { types, application_name: "campanile" };
  const working = new Set<LimitedClient>();
  let unhurried = 0;
  const room = new ServerRoom(onNotice);
  const Worker = clientsWith({
    hosts,
    onFull: () => room.refused(),
    open: working,
    statementMilliseconds: () => (unhurried > 0 ? Infinity : STATEMENT_MILLISECONDS),
  });
  const beating = new Set<LimitedClient>();
  const Heartbeat = clientsWith({
    hosts,
    onFull: () => room.refused(),
    open: beating,
    statementMilliseconds: () => HEARTBEAT_MILLISECONDS,
  });
  // The pool waits for the promise; its types do not say so.
  const onConnect: (client: pg.ClientBase) => unknown = (client) => prepareSession(client, hosts, pooled);
  const pool = poolOf({
    ...options,
    Client: Worker,
    max: POOL_SIZE,
    connectionTimeoutMillis: QUEUE_MILLISECONDS,
    onConnect,
  });
  const heartbeat = poolOf({
    ...options,
    Client: Heartbeat,
    max: 1,
    connectionTimeoutMillis: HEARTBEAT_MILLISECONDS,
    onConnect,
  });
  const Listener = clientsWith({ hosts: listenHosts, statementMilliseconds: () => HEARTBEAT_MILLISECONDS });
  const ear = new Ear(() => new Listener(options), onNotice);
  const pulse = new Pulse({ pool: heartbeat, hosts, working, pooled, onNotice });

  return {
    kind: "postgres",
    dialect: new PostgresDialect({ pool }),
    heartbeatDialect: new PostgresDialect({ pool: heartbeat }),
    unhurried: async (work) => {
      unhurried += 1;
      try {
        return await work();
      } finally {
        unhurried -= 1;
      }
    },
    listen: (channel, hear, missed) => ear.listen(channel, { hear, missed }),
    isFull: () => room.isFull(),
    copyFiles: null,
    close: async () => {
      pulse.stop();
      await ear.close();
      await Promise.all([endPool(heartbeat, beating), endPool(pool, working)]);
    },
  };
}

function poolOf(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle connection that breaks is dropped and made anew by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const connect = pool.connect.bind(pool) as (callback?: unknown) => Promise<pg.PoolClient>;
  // All connections at work for so long is no fault of ours to be looked for: it passes.
  const patient = (callback?: unknown) =>
    callback === undefined
      ? connect().catch((fault: Error & { code?: string }) => {
          fault.code ??= UNREACHABLE;
          throw fault;
        })
      : connect(callback);
  pool.connect = patient as typeof pool.connect;
  return pool;
}

/** Statements and not parameters of the start: poolers refuse those that they do not know. */
async function prepareSession(client: pg.ClientBase, hosts: Hosts, pooled: boolean): Promise<void> {
  await client.query(`set idle_in_transaction_session_timeout = '${IDLE_IN_TRANSACTION}'`);
  // A pooler looks after its own clients. Servers on systems that cannot tell refuse it, and are no worse off than before.
  if (!pooled) await client.query(`set client_connection_check_interval = '${GONE_CHECK}'`).catch(() => {});
  if (!hosts.several) return;
  const { address } = client as LimitedClient;
  try {
    await refuseReadOnly(client);
  } catch (cause) {
    hosts.failed(address);
    throw cause;
  }
}

async function endPool(pool: pg.Pool, open: ReadonlySet<LimitedClient>): Promise<void> {
  if (pool.ended || pool.ending) return;
  const ended = pool.end();
  const patience = new AbortController();
  const tooLate = wait(END_MILLISECONDS, true, { signal: patience.signal }).catch(() => false);
  if (await Promise.race([ended.then(() => false), tooLate]))
    for (const client of open) client.giveUp("The process ends.");
  patience.abort();
  await ended;
}
