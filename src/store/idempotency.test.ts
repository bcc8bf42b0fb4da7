import { databases } from "#harness/databases.ts";
import { openWorld, type World } from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eraseKeptAnswers, beginOnce, forgetRequest, keepAnswer } from "./idempotency.ts";

describe.each(databases)("on $name a request with an Idempotency-Key", ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  afterAll(() => world.close());

  const owner = (key: string) => ({ organisationId: world.organisationId, principal: "key:1", key });
  const begin = (key: string, hash = "hash") => beginOnce(world.database.sql, owner(key), hash);
  const age = (key: string, minutes: number) =>
    sql`update idempotency set created_at = now() - make_interval(mins => ${minutes}) where key = ${key}`.execute(
      world.database.sql,
    );

  test("is carried out once, however many ask at once; the others are told that it is under way", async () => {
    const begun = await Promise.all(Array.from({ length: 10 }, () => begin("at-once")));
    expect(begun.filter(({ state }) => state === "new")).toHaveLength(1);
    expect(begun.filter(({ state }) => state === "busy")).toHaveLength(9);
  });

  test("is answered a second time as it was the first, without and with a body", async () => {
    for (const body of [null, `{"id":"1"}`]) {
      const key = `replay ${body}`;
      expect(await begin(key)).toEqual({ state: "new" });
      await keepAnswer(world.database.sql, owner(key), { status: 201, body, contentHash: "bytes" });
      expect(await begin(key)).toEqual({ state: "replay", status: 201, body, contentHash: "bytes" });
      expect(await begin(key, "another hash")).toEqual({ state: "mismatch" });
    }
  });

  test("that differs from the one under way is told so, and one of another organisation or principal is its own", async () => {
    await begin("shared");
    expect(await begin("shared", "another hash")).toEqual({ state: "mismatch" });
    const { sql: db } = world.database;
    expect(await beginOnce(db, { ...owner("shared"), organisationId: "another" }, "hash")).toEqual({ state: "new" });
    expect(await beginOnce(db, { ...owner("shared"), principal: "user:1" }, "hash")).toEqual({ state: "new" });
  });

  test("that came to nothing may be tried again, one that was answered is kept", async () => {
    await begin("failed");
    await forgetRequest(world.database.sql, owner("failed"));
    expect(await begin("failed")).toEqual({ state: "new" });
    await keepAnswer(world.database.sql, owner("failed"), { status: 200, body: "{}", contentHash: null });
    await forgetRequest(world.database.sql, owner("failed"));
    expect(await begin("failed")).toEqual({ state: "replay", status: 200, body: "{}", contentHash: null });
    await world.database.sql
      .transaction()
      .execute((transaction) => eraseKeptAnswers(transaction, world.organisationId));
    expect(await begin("failed")).toEqual({ state: "erased" });
  });

  test("whose process died may be tried again after five minutes, by one of those who ask", async () => {
    await begin("stale");
    await age("stale", 4);
    expect(await begin("stale")).toEqual({ state: "busy" });
    await age("stale", 6);
    const begun = await Promise.all(Array.from({ length: 5 }, () => begin("stale", "another hash")));
    expect(begun.filter(({ state }) => state === "new")).toHaveLength(1);
  });

  test("is forgotten after a day", async () => {
    await begin("old");
    await keepAnswer(world.database.sql, owner("old"), { status: 200, body: "{}", contentHash: null });
    await age("old", 23 * 60);
    expect(await begin("old")).toMatchObject({ state: "replay" });
    await age("old", 25 * 60);
    expect(await begin("old", "another hash")).toEqual({ state: "new" });
  });
});
