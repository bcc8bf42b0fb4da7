import { campaignStatuses } from "#domain/campaign/lifecycle.ts";
import { defaultSettings } from "#domain/campaign/settings.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addContacts as addPeople,
  addEmployee,
  addLine,
  addOrganisation,
  openWorld,
  statusOf,
  tallies,
  type World,
} from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exportRows, importsOfCampaign, listActivity, listCampaignContacts } from "./campaign-contacts.ts";
import {
  type Actor,
  finishCancel,
  type Move,
  moveCampaigns,
  noteActivity,
  unfinishedCancels,
} from "./campaign-moves.ts";
import {
  addContacts,
  chosenByIds,
  chosenByImport,
  copyContacts,
  insertCampaign,
  lockCampaign,
  makeDueAgain,
  markDeleted,
  purgeContacts,
  removeContacts,
  updateCampaign,
} from "./campaign-writes.ts";

const now = new Date("2026-11-02T10:00:00Z");
const later = new Date("2026-11-03T10:00:00Z");
const actor: Actor = { kind: "user", name: "Ada" };
const phones = Array.from({ length: 6 }, (_, n) => ({
  phone: `+1415555600${n}`,
  firstName: ["Ann", "Bo", "Cy", "Di", "Ed", "Fay"][n]!,
}));

