import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, openFresh } from "#harness/databases.ts";
import type { Database } from "./db.ts";
import { zoneSetId } from "./zone-sets.ts";

describe.each(databases)("zone sets on $name", ({ open }) => {
  let db: Database;
  beforeAll(async () => {
    db = await openFresh(open);
  });
  afterAll(() => db.close());

  test("one set has one number, whatever its order, also when two ask at once", async () => {
    const both = ["America/New_York", "America/Chicago"];
    const [first, second] = await Promise.all([zoneSetId(db.sql, both), zoneSetId(db.sql, both.toReversed())]);
    expect(second).toBe(first);
    expect(await zoneSetId(db.sql, ["America/Chicago", "America/New_York", "America/Chicago"])).toBe(first);
    expect(await zoneSetId(db.sql, ["America/Chicago"])).not.toBe(first);
    const stored = await db.sql
      .selectFrom("zone_set")
      .select("zones")
      .where("id", "=", first)
      .executeTakeFirstOrThrow();
    expect(stored.zones).toEqual(["America/Chicago", "America/New_York"]);
  });

  test("an unknown zone is the set 0", async () => {
    expect(await zoneSetId(db.sql, [])).toBe(0);
  });

  test("a set made in a transaction that came to nothing is not remembered", async () => {
    const zones = ["Asia/Kathmandu"];
    const undone = await db.sql
      .transaction()
      .execute(async (transaction) => {
        await zoneSetId(transaction, zones);
        throw new Error("undo");
      })
      .catch((error: Error) => error.message);
    expect(undone).toBe("undo");
    const id = await zoneSetId(db.sql, zones);
    const stored = await db.sql.selectFrom("zone_set").select("zones").where("id", "=", id).executeTakeFirst();
    expect(stored?.zones).toEqual(zones);
  });
});
