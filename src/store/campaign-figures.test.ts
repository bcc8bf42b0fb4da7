import fc from "fast-check";
import { outcomes, type Outcome } from "#domain/call/outcomes.ts";
import { rates, successRate } from "#domain/metrics.ts";
import { contactStatuses, type ContactStatus } from "#domain/contact/lifecycle.ts";
import { addCall } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addEmployee, addLine, addOrganisation, openWorld, type World } from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUCKET_SECONDS, readCapacity, readMetrics, readTimeline } from "./campaign-figures.ts";

const minute = 60_000;
const quarter = BUCKET_SECONDS * 1000;
const start = Date.parse("2026-11-02T10:00:00Z");

/** Instants on the edges of quarter hours, right beside them, and between. */
const instant = fc
  .record({
    quarter: fc.integer({ min: -1, max: 6 }),
    beside: fc.constantFrom(-1, 0, 0, 1, 5 * minute, 7 * minute + 1),
  })
  .map((at) => new Date(start + at.quarter * quarter + at.beside));

describe.each(databases)("figures on $name", ({ open }) => {
  let world: World;
  let lineId: number;
  let campaigns: number[];
  const ended: Array<{ at: Date; outcome: Outcome | null; campaign: number }> = [];
  beforeAll(async () => {
    world = await openWorld(open);
    lineId = await addLine(world, { maxConcurrentCalls: 30 });
    const employeeId = await addEmployee(world);
    campaigns = [];
    for (let n = 0; n < 3; n++) campaigns.push(await addCampaign(world, { lineId, employeeId }));
    const [live = 0, deleted = 0, third = 0] = campaigns;
    const db = world.database.sql;
    // Two to a quarter hour on its edge and beside it, for an hour and a half.
    for (let at = -2; at <= 6 * 6; at++) {
      const moment = new Date(
        start + Math.floor(at / 6) * quarter + [0, -1, 1, minute, 5 * minute, 14 * minute][((at % 6) + 6) % 6]!,
      );
      const outcome = [...outcomes, null][((at % 6) + 6) % 6]!;
      ended.push({ at: moment, outcome, campaign: [live, deleted][Math.abs(at) % 2]! });
    }
    const later = new Date("2026-11-03T00:00:00Z");
    for (const [n, { at, outcome, campaign }] of ended.entries()) {
      const id = await addCall(world, {
        campaign_id: campaign,
        line_id: lineId,
        phone: `+1${n}`,
        dialed_at: at,
        ended_at: null,
        state: "dialing",
      });
      await db.updateTable("call").set({ ended_at: at, outcome, state: "ended" }).where("id", "=", id).execute();
    }
    // What does not count: a test call, another organisation's call, a call that is live.
    await addCall(world, { line_id: lineId, phone: "+20", ended_at: new Date(start), outcome: "success" });
    const other = { ...world, organisationId: await addOrganisation(world.database, "org2") };
    const otherLine = await addLine(other);
    await addCall(other, { campaign_id: third, line_id: otherLine, phone: "+21", ended_at: null, state: "talking" });
    await db
      .updateTable("call")
      .set({ ended_at: new Date(start), outcome: "success" })
      .where("phone", "=", "+21")
      .execute();
    await addCall(world, { campaign_id: live, line_id: lineId, phone: "+22", ended_at: null, state: "talking" });
    await addCall(world, {
      campaign_id: live,
      line_id: lineId,
      phone: "+23",
      dialed_at: null,
      ended_at: null,
      state: "claimed",
    });
    await db.updateTable("campaign").set({ status: "canceled", deleted_at: later }).where("id", "=", deleted).execute();
    await db.updateTable("campaign").set({ status: "draft" }).where("id", "=", third).execute();
    for (const [n, id] of campaigns.entries())
      await db
        .updateTable("campaign")
        .set({ created_at: new Date(start + n * quarter) })
        .where("id", "=", id)
        .execute();
  });
  afterAll(() => world.close());

  const inside = (at: Date, from: Date | null, to: Date | null) => (!from || at >= from) && (!to || at < to);

  async function expectExact(from: Date | null, to: Date | null): Promise<void> {
    const counted = ended.filter(({ at }) => inside(at, from, to));
    expect(await readMetrics(world.database.sql, world.organisationId, from, to)).toEqual({
      totalCampaigns: [0, 1, 2].filter((n) => inside(new Date(start + n * quarter), from, to)).length,
      runningNow: 1,
      callsLive: 1,
      callsCompleted: counted.length,
      callsSucceeded: counted.filter(({ outcome }) => outcome === "success").length,
    });
  }

  test("are exact for any period, to the millisecond, deleted campaigns counted", async () => {
    await fc.assert(
      fc.asyncProperty(fc.option(instant), fc.option(instant), (from, to) => expectExact(from, to)),
      { numRuns: 150, examples: [[null, null]] },
    );
  });

  test.each([
    ["inside one quarter hour", start + 2 * minute, start + 6 * minute],
    ["over one edge", start - 1, start + 2],
    ["of exactly one quarter hour", start, start + quarter],
    ["that ends where it begins", start, start],
    ["that ends before it begins", start + quarter, start],
    ["of whole years", Date.parse("1999-01-01T00:00:00Z"), Date.parse("2030-01-01T00:00:00Z")],
  ])("are exact for a period %s", async (_, from, to) => {
    await expectExact(new Date(from), new Date(to));
  });

  test("of an organisation without calls are zero, and its rates are null", async () => {
    const none = await readMetrics(world.database.sql, "nobody", null, null);
    expect(none).toEqual({ totalCampaigns: 0, runningNow: 0, callsLive: 0, callsCompleted: 0, callsSucceeded: 0 });
    expect(successRate(none.callsSucceeded, none.callsCompleted)).toBeNull();
    const noCounts = Object.fromEntries(contactStatuses.map((status) => [status, 0])) as Record<ContactStatus, number>;
    expect(Object.values(rates({ ...noCounts, total: 0, retrying: 0 })).filter((rate) => rate !== null)).toEqual([]);
  });

  test("over time are a campaign's ended calls by quarter hour and outcome, oldest first, none of another", async () => {
    const [live = 0] = campaigns;
    const expected = new Map<number, Record<string, unknown>>();
    for (const { at, outcome, campaign } of ended.toSorted((a, b) => Number(a.at) - Number(b.at))) {
      if (campaign !== live || !outcome) continue;
      const bucket = Math.floor(at.getTime() / quarter) * quarter;
      const row = expected.get(bucket) ?? {
        at: new Date(bucket),
        ...Object.fromEntries(outcomes.map((one) => [one, 0])),
      };
      row[outcome] = (row[outcome] as number) + 1;
      expected.set(bucket, row);
    }
    expect(expected.size).toBeGreaterThan(3);
    expect(await readTimeline(world.database.sql, live)).toEqual([...expected.values()]);
  });

  test("of capacity count the places of lines in use, claimed calls included, and no others", async () => {
    const db = world.database.sql;
    const removed = await addLine(world, { maxConcurrentCalls: 5 });
    await db
      .updateTable("line")
      .set({ deleted_at: new Date(start) })
      .where("id", "=", removed)
      .execute();
    expect(await readCapacity(db, world.organisationId)).toEqual({ places: 30, inUse: 2 });
    await sql`update line set active = false where id = ${lineId}`.execute(db);
    expect(await readCapacity(db, world.organisationId)).toEqual({ places: 0, inUse: 2 });
  });
});