describe.each(databases)("a campaign's list on $name", ({ open }) => {
  let world: World;
  let parts: { lineId: number; employeeId: number };
  let source: number;
  let contacts: number[];
  let campaignId: number;
  beforeAll(async () => {
    world = await openWorld(open);
    parts = { lineId: await addLine(world), employeeId: await addEmployee(world) };
    source = await addCampaign(world, parts);
    await addPeople(world, source, phones, now);
    const rows = await world.database.sql.selectFrom("contact").select("id").orderBy("id").execute();
    contacts = rows.map((row) => row.id);
  });
  beforeEach(async () => {
    campaignId = await addCampaign(world, { ...parts, status: "draft" });
  });
  afterAll(() => world.close());

  const db = () => world.database.sql;
  const places = (id = campaignId) =>
    db().selectFrom("campaign_contact").selectAll().where("campaign_id", "=", id).orderBy("id").execute();
  const order = async (id = campaignId) => (await places(id)).map((row) => contacts.indexOf(row.contact_id!));
  const add = (ids: readonly number[]) => addContacts(db(), world.organisationId, campaignId, chosenByIds(ids), now);
  const at = (...positions: number[]) => positions.map((n) => contacts[n]!);

  test("has contacts in the order in which they were added, each once, and says how many were new", async () => {
    expect(await add(at(4, 1, 3))).toEqual({ added: 3, matched: 3 });
    expect(await add(at(0, 1, 5))).toEqual({ added: 2, matched: 3 });
    expect(await add([])).toEqual({ added: 0, matched: 0 });
    expect(await add([999_999])).toEqual({ added: 0, matched: 0 });
    expect(await order()).toEqual([4, 1, 3, 0, 5]);
    expect((await places())[0]).toMatchObject({ status: "pending", next_attempt_at: now, attempts: 0 });
  });

  test("takes nobody of another organisation", async () => {
    const other = await addOrganisation(world.database, `other-${campaignId}`);
    expect(await addContacts(db(), other, campaignId, chosenByIds(at(0)), now)).toEqual({ added: 0, matched: 0 });
  });

  test("takes an import's contacts in the order of its rows, and one of two rows with one number", async () => {
    const { id } = await db()
      .insertInto("import")
      .values({
        organisation_id: world.organisationId,
        file_name: "a.csv",
        status: "done",
        columns: '[{"name":"Phone"}]',
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const cells = (rows: number[]) => rows.map((row) => JSON.stringify([`cell ${row}`])).join("\n");
    const blocks = [
      { import_id: id, first: 1, last: 2, cells: cells([1, 2]) },
      { import_id: id, first: 3, last: 4, cells: cells([3, 4]) },
    ];
    await db().insertInto("import_block").values(blocks).execute();
    const met = (row: number, contact: number) => ({ import_id: id, row, contact_id: contacts[contact]! });
    await db()
      .insertInto("import_contact")
      .values([met(3, 0), met(4, 3)])
      .execute();
    const added = { import_id: id, import_row: 1 };
    await db().updateTable("contact").set(added).where("id", "=", contacts[3]!).execute();
    expect(await addContacts(db(), world.organisationId, campaignId, chosenByImport(id), now)).toEqual({
      added: 2,
      matched: 2,
    });
    expect(await order()).toEqual([3, 0]);
    expect(await importsOfCampaign(db(), world.organisationId, campaignId)).toEqual([
      { id, columns: [{ name: "Phone" }] },
    ]);
    expect(await importsOfCampaign(db(), "another", campaignId)).toEqual([]);
    const exported = await exportRows(db(), campaignId, [id], 0, 10);
    expect(exported.map((one) => one.cells)).toEqual([["cell 1"], ["cell 3"]]);
  });

  test("loses those who are taken out, unless they were called or are being called", async () => {
    await add(contacts);
    const [first, second] = await places();
    await db()
      .updateTable("campaign_contact")
      .set({ attempts: 1, status: "busy", next_attempt_at: null })
      .where("id", "=", first!.id)
      .execute();
    await db()
      .updateTable("campaign_contact")
      .set({ status: "in_progress", next_attempt_at: null })
      .where("id", "=", second!.id)
      .execute();
    const out = removeContacts(db(), world.organisationId, campaignId, chosenByIds([...at(0, 1, 2, 4, 4), 999_999]));
    expect(await out).toEqual({ removed: 2, matched: 4 });
    expect(await order()).toEqual([0, 1, 3, 5]);
    expect(await tallies(world, campaignId)).toEqual({ busy: 1, in_progress: 1, pending: 2 });
  });

  test("is copied in its order, as if none had been called, with the zones of now", async () => {
    await add(at(5, 2, 0));
    await db()
      .updateTable("campaign_contact")
      .set({ attempts: 2, status: "success", next_attempt_at: null, zone_set: 9 })
      .where("campaign_id", "=", campaignId)
      .execute();
    const copy = await addCampaign(world, { ...parts, status: "draft" });
    await copyContacts(db(), campaignId, copy, later);
    expect(await order(copy)).toEqual([5, 2, 0]);
    expect(
      new Set(
        (await places(copy)).map((row) =>
          [row.status, row.attempts, row.zone_set, row.next_attempt_at?.toISOString()].join(),
        ),
      ),
    ).toEqual(new Set([["pending", 0, 0, later.toISOString()].join()]));
  });

  test("is due again for chosen statuses, with a fresh budget, and for nobody who may not be called", async () => {
    await add(contacts);
    const rows = await places();
    const set = (n: number, values: Record<string, unknown>) =>
      db()
        .updateTable("campaign_contact")
        .set({ attempts: 3, retries_used: 2, next_attempt_at: null, ...values })
        .where("id", "=", rows[n]!.id)
        .execute();
    await set(0, { status: "failed" });
    await set(1, { status: "failed", result: "invalid_number" });
    await set(2, { status: "failed", next_attempt_at: later });
    await set(3, { status: "busy" });
    await set(4, { status: "no_answer" });
    expect(await makeDueAgain(db(), campaignId, ["failed", "busy"], now)).toBe(2);
    const due = (await places()).map((row) => [row.next_attempt_at, row.retries_used, row.waiting_for]);
    expect(due.slice(0, 5)).toEqual([
      [now, 0, "retry"],
      [null, 2, null],
      [later, 2, null],
      [now, 0, "retry"],
      [null, 2, null],
    ]);
    expect(await makeDueAgain(db(), campaignId, ["failed", "busy"], now)).toBe(0);
  });

  test("is shown page by page, by status and by name or number, with how many there are", async () => {
    await add(contacts);
    const rows = await places();
    await db()
      .updateTable("campaign_contact")
      .set({ status: "busy", next_attempt_at: null })
      .where("id", "=", rows[1]!.id)
      .execute();
    const first = await listCampaignContacts(db(), campaignId, { limit: 4, after: null });
    expect([first.rows.length, first.total]).toEqual([5, 6]);
    const rest = await listCampaignContacts(db(), campaignId, { limit: 4, after: first.rows[3]!.id });
    expect(rest.rows.map((row) => row.firstName)).toEqual(["Ed", "Fay"]);
    const shown = async (query: { status?: ["busy"] | ["pending", "busy"]; search?: string }) => {
      const answer = await listCampaignContacts(db(), campaignId, { limit: 50, after: null, ...query });
      expect(answer.total).toBe(answer.rows.length);
      return answer.rows.map((row) => row.firstName);
    };
    expect(await shown({ status: ["busy"] })).toEqual(["Bo"]);
    expect(await shown({ search: "d" })).toEqual(["Di", "Ed"]);
    expect(await shown({ search: "+1 (415) 555-6003" })).toEqual(["Di"]);
    expect(await shown({ search: "%" })).toEqual([]);
    expect(await shown({ status: ["pending", "busy"], search: "bo" })).toEqual(["Bo"]);
  });

  test("is exported a page at a time: every contact once, with its calls and what was said last", async () => {
    await add(contacts);
    const [place] = await places();
    for (const [n, seconds] of [10, 20].entries()) {
      const call = await addCall(world, {
        campaign_id: campaignId,
        campaign_contact_id: place!.id,
        attempt: n + 1,
        dialed_at: new Date(now.getTime() + n * 1000),
        ended_at: new Date(now.getTime() + n * 1000 + 500),
        talk_seconds: seconds,
      });
      await addConversation(world, call, { summary: `Talk ${n}`, collected: `{"n":${n}}` });
    }
    const seen = [];
    for (let after = 0; ;) {
      const page = await exportRows(db(), campaignId, [], after, 4);
      if (page.length === 0) break;
      seen.push(...page);
      after = page.at(-1)!.id;
    }
    expect(seen.map((row) => row.firstName)).toEqual(phones.map((one) => one.firstName));
    expect(seen[0]).toMatchObject({
      firstCalledAt: now,
      lastCalledAt: new Date(now.getTime() + 1000),
      lastEndedAt: new Date(now.getTime() + 1500),
      talkSeconds: 30,
      summary: "Talk 1",
      collected: { n: 1 },
      cells: null,
    });
    expect(seen[1]).toMatchObject({ status: "pending", firstCalledAt: null, talkSeconds: null, summary: null });
  });

  test("goes when the campaign is deleted, in steps, and its calls and their sums stay", async () => {
    await add(contacts);
    const call = await addCall(world, { campaign_id: campaignId, dialed_at: null, ended_at: null, state: "claimed" });
    await db()
      .updateTable("call")
      .set({ dialed_at: now, ended_at: now, state: "ended", outcome: "busy" })
      .where("id", "=", call)
      .execute();
    await markDeleted(db(), campaignId, now);
    await purgeContacts(db(), campaignId);
    expect(await places()).toEqual([]);
    expect(await tallies(world, campaignId)).toEqual({ attempts: 1 });
    const kept = await db()
      .selectFrom("call_tally")
      .select(["outcome", "n"])
      .where("campaign_id", "=", campaignId)
      .execute();
    expect(kept).toEqual([{ outcome: "busy", n: 1 }]);
  });

  const move = (given: Partial<Move> = {}) =>
    moveCampaigns(db(), {
      organisationId: world.organisationId,
      campaignIds: [campaignId],
      from: ["queued"],
      to: "running",
      kind: "began",
      text: "Running.",
      actor,
      now,
      ...given,
    });

  test("moves only from where it may, once, and notes it", async () => {
    for (const status of campaignStatuses) {
      await db().updateTable("campaign").set({ status, started_at: null }).where("id", "=", campaignId).execute();
      expect(await move()).toEqual(status === "queued" ? [campaignId] : []);
      expect(await statusOf(world, campaignId)).toBe(status === "queued" ? "running" : status);
    }
    expect(await move({ from: campaignStatuses, organisationId: "another" })).toEqual([]);
    expect(await move({ campaignIds: [] })).toEqual([]);
    const { rows, total } = await listActivity(db(), campaignId, { limit: 10, after: null });
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ kind: "began", text: "Running.", actorKind: "user", actorName: "Ada", at: now }]);
  });

  test("keeps when it first ran, and forgets a reason that no longer holds", async () => {
    const row = () => db().selectFrom("campaign").selectAll().where("id", "=", campaignId).executeTakeFirstOrThrow();
    await move({ from: ["draft"], set: { scheduled_at: later } });
    await move({ from: ["running"], to: "paused", reason: "The line failed.", now: later });
    expect(await row()).toMatchObject({ started_at: now, status_reason: "The line failed.", scheduled_at: later });
    await move({ from: ["paused"], now: later });
    expect(await row()).toMatchObject({ started_at: now, status_reason: null });
    await markDeleted(db(), campaignId, now);
    expect(await move({ from: ["running"], to: "paused" })).toEqual([]);
  });

  test("has its activity latest first, page by page", async () => {
    for (let n = 0; n < 5; n++)
      await noteActivity(db(), {
        organisationId: world.organisationId,
        campaignIds: [campaignId],
        kind: "note",
        text: `${n}`,
        actor,
        now,
      });
    const first = await listActivity(db(), campaignId, { limit: 2, after: null });
    expect([first.rows.map((row) => row.text), first.total]).toEqual([["4", "3", "2"], 5]);
    const next = await listActivity(db(), campaignId, { limit: 10, after: first.rows[1]!.id });
    expect(next.rows.map((row) => row.text)).toEqual(["2", "1", "0"]);
  });

  test("is written with its settings, each edit a new version, and locked only where it is", async () => {
    const fields = {
      name: "A",
      description: "",
      aiEmployeeId: null,
      lineId: null,
      callerId: null,
      settings: defaultSettings,
    };
    const id = await insertCampaign(db(), world.organisationId, fields, "Ada");
    await updateCampaign(db(), id, { ...fields, name: "B", settings: { ...defaultSettings, maxConcurrentCalls: 3 } });
    await db()
      .transaction()
      .execute(async (transaction) => {
        expect(await lockCampaign(transaction, world.organisationId, id)).toMatchObject({
          name: "B",
          status: "draft",
          settings_version: 2,
          settings: { maxConcurrentCalls: 3 },
          created_by: "Ada",
        });
        expect(await lockCampaign(transaction, "another", id)).toBeUndefined();
        await markDeleted(transaction, id, now);
        expect(await lockCampaign(transaction, world.organisationId, id)).toBeUndefined();
      });
  });

  test("is canceled to its end in more steps than one, taken up again where a crash left it", async () => {
    const { rows } = await sql<{ n: number }>`
      with many as (insert into campaign_contact (organisation_id, campaign_id, zone_set, status, attempts, next_attempt_at)
        select ${world.organisationId}, ${campaignId}, 0, (case when n % 5 = 0 then 'busy' else 'pending' end)::contact_status,
               (n % 5 = 0)::integer, ${now} from generate_series(1, 21000) n returning 1)
      select count(*) as n from many`.execute(db());
    expect(rows[0]!.n).toBe(21_000);
    await finishCancel(db(), campaignId);
    expect(await tallies(world, campaignId)).toEqual({ pending: 16_800, busy: 4_200, retrying: 4_200 });

    await db().updateTable("campaign").set({ status: "canceled" }).where("id", "=", campaignId).execute();
    // As a crash leaves it: some are done, and what is left is more than one step.
    await sql`update campaign_contact set next_attempt_at = null, status = case when status = 'pending' then 'canceled' else status end
       where id in (select id from campaign_contact where campaign_id = ${campaignId} order by id limit 500)`.execute(
      db(),
    );
    expect(await unfinishedCancels(db())).toEqual([campaignId]);
    await finishCancel(db(), campaignId);
    expect(await tallies(world, campaignId)).toEqual({ canceled: 16_800, busy: 4_200 });
    expect(await unfinishedCancels(db())).toEqual([]);
  });
});
