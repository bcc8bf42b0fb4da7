import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./db.ts";
import { tendTables } from "./tend.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ memory: true });
});
afterAll(() => database.close());

test("tables with many dead rows are tended once, and the others are let be", async () => {
  const db = database.sql;
  await tendTables(db);
  await sql`insert into zone_set (zones) select array['Zone/' || n] from generate_series(1, 30000) n`.execute(db);
  await sql`update zone_set set zones = zones where id > 0`.execute(db);
  // What was counted is told once a second; this does not wait for it.
  await sql`select pg_stat_force_next_flush()`.execute(db);
  expect(await tendTables(db)).toEqual(["zone_set"]);
  expect(await tendTables(db)).toEqual([]);
});
