import { getMigrations } from "better-auth/db/migration";
import { describe, expect, test } from "vitest";
import { databases, openFresh } from "#harness/databases.ts";
import { authOptions } from "./auth.ts";

describe.each(databases)("on $name", ({ open }) => {
  test("our migrations leave nothing to do for better-auth's own", async () => {
    const database = await openFresh(open);
    const options = authOptions(database.sql, {
      secret: "x".repeat(32),
      origin: "http://localhost:4700",
      basePath: "",
    });
    const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(options);
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      unsafeChanges: [],
      schemaProblems: [],
    });
    await database.close();
  });
});
