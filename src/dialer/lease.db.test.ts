import { sql } from "kysely";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPostgresDatabase } from "#harness/databases.ts";
import { type Database, openDatabase } from "#store/db.ts";
import { Lease } from "./lease.ts";

let database: Database;
/** Another of the database, who holds what the heartbeat has to write. */
let other: Client;
let drop: () => Promise<void>;
beforeEach(async () => {
  const made = await createPostgresDatabase();
  ({ drop } = made);
  database = await openDatabase({ url: made.url });
  other = new Client({ connectionString: made.url });
  await other.connect();
});
afterEach(async () => {
  await other.end();
  await database.close();
  await drop();
});

async function holdHeartbeats(): Promise<() => Promise<unknown>> {
  await other.query("begin");
  await other.query("lock table caller in access exclusive mode");
  return () => other.query("rollback");
}

async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function leaseOn(db: Database["sql"], notices: string[], seconds: number): Lease {
  const onNotice = (sentence: string) => notices.push(sentence);
  return new Lease({ db, seconds, before: async () => {}, onLost: () => notices.push("lost"), onNotice });
}

test("a lease that no heartbeat prolongs is gone, says so once, and is held again when one does", async () => {
  const notices: string[] = [];
  const lease = leaseOn(database.heartbeat, notices, 10);
  await lease.start();
  expect(lease.goneMilliseconds).toBe(0);
  const goOn = await holdHeartbeats();
  await until(() => notices.length > 0);
  expect(lease.held).toBe(false);
  await until(() => lease.goneMilliseconds > 0);
  await goOn();
  await until(() => lease.held);
  expect(lease.goneMilliseconds).toBe(0);
  // It had run out by the database's clock, too.
  expect(notices).toEqual([
    expect.stringContaining("taken no heartbeat for half the lease"),
    expect.stringContaining("The lease was lost"),
    "lost",
    expect.stringContaining("held again"),
  ]);
  await lease.stop();
}, 60_000);

test("after an outage one heartbeat is to come, not one for each that was missed", async () => {
  const beats = { count: 0 };
  const counted = new Proxy(database.sql, {
    get: (of, name) => {
      if (name === "updateTable") beats.count += 1;
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
  const lease = leaseOn(counted, [], 60);
  await lease.start();
  const goOn = await holdHeartbeats();
  await until(() => beats.count === 1);
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  expect(beats.count).toBe(1);
  const stopped = lease.stop();
  await goOn();
  await stopped;
  expect(beats.count).toBe(1);
  expect((await sql`select id from caller`.execute(database.sql)).rows).toEqual([]);
}, 60_000);

test("stopping does not wait for a database that does not answer", async () => {
  const lease = leaseOn(database.sql, [], 60);
  await lease.start();
  const goOn = await holdHeartbeats();
  await lease.stop();
  // It was held up to the end, and did not hold up the end.
  const { rows } = await other.query<{ n: number }>("select count(*)::int as n from caller");
  expect(rows).toEqual([{ n: 1 }]);
  await goOn();
}, 20_000);
