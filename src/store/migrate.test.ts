import { createPostgresDatabase, databases, type EmptyDatabase } from "#harness/databases.ts";
import { startProcess } from "#harness/process.ts";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Driver } from "./drivers/driver.ts";
import { openDriver } from "./drivers/open.ts";
import { migrate, NewerSchema, OldServer, OtherDatabase } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

const names = migrations.map(({ name }) => name);

type Bare = Kysely<Record<string, Record<string, unknown>>>;

/** Everything of ours or anybody's that has a name: tables, indexes, types, functions. */
async function everything(db: Bare): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relkind::text || ' ' || relname as name from pg_class where relnamespace = 'public'::regnamespace
    union all select 't ' || typname from pg_type where typnamespace = 'public'::regnamespace
    union all select 'f ' || proname from pg_proc where pronamespace = 'public'::regnamespace
    order by 1`.execute(db);
  return rows.map((row) => row.name);
}

describe.each(databases)("migrations on $name", ({ open }) => {
  let empty: EmptyDatabase;
  let driver: Driver;
  let db: Bare;
  beforeAll(async () => {
    empty = await open();
    driver = await openDriver(empty.location);
    db = new Kysely({ dialect: driver.dialect });
  });
  beforeEach(async () => {
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
  });
  afterAll(async () => {
    await driver.close();
    await empty.close();
  });

  test("run once, in order, and a later program runs only what is new", async () => {
    const later = { name: "9000-later", statements: ["create table later (id integer)"] };
    expect(await migrate(db)).toEqual(names);
    expect(await migrate(db)).toEqual([]);
    expect(await migrate(db, [...migrations, later])).toEqual(["9000-later"]);
  });

  test("of a newer program are refused with a sentence, and nothing is changed", async () => {
    await migrate(db);
    const before = await everything(db);
    await sql`insert into migration (name) values ('9000-later'), ('9001-later-still')`.execute(db);
    await expect(migrate(db)).rejects.toThrow(new NewerSchema(["9000-later", "9001-later-still"]).message);
    expect(new NewerSchema(["9000-later"]).message).toBe(
      "The database was made by a newer Campanile (it has 9000-later). " +
        "Start that version again, or restore a backup made before the upgrade.",
    );
    expect(await everything(db)).toEqual(before);
  });

  test("leave nothing half done when one fails: neither it nor those before it in the same run", async () => {
    await migrate(db, migrations.slice(0, 2));
    const before = await everything(db);
    const broken = { name: "9000-broken", statements: ["create table half_done (id integer)", "select 1 / 0"] };
    await expect(migrate(db, [...migrations, broken])).rejects.toThrow("division by zero");
    expect(await everything(db)).toEqual(before);
    expect(await migrate(db)).toEqual(names.slice(2));
  });

  test.each([
    ["a table of the same name", "create table campaign (id integer, subject text)", "a table campaign"],
    ["a table of whatever name", "create table somebody_elses (id integer)", "a table somebody_elses"],
    ["a type of the same name", "create type outcome as enum ('won', 'lost')", "a type outcome"],
    ["a table of migrations of another shape", "create table migration (id integer, ran text)", "a table migration"],
    [
      "a table of other migrations",
      "create table migration as select 'init' as name, now() as applied_at",
      "a table migration",
    ],
  ])("leave another program's database as it is: %s", async (_, statement, what) => {
    await sql.raw(statement).execute(db);
    const before = await everything(db);
    const refused = await migrate(db).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OtherDatabase);
    expect((refused as Error).message).toBe(
      `The database holds ${what} that Campanile did not make, and was left as it is. ` +
        "Give Campanile a database of its own: create one and name it in DATABASE_URL.",
    );
    expect(await everything(db)).toEqual(before);
  });

  test("pass over tables that came into their database later, and those of other schemas", async () => {
    await sql`create schema if not exists elsewhere`.execute(db);
    await sql`create table if not exists elsewhere.theirs (id integer)`.execute(db);
    expect(await migrate(db, migrations.slice(0, 2))).toEqual(names.slice(0, 2));
    await sql`create table somebody_elses (id integer)`.execute(db);
    expect(await migrate(db)).toEqual(names.slice(2));
  });
});

test("a server older than PostgreSQL 15 is refused with a sentence, and nothing is made there", async () => {
  const { url, drop } = await createPostgresDatabase();
  const driver = await openDriver({ url });
  const db: Bare = new Kysely({ dialect: driver.dialect });
  const before = await everything(db);
  // The server is made to say that it is an old one: its own answer is found only after this one.
  await sql`create schema old`.execute(db);
  await sql`create function old.current_setting(text) returns text language sql as
    $$ select case $1 when 'server_version' then '14.13' else '140013' end $$`.execute(db);
  const database = new URL(url).pathname.slice(1);
  await sql.raw(`alter database ${database} set search_path = old, pg_catalog, public`).execute(db);
  const later = await openDriver({ url });
  const refused = await migrate(new Kysely({ dialect: later.dialect })).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OldServer);
  expect((refused as Error).message).toBe(
    "The database server is PostgreSQL 14.13; Campanile needs 15 or later. Upgrade the server.",
  );
  expect(await everything(db)).toEqual(before);
  await later.close();
  await driver.close();
  await drop();
});

test("twenty processes that start at once migrate once, and all of them go on", async () => {
  const { url, drop } = await createPostgresDatabase();
  const processes = Array.from({ length: 20 }, () =>
    startProcess(
      `const { openDatabase } = await import("#store/db.ts");
       tell("ready");
       await wait();
       const database = await openDatabase(given);
       const { n } = await database.sql.selectFrom("migration")
         .select((eb) => eb.fn.countAll().as("n")).executeTakeFirstOrThrow();
       tell(n);
       await database.close();
       process.stdin.unref();`,
      { url },
    ),
  );
  await Promise.all(processes.map((one) => one.hear()));
  for (const one of processes) one.child.stdin!.end("go\n");
  expect(await Promise.all(processes.map((one) => one.hear()))).toEqual(processes.map(() => names.length));
  expect(await Promise.all(processes.map((one) => one.ended()))).toEqual(processes.map(() => 0));
  const driver = await openDriver({ url });
  const { rows } = await sql<{ at: string; n: number }>`
    select count(distinct applied_at) as at, count(*) as n from migration`.execute(
    new Kysely({ dialect: driver.dialect }),
  );
  // One transaction made them all: they share its time.
  expect(rows).toEqual([{ at: 1, n: names.length }]);
  await driver.close();
  await drop();
});
