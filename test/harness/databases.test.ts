import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { createPostgresDatabase, databases } from "./databases.ts";

describe.each(databases)("$name", ({ open }) => {
  test("is PostgreSQL 18, empty, and sorts and folds letters beyond English", async () => {
    const { address, close } = await open();
    const statement = `select current_setting('server_version_num')::int / 10000 as version, lower('Ñ') as folded,
      (select count(*)::int from pg_tables where schemaname = 'public') as tables`;
    if ("url" in address) {
      const client = new Client({ connectionString: address.url });
      await client.connect();
      const { rows } = await client.query(statement);
      expect(rows).toEqual([{ version: 18, folded: "ñ", tables: 0 }]);
      await client.end();
    } else {
      const pglite = new PGlite(address);
      const { rows } = await pglite.query(statement);
      expect(rows).toEqual([{ version: 18, folded: "ñ", tables: 0 }]);
      await pglite.close();
    }
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
