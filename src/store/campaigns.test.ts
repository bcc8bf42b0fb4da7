import fc from "fast-check";
import { callResults, resultFacts } from "#domain/call/outcomes.ts";
import { campaignStatuses } from "#domain/campaign/lifecycle.ts";
import { addCall } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addContacts,
  addEmployee,
  addLine,
  addOrganisation,
  openWorld,
  type World,
} from "#harness/world.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { campaignIdsOf, type CampaignQuery, listCampaigns, readCampaigns } from "./campaigns.ts";
import { suppress } from "./suppress.ts";

const sorts = ["createdAt", "-createdAt", "name", "-name", "startedAt", "-startedAt"] as const;
const day = (n: number) => new Date(Date.UTC(2026, 10, n));

describe.each(databases)("campaigns on $name", ({ open }) => {
  let world: World;
  let parts: { lineId: number; employeeId: number };
  beforeAll(async () => {
    world = await openWorld(open);
    parts = { lineId: await addLine(world), employeeId: await addEmployee(world) };
  });
  beforeEach(async () => {
    await world.database.sql.deleteFrom("campaign").execute();
  });
  afterAll(() => world.close());

  type Shape = {
    name: string;
    created: number;
    started: number | null;
    status?: (typeof campaignStatuses)[number];
    description?: string;
  };
  const add = async (shape: Shape, where: World = world): Promise<number> => {
    const id = await addCampaign(where, parts);
    await where.database.sql
      .updateTable("campaign")
      .set({
        name: shape.name,
        description: shape.description ?? "",
        status: shape.status ?? "draft",
        created_at: day(shape.created),
        started_at: shape.started === null ? null : day(shape.started),
      })
      .where("id", "=", id)
      .execute();
    return id;
  };

  const list = (query: Partial<CampaignQuery> = {}) =>
    listCampaigns(world.database.sql, world.organisationId, { sort: "-createdAt", limit: 50, after: null, ...query });

  /** All ids, page by page, each page asked for after the last one of the page before. */
  async function walk(query: Partial<CampaignQuery>, limit: number): Promise<{ ids: number[]; totals: Set<number> }> {
    const ids: number[] = [];
    const totals = new Set<number>();
    let after: CampaignQuery["after"] = null;
    for (;;) {
      const { page, total } = await list({ ...query, limit, after });
      totals.add(total);
      ids.push(...page.slice(0, limit).map((one) => one.id));
      const last = page[limit - 1];
      if (page.length <= limit || !last) return { ids, totals };
      after = { key: last.key, id: last.id };
    }
  }

  test("are listed page by page, each once, in the order asked for, whatever is equal or was never started", async () => {
    const shape = fc.record({
      name: fc.constantFrom("Spring", "spring", "SPRING", "Élan", "élan", "Zürich", "zz", "10", "9"),
      created: fc.integer({ min: 1, max: 3 }),
      started: fc.option(fc.integer({ min: 1, max: 2 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(shape, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (shapes, limit) => {
          await world.database.sql.deleteFrom("campaign").execute();
          const made: Array<Shape & { id: number }> = [];
          for (const one of shapes) made.push({ ...one, id: await add(one) });
          for (const sort of sorts) {
            const keyOf = (one: Shape): string | number =>
              sort.endsWith("name")
                ? one.name.toLowerCase()
                : sort.endsWith("createdAt")
                  ? one.created
                  : (one.started ?? 0);
            const { ids, totals } = await walk({ sort }, limit);
            expect(ids.toSorted((a, b) => a - b)).toEqual(made.map((one) => one.id));
            expect([...totals]).toEqual([shapes.length]);
            const listed = ids.map((id) => made.find((one) => one.id === id)!);
            const ascending = sort.startsWith("-") ? listed.toReversed() : listed;
            for (const [n, next] of ascending.slice(1).entries()) {
              const before = ascending[n]!;
              const [a, b] = [keyOf(before), keyOf(next)];
              // The same key: in the order of ids. How letters follow each other is for the database to say.
              if (a === b) expect(before.id).toBeLessThan(next.id);
              else if (typeof a === "number") expect(a).toBeLessThan(b as number);
            }
            // Equal names stand together, whatever their capitals.
            const runs = ascending.map(keyOf).filter((key, n, all) => key !== all[n - 1]);
            expect(runs).toHaveLength(new Set(runs).size);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test("are found by any part of name or description, by status, employee and day of creation", async () => {
    const other = await addEmployee(world);
    const spring = await add({ name: "Spring 100%", created: 1, started: null, description: "Leads of the fair" });
    const summer = await add({ name: "Summer_Sale", created: 2, started: 2, status: "running" });
    const autumn = await add({ name: "Autumn", created: 3, started: 3, status: "completed" });
    await world.database.sql.updateTable("campaign").set({ ai_employee_id: other }).where("id", "=", autumn).execute();
    const hidden = await add({ name: "Spring, deleted", created: 1, started: null });
    await world.database.sql
      .updateTable("campaign")
      .set({ deleted_at: day(4) })
      .where("id", "=", hidden)
      .execute();
    const elsewhere = { ...world, organisationId: await addOrganisation(world.database, `other-${Date.now()}`) };
    await add({ name: "Spring", created: 1, started: null }, elsewhere);

    const found = async (query: Partial<CampaignQuery>) => {
      const { page, total } = await list({ ...query, sort: "createdAt" });
      expect(total).toBe(page.length);
      return page.map((one) => one.id);
    };
    expect(await found({})).toEqual([spring, summer, autumn]);
    expect(await found({ search: "SPRING" })).toEqual([spring]);
    expect(await found({ search: "fair" })).toEqual([spring]);
    expect(await found({ search: "0%" })).toEqual([spring]);
    expect(await found({ search: "r_S" })).toEqual([summer]);
    expect(await found({ search: "%" })).toEqual([spring]);
    expect(await found({ status: ["running", "completed"] })).toEqual([summer, autumn]);
    expect(await found({ status: [] })).toEqual([]);
    expect(await found({ aiEmployeeId: other })).toEqual([autumn]);
    expect(await found({ from: day(2) })).toEqual([summer, autumn]);
    expect(await found({ to: day(2) })).toEqual([spring]);
    expect(await found({ from: day(2), to: day(3), search: "s", status: ["running"] })).toEqual([summer]);
    expect(await campaignIdsOf(world.database.sql, world.organisationId, 2)).toEqual([autumn, summer]);

    // By status all that match are counted, also those in a status that is not asked for.
    const none = Object.fromEntries(campaignStatuses.map((status) => [status, 0]));
    const counts = async (query: Partial<CampaignQuery>) => (await list(query)).statusCounts;
    expect(await counts({ limit: 1 })).toEqual({ ...none, draft: 1, running: 1, completed: 1 });
    expect(await counts({ status: ["draft"] })).toEqual({ ...none, draft: 1, running: 1, completed: 1 });
    expect(await counts({ search: "S", status: [] })).toEqual({ ...none, draft: 1, running: 1 });
    expect(await counts({ from: day(3), search: "spring" })).toEqual(none);
  });

  test("are read with what follows from their rows: parts, counts, averages, latest retry, zones", async () => {
    const { sql: db } = world.database;
    const id = await add({ name: "One", created: 1, started: 1, status: "running" });
    const phones = ["+1", "+2", "+3"].map((phone) => ({ phone, zones: phone === "+3" ? ["UTC"] : [] }));
    await addContacts(world, id, phones, day(1));
    const places = await db
      .selectFrom("campaign_contact")
      .selectAll()
      .where("campaign_id", "=", id)
      .orderBy("id")
      .execute();
    const retry = { status: "no_answer" as const, attempts: 1, waiting_for: "retry" as const };
    await db
      .updateTable("campaign_contact")
      .set({ ...retry, next_attempt_at: day(5) })
      .where("id", "=", places[0]!.id)
      .execute();
    await db
      .updateTable("campaign_contact")
      .set({ ...retry, next_attempt_at: day(4) })
      .where("id", "=", places[1]!.id)
      .execute();
    for (const [n, seconds] of [10, 30].entries()) {
      const call = await addCall(world, {
        campaign_id: id,
        phone: `+${n}`,
        dialed_at: null,
        ended_at: null,
        state: "claimed",
      });
      await db
        .updateTable("call")
        .set({ dialed_at: day(2), state: "dialing" })
        .where("id", "=", call)
        .execute();
      const end = {
        ended_at: new Date(day(2).getTime() + seconds * 1000),
        outcome: "no_answer" as const,
        state: "ended" as const,
      };
      await db.updateTable("call").set(end).where("id", "=", call).execute();
    }
    const live = await addCall(world, {
      campaign_id: id,
      phone: "+9",
      dialed_at: null,
      ended_at: null,
      state: "claimed",
    });
    await db
      .updateTable("call")
      .set({ dialed_at: day(2), state: "dialing" })
      .where("id", "=", live)
      .execute();

    const read = async () => (await readCampaigns(db, world.organisationId, [id]))[0]!;
    expect(await read()).toMatchObject({
      id,
      name: "One",
      status: "running",
      employee: { id: parts.employeeId, name: "Robin", maxConcurrentCalls: 100 },
      line: { id: parts.lineId, kind: "simulator" },
      lineWorks: true,
      tallies: { pending: 1, no_answer: 2, retrying: 2, attempts: 3, live: 1 },
      ended: { calls: 2, averageSeconds: 20 },
      retryable: 0,
      latestRetryAt: day(5),
      startedAt: day(1),
      finishedAt: null,
    });
    await db.updateTable("line").set({ active: false }).where("id", "=", parts.lineId).execute();
    expect((await read()).lineWorks).toBe(false);
    await db.updateTable("line").set({ active: true }).where("id", "=", parts.lineId).execute();
    await db.updateTable("campaign").set({ line_id: null, ai_employee_id: null }).where("id", "=", id).execute();
    expect(await read()).toMatchObject({ line: null, lineWorks: false, employee: null });

    expect(await readCampaigns(db, "another", [id])).toEqual([]);
    expect(await readCampaigns(db, world.organisationId, [])).toEqual([]);
    await db
      .updateTable("campaign")
      .set({ deleted_at: day(9) })
      .where("id", "=", id)
      .execute();
    expect(await readCampaigns(db, world.organisationId, [id])).toEqual([]);
  });

  test("count as retryable who failed, can still be called, and may be", async () => {
    const { sql: db } = world.database;
    const id = await add({ name: "Done", created: 1, started: 1, status: "completed" });
    const results = callResults.filter((result) => resultFacts[result].outcomes.includes("failed"));
    const phones = results.map((_, n) => ({ phone: `+1415555${3000 + n}` }));
    await addContacts(
      world,
      id,
      [...phones, { phone: "+14155553900" }, { phone: "+14155553901" }, { phone: "+14155553902" }],
      day(1),
    );
    await db
      .updateTable("campaign_contact")
      .set({ status: "failed", attempts: 1, next_attempt_at: null })
      .where("campaign_id", "=", id)
      .execute();
    const rows = await db
      .selectFrom("campaign_contact")
      .select("id")
      .where("campaign_id", "=", id)
      .orderBy("id")
      .execute();
    for (const [n, result] of results.entries())
      await db.updateTable("campaign_contact").set({ result }).where("id", "=", rows[n]!.id).execute();
    const listed = { organisationId: world.organisationId, note: null, addedBy: null, now: day(1) };
    await suppress(db, { ...listed, phones: ["+14155553900"], source: "user", expiresAt: null });
    await suppress(db, { ...listed, phones: ["+14155553901"], source: "user", expiresAt: day(1) });
    await db
      .updateTable("do_not_call")
      .set({ expires_at: new Date(0) })
      .where("phone", "=", "+14155553901")
      .execute();
    await db.updateTable("campaign_contact").set({ contact_id: null }).where("id", "=", rows.at(-1)!.id).execute();
    const mendable = results.filter((result) => !resultFacts[result].final).length;
    const retryable = async () => (await readCampaigns(db, world.organisationId, [id]))[0]!.retryable;
    expect(await retryable()).toBe(mendable + 1);
    await db.updateTable("campaign").set({ status: "running" }).where("id", "=", id).execute();
    expect(await retryable()).toBe(0);
  });
});
