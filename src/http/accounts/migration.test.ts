import { getMigrations } from "better-auth/db/migration";
import { describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { openDatabase } from "#store/db.ts";
import { authOptions } from "./auth.ts";

describe.each(databases)("on $name", ({ open }) => {
  test("our migrations leave nothing to do for better-auth's own", async () => {
    const empty = await open();
    const database = await openDatabase("url" in empty.address ? { url: empty.address.url } : { memory: true });
    const options = authOptions(database.sql, { secret: "x".repeat(32), baseUrl: "http://localhost:4700" });
    const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(options);
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      unsafeChanges: [],
      schemaProblems: [],
    });
    await database.close();
    await empty.close();
  });
});
