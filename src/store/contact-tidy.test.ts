import { sql } from "kysely";
import { Client } from "pg";

import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createPostgresDatabase, databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { countContacts } from "./contact-list.ts";
import { tidySearch } from "./contact-tidy.ts";
import { openDatabase } from "./db.ts";

const now = new Date("2026-11-23T12:00:00Z");

async function add(world: World, count: number, from = 0): Promise<void> {
  await sql`
    insert into contact (organisation_id, phone, first_name)
    select ${world.organisationId}, '+1415' || (5000000 + n), 'Ada ' || n
      from generate_series(${from}::int, ${from + count - 1}::int) n`.execute(world.database.sql);
}

const found = (world: World, search: string) =>
  countContacts(world.database.sql, world.organisationId, { search }, now);

describe.each(databases)("tidying what a search looks at on $name", ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  afterAll(() => world.close());

  test("takes a large import in steps, and leaves nothing due", async () => {
    await add(world, 12_345);
    expect(await found(world, "ada 1234")).toBe(6);
    expect(await tidySearch(world.database.sql)).toBe(12_345);
    expect(await world.database.sql.selectFrom("contact_search_due").selectAll().execute()).toEqual([]);
    expect(await found(world, "ada 1234")).toBe(6);
    expect(await countContacts(world.database.sql, world.organisationId, {}, now)).toBe(12_345);
  });

  test("looks again at what changed, and at nothing else", async () => {
    const { sql: db } = world.database;
    await sql`update contact set updated_at = ${now}, zone_set = 0, company = 'Acme' where first_name like 'Ada 77%'`.execute(
      db,
    );
    expect(await found(world, "acme")).toBe(111);
    expect(await tidySearch(db)).toBe(111);
    await sql`update contact set updated_at = ${now}, company = company`.execute(db);
    expect(await tidySearch(db)).toBe(0);
  });

  test("adds up the counts of an organisation without losing any", async () => {
    const { sql: db } = world.database;
    await addOrganisation(world.database, "org2");
    for (let n = 0; n < 5; n++) await add(world, 1, 20_000 + n);
    await sql`delete from contact where phone = '+14155020000'`.execute(db);
    await tidySearch(db);
    const counts = await db.selectFrom("contact_count").selectAll().execute();
    expect(counts).toEqual([{ organisation_id: world.organisationId, n: 12_349 }]);
  });
});

describe("tidying beside others on a PostgreSQL server", () => {
  let world: World;
  let other: World["database"];
  beforeAll(async () => {
    const { url, drop } = await createPostgresDatabase();
    world = await openWorld(async () => ({ location: { url }, close: drop }));
    other = await openDatabase({ url });
  });
  afterAll(async () => {
    await other.close();
    await world.close();
  });

  test("what somebody is about to delete is left, and its words are nowhere when it is gone", async () => {
    await add(world, 3);
    const { sql: db } = world.database;
    await other.sql.transaction().execute(async (transaction) => {
      await sql`delete from contact where first_name = 'Ada 1'`.execute(transaction);
      expect(await tidySearch(db)).toBe(2);
    });
    expect(await tidySearch(db)).toBe(0);
    expect(await db.selectFrom("contact_search_due").selectAll().execute()).toEqual([]);
    expect(await sql`select from contact_search where words like '%ada 1%'`.execute(db)).toMatchObject({ rows: [] });
    expect(await found(world, "ada")).toBe(2);
  });

  test("two at once do not wait for each other, and one of them does the work", async () => {
    await add(world, 6_000, 100);
    const [first, second] = await Promise.all([tidySearch(world.database.sql), tidySearch(other.sql)]);
    expect(first + second).toBe(6_000);
  });
});

describe("a server whose user may not make extensions", () => {
  test("says what its owner must run, and starts once that was done", async () => {
    const { url, drop } = await createPostgresDatabase();
    const superuser = new Client({ connectionString: url });
    await superuser.connect();
    const user = new URL(url);
    [user.username, user.password] = ["campanile_limited", "limited"];
    try {
      await superuser.query("create role campanile_limited login password 'limited'");
      await superuser.query("grant create on schema public to campanile_limited");
      await expect(openDatabase({ url: user.href })).rejects.toThrow(
        'The database lacks the extension pg_trgm, and the user campanile_limited may not create it; run "create extension pg_trgm"',
      );
      await superuser.query("create extension pg_trgm");
      await (await openDatabase({ url: user.href })).close();
    } finally {
      await superuser.end();
      await drop();
      const server = new Client({ connectionString: inject("postgresUrl") });
      await server.connect();
      await server.query("drop role if exists campanile_limited");
      await server.end();
    }
  });
});
