import { Kysely, sql } from "kysely";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { openDriver } from "#store/drivers/open.ts";
import { createPostgresDatabase, databases } from "./databases.ts";

describe.each(databases)("$name", ({ open }) => {
  test("is PostgreSQL 18, empty, and sorts and folds letters beyond English", async () => {
    const { location, close } = await open();
    const driver = await openDriver(location);
    const { rows } = await sql`
      select current_setting('server_version_num')::int / 10000 as version, lower('Ñ') as folded,
             (select count(*)::int from pg_tables where schemaname = 'public') as tables`.execute(
      new Kysely({ dialect: driver.dialect }),
    );
    expect(rows).toEqual([{ version: 18, folded: "ñ", tables: 0 }]);
    await driver.close();
    await close();
  });
});

test("a dropped database is gone, whoever was still connected", async () => {
  const { url, drop } = await createPostgresDatabase();
  const left = new Client({ connectionString: url });
  left.on("error", () => {});
  await left.connect();
  await drop();
  await expect(new Client({ connectionString: url }).connect()).rejects.toThrow("does not exist");
});
