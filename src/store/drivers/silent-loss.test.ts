/** A database that is gone without a word: packets are dropped both ways, and nobody is refused. */
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPostgresDatabase } from "#harness/databases.ts";
import { hasPgBouncer, startPgBouncer } from "#harness/pgbouncer.ts";
import { openProxy, type Proxy } from "../../../test/faults/proxy.ts";
import { type Database, openDatabase } from "../db.ts";

const ends: Array<() => Promise<void> | void> = [];
let url: string;
beforeEach(async () => {
  const made = await createPostgresDatabase();
  ({ url } = made);
  ends.push(made.drop);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface Reached {
  database: Database;
  proxy: Proxy;
  notices: string[];
}

async function openThroughProxy(address: string, listenUrl?: string): Promise<Reached> {
  const { hostname, port } = new URL(address);
  const proxy = await openProxy({ host: hostname, port: Number(port) });
  ends.push(() => proxy.close());
  const near = new URL(address);
  near.port = String(proxy.port);
  const notices: string[] = [];
  const database = await openDatabase({ url: near.href, ...(listenUrl ? { listenUrl } : {}) }, (sentence) =>
    notices.push(sentence),
  );
  ends.push(() => database.close());
  return { database, proxy, notices };
}

const one = (database: Database) => sql<{ n: number }>`select 1 as n`.execute(database.sql);

/** Waits until it is so; a limit of its own would be a timing of this test. */
async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("what was sent into the void ends as a passing fault, and everything is made anew by itself", async () => {
  const { database, proxy, notices } = await openThroughProxy(url);
  const heard: string[] = [];
  let missed = 0;
  await database.listen(
    "news",
    (payload) => heard.push(payload),
    () => (missed += 1),
  );
  await one(database);
  await sql`select 1`.execute(database.heartbeat);
  proxy.dropPackets(true);
  // One on a connection that stood, one on a connection that cannot be made, and the heartbeat.
  const lost = [one(database), one(database), sql`select 1`.execute(database.heartbeat)];
  const faults = Promise.all(
    lost.map((answer) =>
      answer.then(
        () => null,
        (fault: { code?: string }) => fault.code,
      ),
    ),
  );
  await until(() => notices.some((sentence) => sentence.startsWith("The database does not answer")));
  proxy.dropPackets(false);
  for (const code of await faults) expect(["ETIMEDOUT", "08001"]).toContain(code);
  await until(() => notices.some((sentence) => sentence.startsWith("The database answers again")));
  expect((await one(database)).rows).toEqual([{ n: 1 }]);

  await until(() => missed > 0);
  await sql`select pg_notify('news', 'again')`.execute(database.sql);
  await until(() => heard.length > 0);
  expect(heard).toEqual(["again"]);
  expect(notices.some((sentence) => sentence.startsWith("The connection that listens"))).toBe(true);
}, 90_000);

test("a statement that the server works on is waited for, and one that it has forgotten is not", async () => {
  const { database, proxy, notices } = await openThroughProxy(url);
  await one(database);
  // The connection stands idle; what it forgets is forgotten without the pulse seeing a loss.
  proxy.dropPackets(true);
  const forgotten = one(database).then(
    () => null,
    (fault: { code?: string }) => fault.code,
  );
  proxy.dropPackets(false);
  const atWork = sql`select pg_sleep(16)`.execute(database.sql).then(() => "done");
  expect(await forgotten).toBe("ETIMEDOUT");
  expect(await atWork).toBe("done");
  expect(notices).toContainEqual(expect.stringContaining("connections to the database were lost"));
}, 90_000);

test("closing does not wait for a database that is gone", async () => {
  const { database, proxy } = await openThroughProxy(url);
  await one(database);
  proxy.dropPackets(true);
  const lost = one(database).catch((fault: { code?: string }) => fault.code);
  // On its way by then: a pool that ends hands out no more connections.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await database.close();
  expect(await lost).toBe("ETIMEDOUT");
}, 30_000);

test.runIf(hasPgBouncer)(
  "behind a pooler, which tells nothing of the server's work, the same holds after a loss",
  async () => {
    const bouncer = await startPgBouncer(url, "transaction");
    ends.push(() => bouncer.stop());
    const { database, proxy, notices } = await openThroughProxy(bouncer.url, url);
    await one(database);
    proxy.dropPackets(true);
    const lost = one(database).catch((fault: { code?: string }) => fault.code);
    await until(() => notices.some((sentence) => sentence.startsWith("The database does not answer")));
    proxy.dropPackets(false);
    expect(await lost).toBe("ETIMEDOUT");
    expect((await one(database)).rows).toEqual([{ n: 1 }]);
  },
  90_000,
);
