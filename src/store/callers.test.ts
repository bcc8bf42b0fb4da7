import { databases } from "#harness/databases.ts";
import { addLine, openWorld, type World } from "#harness/world.ts";
import { defaultRules } from "#domain/campaign/settings.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  databaseNow,
  dismissAllCallers,
  dismissCaller,
  enrolCaller,
  forgetOldCallers,
  prolongLease,
} from "./callers.ts";
import { readRules, writeRules } from "./rules.ts";
import { liveOnLine, queueTestCall } from "./test-calls.ts";

const LEASE_SECONDS = 10;

describe.each(databases)("on $name", ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  afterAll(() => world.close());

  describe("a caller", () => {
    const left = async (id: string) => {
      const row = await world.database.sql
        .selectFrom("caller")
        .select("lease_until")
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? (row.lease_until.getTime() - (await databaseNow(world.database.sql))) / 1000 : null;
    };

    test("keeps its lease by the database's clock as long as it prolongs it in time", async () => {
      const { sql: db } = world.database;
      await enrolCaller(db, "first", LEASE_SECONDS);
      expect(await left("first")).toBeLessThanOrEqual(LEASE_SECONDS);
      await sql`update caller set lease_until = clock_timestamp() + interval '1 hour' where id = 'first'`.execute(db);
      expect(await prolongLease(db, "first", LEASE_SECONDS)).toBe(true);
      expect(await left("first")).toBeLessThanOrEqual(LEASE_SECONDS);
      await sql`update caller set lease_until = clock_timestamp() - interval '1 millisecond' where id = 'first'`.execute(
        db,
      );
      expect(await prolongLease(db, "first", LEASE_SECONDS)).toBe(false);
      expect(await prolongLease(db, "never enrolled", LEASE_SECONDS)).toBe(false);
    });

    test("is dismissed by itself, with all others, or when it has been gone for a day", async () => {
      const { sql: db } = world.database;
      await dismissAllCallers(db);
      for (const id of ["one", "two", "three"]) await enrolCaller(db, id, LEASE_SECONDS);
      await dismissCaller(db, "one");
      await sql`update caller set lease_until = now() - interval '25 hours' where id = 'two'`.execute(db);
      await forgetOldCallers(db);
      expect([await left("one"), await left("two")]).toEqual([null, null]);
      expect(await left("three")).not.toBeNull();
      await dismissAllCallers(db);
      expect(await left("three")).toBeNull();
    });
  });

  test("rules are the defaults until they are set, then what was set last", async () => {
    const { sql: db } = world.database;
    expect(await readRules(db, world.organisationId)).toEqual(defaultRules);
    const strict = { ...defaultRules, quietHours: { from: "18:00", to: "09:30" }, minGapMinutes: 0, maxCallsPer24h: 1 };
    await writeRules(db, world.organisationId, strict, new Date());
    expect(await readRules(db, world.organisationId)).toEqual(strict);
    const none = {
      ...defaultRules,
      quietHours: null,
      maxCallsPer24h: null,
      retentionDays: 30,
      recordingAnnouncement: true,
    };
    await writeRules(db, world.organisationId, none, new Date());
    expect(await readRules(db, world.organisationId)).toEqual(none);
  });

  test("a test call is queued for whoever dials next, unless the number has a live call of its kind", async () => {
    const { sql: db } = world.database;
    const id = await addLine(world);
    const heard: string[] = [];
    const deaf = await world.database.listen(
      "campanile",
      (payload) => heard.push(payload),
      () => {},
    );
    const call = {
      organisationId: world.organisationId,
      employeeId: 1,
      employeeVersion: 3,
      line: { id, kind: "simulator" as const, simulated: true, callerId: "+14155550199" },
      phone: "+14155550100",
      now: new Date("2026-11-02T10:00:00Z"),
    };
    const queued = await queueTestCall(db, call);
    expect(await queueTestCall(db, call)).toBeNull();
    expect(await liveOnLine(db, id)).toBe(1);
    const row = await db.selectFrom("call").selectAll().where("id", "=", queued).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      owner: "nobody",
      state: "claimed",
      campaign_id: null,
      attempt: 1,
      employee_version: 3,
      caller_id: "+14155550199",
    });
    await expect.poll(() => heard).toContain(`test ${queued}`);
    await deaf();

    // A person's telephone is not the simulator's.
    expect(await queueTestCall(db, { ...call, line: { ...call.line, simulated: false } })).not.toBeNull();
    await db.updateTable("call").set({ ended_at: new Date(), state: "ended" }).where("id", "=", queued).execute();
    expect(await queueTestCall(db, call)).not.toBeNull();
  });
});
