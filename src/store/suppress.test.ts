import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addContacts,
  addEmployee,
  addLine,
  addOrganisation,
  openWorld,
  tallies,
  type World,
} from "#harness/world.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { suppress, type Suppression } from "./suppress.ts";

const now = new Date("2026-11-02T10:00:00Z");
const later = new Date("2026-12-02T10:00:00Z");

describe.each(databases)("the do-not-call list on $name", ({ open }) => {
  let world: World;
  let simulator: number;
  let real: number;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  beforeEach(async () => {
    const { sql: db } = world.database;
    await db.deleteFrom("campaign").execute();
    await db.deleteFrom("do_not_call").execute();
    const employeeId = await addEmployee(world);
    const trunk = await addLine(world);
    await db.updateTable("line").set({ kind: "sip" }).where("id", "=", trunk).execute();
    simulator = await addCampaign(world, { lineId: await addLine(world), employeeId });
    real = await addCampaign(world, { lineId: trunk, employeeId });
    for (const id of [simulator, real]) {
      const phones = ["pending", "retrying", "talking", "done", "bystander"].map((_, n) => ({
        phone: `+1415555000${n}`,
      }));
      await addContacts(world, id, phones, now);
      const rows = await db
        .selectFrom("campaign_contact")
        .select("id")
        .where("campaign_id", "=", id)
        .orderBy("id")
        .execute();
      const set = (
        n: number,
        values: { status: "no_answer" | "in_progress" | "success"; next_attempt_at: Date | null },
      ) =>
        db
          .updateTable("campaign_contact")
          .set({ ...values, attempts: 1, waiting_for: values.next_attempt_at && "retry" })
          .where("id", "=", rows[n]!.id)
          .execute();
      await set(1, { status: "no_answer", next_attempt_at: later });
      await set(2, { status: "in_progress", next_attempt_at: null });
      await set(3, { status: "success", next_attempt_at: null });
    }
  });
  afterAll(() => world.close());

  const numbers = [0, 1, 2, 3].map((n) => `+1415555000${n}`);
  const list = (given: Partial<Suppression> = {}) =>
    suppress(world.database.sql, {
      organisationId: world.organisationId,
      phones: numbers,
      source: "user",
      note: null,
      addedBy: "Ada",
      expiresAt: null,
      now,
      ...given,
    });
  const before = { pending: 2, no_answer: 1, retrying: 1, in_progress: 1, success: 1, human: 1 };
  const after = { pending: 1, skipped: 1, no_answer: 1, in_progress: 1, success: 1, human: 1 };
  const entry = (phone: string) =>
    world.database.sql.selectFrom("do_not_call").selectAll().where("phone", "=", phone).executeTakeFirst();

  test("skips pending contacts with the reason and drops planned retries, in every campaign; the rest stay as they are", async () => {
    expect(await tallies(world, real)).toEqual(before);
    expect(await list()).toBe(4);
    for (const id of [simulator, real]) {
      expect(await tallies(world, id)).toEqual(after);
      const rows = await world.database.sql
        .selectFrom("campaign_contact")
        .selectAll()
        .where("campaign_id", "=", id)
        .orderBy("id")
        .execute();
      expect(rows[0]).toMatchObject({
        status: "skipped",
        skip_reason: "do_not_call",
        next_attempt_at: null,
        waiting_for: null,
      });
      expect(rows[1]).toMatchObject({
        status: "no_answer",
        skip_reason: null,
        next_attempt_at: null,
        waiting_for: null,
      });
      expect(rows[4]).toMatchObject({ status: "pending", next_attempt_at: now });
    }
    expect(await entry(numbers[0]!)).toMatchObject({
      source: "user",
      added_by: "Ada",
      added_at: now,
      expires_at: null,
    });
  });

  test("binds nobody else's contacts", async () => {
    await suppress(world.database.sql, {
      organisationId: await addOrganisation(world.database, "another"),
      phones: numbers,
      source: "user",
      note: null,
      addedBy: null,
      expiresAt: null,
      now,
    });
    expect(await tallies(world, real)).toEqual(before);
  });

  test("a simulator's entry binds campaigns on a simulator only", async () => {
    expect(await list({ source: "simulator" })).toBe(4);
    expect(await tallies(world, simulator)).toEqual(after);
    expect(await tallies(world, real)).toEqual(before);
  });

  test("a real entry replaces a simulator's and then binds everywhere, never the other way round", async () => {
    await list({ source: "simulator", note: "simulated" });
    expect(await list({ source: "call", note: "asked" })).toBe(4);
    expect(await tallies(world, real)).toEqual(after);
    expect(await list({ source: "simulator", note: "simulated again" })).toBe(0);
    expect(await entry(numbers[0]!)).toMatchObject({ source: "call", note: "asked" });
  });

  test("a real entry that has run out stands in no simulator's way", async () => {
    await list({ expiresAt: now });
    expect(await list({ source: "simulator", now: later })).toBe(4);
    expect(await entry(numbers[0]!)).toMatchObject({ source: "simulator", expires_at: null });
  });

  test("an entry is replaced with its note and its date, or kept where it forbids as much", async () => {
    await list({ note: "until December", expiresAt: later });
    expect(await list({ note: "sooner", expiresAt: new Date("2026-11-20T00:00:00Z"), keepKnown: true })).toBe(0);
    expect(await entry(numbers[0]!)).toMatchObject({ note: "until December", expires_at: later });
    expect(await list({ note: "for ever", keepKnown: true })).toBe(4);
    expect(await entry(numbers[0]!)).toMatchObject({ note: "for ever", expires_at: null });
    expect(await list({ note: "again", expiresAt: later, keepKnown: true })).toBe(0);
    expect(await list({ note: "again", expiresAt: later })).toBe(4);
    expect(await entry(numbers[0]!)).toMatchObject({ note: "again", expires_at: later });
  });

  test("a number named twice is one entry, and no number is none", async () => {
    expect(await list({ phones: [numbers[0]!, numbers[0]!] })).toBe(1);
    expect(await list({ phones: [] })).toBe(0);
  });
});
