/** A PostgreSQL server, through a pool; notifications arrive on a connection of their own that mends itself. */
import { PostgresDialect } from "kysely";
import pg from "pg";
import { codec } from "./codec.ts";
import type { Driver } from "./driver.ts";
import { Ear } from "./ear.ts";
import { lookAtServer } from "./look-at-server.ts";

/** Statements in flight at once from one process: with two to four processes well below a server's default of 100. */
export const POOL_SIZE = 16;
/**
 * A process that falls asleep or is cut off between two statements would keep its locks, the organisation's among them, and
 * nobody could pause a campaign of it. It loses them as it loses its lease.
 */
const IDLE_IN_TRANSACTION = "10s";
/** All that a process listens to comes over one. */
export const LISTENING = 1;

const types = {
  getTypeParser: (oid: number, format?: string) =>
    (format !== "binary" && codec[oid]) || pg.types.getTypeParser(oid, format as "text"),
};

/**
 * @param listenUrl the same database without a pooler between, for notifications; absent: the same way
 * @throws {UnusableServer} with a sentence, for a server that cannot be worked with; and what `pg` throws
 */
export async function openPostgres(url: string, listenUrl = url): Promise<Driver> {
  await lookAtServer(url, listenUrl);
  const options = { connectionString: url, types, application_name: "campanile" };
  const pool = new pg.Pool({
    ...options,
    max: POOL_SIZE,
    // A statement and not a parameter of the start: poolers refuse those that they do not know.
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it; its types do not say so
    onConnect: async (client) => {
      await client.query(`set idle_in_transaction_session_timeout = '${IDLE_IN_TRANSACTION}'`);
    },
  });
  // An idle connection that breaks is dropped and made anew by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  // The same for one that is in use and breaks between two statements: its next statement tells.
  pool.on("connect", (client) => client.on("error", () => {}));
  const ear = new Ear({ ...options, connectionString: listenUrl });

  return {
    kind: "postgres",
    dialect: new PostgresDialect({ pool }),
    listen: (channel, hear, missed) => ear.listen(channel, { hear, missed }),
    copyFiles: null,
    close: async () => {
      await ear.close();
      if (!pool.ended) await pool.end();
    },
  };
}
