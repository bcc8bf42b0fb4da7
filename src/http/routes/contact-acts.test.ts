import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addEmployee, addLine, addOrganisation, openWorld, tallies, type World } from "#harness/world.ts";
import { eraseTraces } from "#jobs/erase-traces.ts";
import { tidySearch } from "#store/contact-tidy.ts";
import { systemClock } from "#src/system-clock.ts";
import { bindContacts } from "./contacts.ts";

describe.each(databases)("what is done to contacts on $name", ({ open }) => {
  let world: World;
  let api: Api;
  let lineId: number;
  let employeeId: number;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindContacts(server, world.database.sql, systemClock()));
    [lineId, employeeId] = [await addLine(world), await addEmployee(world)];
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });
  beforeEach(async () => {
    const { sql: db } = world.database;
    for (const table of ["campaign", "campaign_contact", "call", "conversation", "do_not_call", "contact"] as const)
      await db.deleteFrom(table).execute();
  });

  const create = async (phone: string, given: object = {}, organisationId?: string) => {
    const { status, body } = await api.ask("POST", "/contacts", { phone, ...given }, organisationId);
    expect(status).toBe(201);
    return body.id as string;
  };
  const campaign = () => addCampaign(world, { lineId, employeeId });
  const place = async (campaignId: number, id: string, given: object = {}) => {
    const row = { organisation_id: world.organisationId, campaign_id: campaignId, contact_id: Number(id), zone_set: 0 };
    return world.database.sql
      .insertInto("campaign_contact")
      .values({ ...row, next_attempt_at: new Date(), ...given })
      .returning("id")
      .executeTakeFirstOrThrow()
      .then((made) => made.id);
  };
  const places = (campaignId: number) =>
    world.database.sql
      .selectFrom("campaign_contact")
      .select(["id", "contact_id", "status", "next_attempt_at"])
      .where("campaign_id", "=", campaignId)
      .orderBy("id")
      .execute();
  const ended = { status: "no_answer", attempts: 1, next_attempt_at: null };
  const retrying = { status: "busy", attempts: 1, waiting_for: "retry" };

  /** Every text and JSON of every table that has the word in it, as `table.column`. */
  async function whereIs(word: string): Promise<string[]> {
    const { sql: db } = world.database;
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and data_type not in ('bigint', 'integer', 'boolean', 'timestamp with time zone')
       order by 1, 2`.execute(db);
    const found: string[] = [];
    for (const { table, column } of rows) {
      const { rows: hits } =
        await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)}::text ilike ${`%${word}%`}
        limit 1`.execute(db);
      if (hits.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  }

  test("merging fills blanks, joins tags, and brings calls, conversations and places in campaigns", async () => {
    const known = { firstName: "Ada", tags: ["VIP"], attributes: { plan: "gold", town: "" } };
    const id = await create("+14155550100", known);
    const more = {
      firstName: "Augusta",
      lastName: "King",
      tags: ["vip", "new"],
      attributes: { town: "York", plan: "x" },
    };
    const otherId = await create("+4930123456", { ...more, timezone: "Europe/Paris" });
    const [alone, bothNew, mineCalled, theirsCalled, bothCalled] = [
      await campaign(),
      await campaign(),
      await campaign(),
      await campaign(),
      await campaign(),
    ];
    await place(alone, otherId);
    const kept = [await place(bothNew, id), await place(mineCalled, id, ended)];
    await place(bothNew, otherId);
    await place(mineCalled, otherId);
    await place(theirsCalled, id);
    const theirs = await place(theirsCalled, otherId, retrying);
    const mine = await place(bothCalled, id, ended);
    const lost = await place(bothCalled, otherId, retrying);
    const call = await addCall(world, { contact_id: Number(otherId), campaign_contact_id: lost, outcome: "busy" });
    await addConversation(world, call, { contact_id: Number(otherId) });

    const { status, body } = await api.ask("POST", `/contacts/${id}/merge`, { otherId });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        id,
        phone: "+14155550100",
        firstName: "Ada",
        lastName: "King",
        tags: ["VIP", "new"],
        timezone: "Europe/Paris",
        attributes: { plan: "gold", town: "York" },
        lastCall: { id: String(call), outcome: "busy" },
      },
    });
    expect((await api.ask("GET", `/contacts/${otherId}`)).status).toBe(404);
    const contact_id = Number(id);
    expect(await places(alone)).toMatchObject([{ contact_id, status: "pending" }]);
    expect(await places(bothNew)).toMatchObject([{ id: kept[0], contact_id }]);
    expect(await places(mineCalled)).toMatchObject([{ id: kept[1], contact_id, status: "no_answer" }]);
    expect(await places(theirsCalled)).toMatchObject([{ id: theirs, contact_id, status: "busy" }]);
    expect((await places(theirsCalled))[0]?.next_attempt_at).not.toBeNull();
    expect(await places(bothCalled)).toMatchObject([
      { id: mine, contact_id, status: "no_answer" },
      { id: lost, contact_id: null, status: "busy", next_attempt_at: null },
    ]);
    expect(await tallies(world, bothCalled)).toEqual({ no_answer: 1, busy: 1 });
    expect(await tallies(world, theirsCalled)).toEqual({ busy: 1, retrying: 1 });
    expect((await api.ask("GET", `/contacts/${id}/calls`)).body.total).toBe(1);
    expect((await api.ask("GET", "/contacts")).body.total).toBe(1);
  });

  test("merging takes the other's number where that is wanted, and its zone", async () => {
    const id = await create("+14155550100");
    const otherId = await create("+4930123456");
    await place(await campaign(), id);
    const { body } = await api.ask("POST", `/contacts/${id}/merge`, { otherId, phone: "other" });
    expect(body.phone).toBe("+4930123456");
    const { rows } = await sql<{ zones: string[] }>`
      select z.zones from campaign_contact cc join zone_set z on z.id = cc.zone_set`.execute(world.database.sql);
    expect(rows).toEqual([{ zones: ["Europe/Berlin"] }]);
  });

  test("nothing is merged with itself, with another organisation's, or while one of them is being called", async () => {
    const id = await create("+14155550100");
    const otherId = await create("+14155550101");
    const theirs = await create("+14155550102", {}, "org2");
    const merge = async (other: string) =>
      (await api.ask("POST", `/contacts/${id}/merge`, { otherId: other })).body.code;
    expect(await merge(id)).toBe("invalid");
    expect(await merge(theirs)).toBe("not_found");
    await place(await campaign(), otherId, { status: "in_progress", attempts: 1, next_attempt_at: null });
    expect(await merge(otherId)).toBe("in_use");
    expect((await api.ask("GET", "/contacts")).body.total).toBe(2);
  });

  test("tags are added and taken away whatever their capitals, for those picked or those of a filter", async () => {
    const id = await create("+14155550100", { tags: ["VIP", "old"] });
    const otherId = await create("+14155550101", { tags: ["new"] });
    const tag = async (body: object) => (await api.ask("POST", "/contacts/tag", body)).body.changed;
    const tags = async () => [
      (await api.ask("GET", `/contacts/${id}`)).body.tags,
      (await api.ask("GET", `/contacts/${otherId}`)).body.tags,
    ];
    expect(await tag({ contactIds: [id, otherId], add: ["vip", "x", " x "], remove: ["OLD"] })).toBe(2);
    expect(await tags()).toEqual([
      ["VIP", "x"],
      ["new", "vip", "x"],
    ]);
    const isNew = { all: [{ field: "tag", op: "is", value: "new" }] };
    expect(await tag({ filter: isNew, add: ["new"], remove: ["new", "x"] })).toBe(1);
    expect(await tags()).toEqual([
      ["VIP", "x"],
      ["vip", "new"],
    ]);
    expect(await tag({ filter: { all: [] }, add: ["vip"] })).toBe(0);
    expect((await api.ask("POST", "/contacts/tag", { add: ["x"] })).status).toBe(400);
  });

  test("many are deleted at once, but those that are being called; and their numbers are listed at once", async () => {
    const ids = [await create("+14155550100"), await create("+14155550101"), await create("+14155550102")];
    const campaignId = await campaign();
    await place(campaignId, ids[0]!, { status: "in_progress", attempts: 1, next_attempt_at: null });
    await place(campaignId, ids[1]!);
    const list = { filter: { all: [] }, search: "0101", note: "moved away" };
    expect((await api.ask("POST", "/contacts/do-not-call", list)).body).toEqual({ added: 1, already: 0 });
    expect(await tallies(world, campaignId)).toEqual({ in_progress: 1, skipped: 1 });
    expect((await api.ask("POST", "/contacts/do-not-call", { contactIds: ids })).body).toEqual({
      added: 2,
      already: 1,
    });
    expect((await api.ask("POST", "/contacts/do-not-call", { contactIds: ids })).body).toEqual({
      added: 0,
      already: 3,
    });
    const past = { contactIds: ids, expiresAt: "2020-01-01T00:00:00Z" };
    expect((await api.ask("POST", "/contacts/do-not-call", past)).status).toBe(422);
    expect((await api.ask("GET", `/contacts/${ids[2]}`)).body.doNotCall).toBe(true);
    expect((await api.ask("POST", "/contacts/delete", { filter: { all: [] } })).body).toEqual({ deleted: 2, inUse: 1 });
    expect((await api.ask("GET", "/contacts")).body).toMatchObject({ total: 1, items: [{ id: ids[0] }] });
    expect(await tallies(world, campaignId)).toEqual({ in_progress: 1 });
  });

  test("a deleted person is nowhere any more: neither number nor name", async () => {
    const id = await create("+14155557171", {
      firstName: "Zenobia",
      attributes: { nick: "Zenobia" },
      tags: ["zenobia"],
    });
    const otherId = await create("+14155557272", { lastName: "Zenobia" });
    const contact_id = Number(id);
    const campaignId = await campaign();
    const cc = await place(campaignId, id, { ...retrying });
    // A call that came to nothing left the place as new, with an attempt.
    await place(await campaign(), id, { attempts: 1 });
    const given = { contact_id, campaign_contact_id: cc, phone: "+14155557171", outcome: "success" as const };
    const call = await addCall(world, { ...given, variables: `{"first_name": "Zenobia"}` });
    const transcript = [{ speaker: "contact" as const, text: "Zenobia", at: 0 }];
    await addConversation(world, call, { contact_id, summary: "Zenobia", transcript: JSON.stringify(transcript) });
    const { sql: db } = world.database;
    const { id: import_id } = await db
      .insertInto("import")
      .values({ organisation_id: world.organisationId, file_name: "a.csv", status: "done" })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("import_block")
      .values({ import_id, first: 1, last: 1, cells: `["Zenobia","+14155557171"]`, phones: [14_155_557_171] })
      .execute();
    await db
      .insertInto("import_verdict")
      .values({ import_id, row: 1, verdict: "other", lacks: "Zenobia has no plan." })
      .execute();
    await db
      .insertInto("import_contact")
      .values({ import_id, row: 1, contact_id, before: `{"first_name": "Zenobia"}` })
      .execute();
    await tidySearch(db);
    await api.ask("POST", `/contacts/${id}/merge`, { otherId });
    expect(await whereIs("14155557171")).toEqual([
      "call.phone",
      "contact.phone",
      "contact_search.words",
      "import_block.cells",
      "import_block.phones",
    ]);
    const before = await tallies(world, campaignId);
    expect((await api.ask("DELETE", `/contacts/${id}`)).status).toBe(204);
    await tidySearch(db);
    // Who is to be erased stands in the database until the job has found every trace.
    const faults: unknown[] = [];
    const stop = await eraseTraces({ database: world.database, onFault: (fault) => faults.push(fault) });
    for (const word of ["14155557171", "14155557272", "zenobia"]) await expect.poll(() => whereIs(word)).toEqual([]);
    await stop();
    expect(faults).toEqual([]);
    expect(await tallies(world, campaignId)).toEqual({ busy: before["busy"] });
  });

  test("a history has everything in the order of time, page by page", async () => {
    const id = await create("+14155550100", { firstName: "Ada" });
    const contact_id = Number(id);
    const at = (day: number) => new Date(Date.UTC(2020, 0, day));
    const { sql: db } = world.database;
    const { id: import_id } = await db
      .insertInto("import")
      .values({ organisation_id: world.organisationId, file_name: "a.csv", status: "done", finished_at: at(1) })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .updateTable("contact")
      .set({ created_at: at(1), import_id, import_row: 1 })
      .execute();
    const campaignId = await campaign();
    const cc = await place(campaignId, id, ended);
    const call = await addCall(world, {
      contact_id,
      campaign_id: campaignId,
      campaign_contact_id: cc,
      outcome: "success",
      queued_at: at(2),
    });
    const conversation = await addConversation(world, call, { contact_id, summary: "All is well.", created_at: at(3) });
    await api.ask("POST", `/contacts/${id}/merge`, { otherId: await create("+14155550101") });

    const entries: object[] = [];
    for (let cursor = ""; ;) {
      const { body, status } = await api.ask("GET", `/contacts/${id}/history?limit=2${cursor}`);
      expect({ status, total: body.total }).toEqual({ status: 200, total: 6 });
      entries.push(...body.items);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(entries).toEqual([
      { kind: "merge", at: expect.any(String), by: expect.any(String) },
      {
        kind: "conversation",
        at: at(3).toISOString(),
        conversationId: String(conversation),
        callId: String(call),
        summary: "All is well.",
      },
      {
        kind: "campaign",
        at: at(2).toISOString(),
        campaignId: String(campaignId),
        name: "Campaign",
        status: "no_answer",
        attempts: 1,
        nextAttemptAt: null,
      },
      {
        kind: "call",
        at: at(2).toISOString(),
        callId: String(call),
        campaignId: String(campaignId),
        attempt: 1,
        state: "ended",
        outcome: "success",
        result: null,
      },
      { kind: "import", at: at(1).toISOString(), importId: String(import_id), fileName: "a.csv", added: false },
      { kind: "added", at: at(1).toISOString() },
    ]);
    expect((await api.ask("GET", `/contacts/${id}/history`, undefined, "org2")).status).toBe(404);
    expect((await api.ask("GET", `/contacts/${id}/history?cursor=WzEsMiwzXQ`)).status).toBe(400);
  });
});
