import { createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createPostgresDatabase } from "#harness/databases.ts";
import { hasPgBouncer, startPgBouncer } from "#harness/pgbouncer.ts";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../db.ts";

let url: string;
const ends: Array<() => Promise<void>> = [];
beforeEach(async () => {
  const made = await createPostgresDatabase();
  ({ url } = made);
  ends.push(made.drop);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function tables(): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select count(*)::int as n from pg_tables where schemaname = 'public'");
  await client.end();
  return (rows[0] as { n: number }).n;
}

test("a database that can only be read is refused, and nothing is made in it", async () => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`alter database ${client.database} set default_transaction_read_only = on`);
  await client.end();
  await expect(openDatabase({ url })).rejects.toThrow("can only be read; turn default_transaction_read_only off");
  expect(await tables()).toBe(0);
});

test("what answers and is no PostgreSQL is told from it", async () => {
  const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  await expect(openDatabase({ url: `postgres://a:b@127.0.0.1:${port}/c` })).rejects.toThrow(
    "does not speak as PostgreSQL is asked to",
  );
  other.close();
});

test("notifications that are listened to elsewhere than they are announced are missed at the start", async () => {
  const other = await createPostgresDatabase();
  ends.push(other.drop);
  await expect(openDatabase({ url, listenUrl: other.url })).rejects.toThrow("it must be the same database");
  expect(await tables()).toBe(0);
});

describe.runIf(hasPgBouncer)("behind PgBouncer", () => {
  async function heardThrough(pooled: string, listenUrl?: string): Promise<string[]> {
    const database = await openDatabase({ url: pooled, ...(listenUrl === undefined ? {} : { listenUrl }) });
    ends.push(() => database.close());
    const heard: string[] = [];
    await database.listen(
      "campanile",
      (payload) => heard.push(payload),
      () => {},
    );
    const { sql } = await import("kysely");
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        database.sql.transaction().execute(async (transaction) => {
          await sql`select pg_advisory_xact_lock(1)`.execute(transaction);
          await sql`select pg_notify('campanile', ${String(n)})`.execute(transaction);
        }),
      ),
    );
    for (let tries = 0; heard.length < 20 && tries < 200; tries += 1) await sleep(25);
    return heard;
  }

  test("that pools sessions all is as without it", async () => {
    const bouncer = await startPgBouncer(url, "session");
    ends.push(() => bouncer.stop());
    expect(await heardThrough(bouncer.url)).toHaveLength(20);
  });

  test("that pools transactions a start is refused, until notifications have a way of their own", async () => {
    const bouncer = await startPgBouncer(url, "transaction");
    ends.push(() => bouncer.stop());
    await expect(openDatabase({ url: bouncer.url })).rejects.toThrow("Name the server itself in DATABASE_LISTEN_URL");
    expect(await tables()).toBe(0);
    expect(await heardThrough(bouncer.url, url)).toHaveLength(20);
  });

  test("that pools statements a start is refused", async () => {
    const bouncer = await startPgBouncer(url, "statement");
    ends.push(() => bouncer.stop());
    await expect(openDatabase({ url: bouncer.url, listenUrl: url })).rejects.toThrow("set pool_mode to session");
  });
});
