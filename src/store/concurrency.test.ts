/** What several connections do to the same campaigns at once; the embedded database has only one. */
import { setTimeout as sleep } from "node:timers/promises";
import { defaultRules } from "#domain/campaign/settings.ts";
import { contactStatuses } from "#domain/contact/lifecycle.ts";
import { createPostgresDatabase } from "#harness/databases.ts";
import { addCampaign, addContacts, addEmployee, addLine, openWorld, type World } from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Actor, finishCancel, moveCampaigns } from "./campaign-moves.ts";
import { chosenByIds, makeDueAgain, purgeContacts, removeContacts } from "./campaign-writes.ts";
import { type Database, openDatabase } from "./db.ts";
import { lockOrganisation } from "./engine-view.ts";
import { writeRules } from "./rules.ts";
import { suppress } from "./suppress.ts";

const CAMPAIGNS = 4;
const CONTACTS = 200;
const now = new Date("2026-11-02T10:00:00Z");
const actor: Actor = { kind: "user", name: "Ada" };

let world: World;
let url: string;
let others: Database[];
let line: { lineId: number; employeeId: number };
let campaigns: number[];
const phones = Array.from({ length: CONTACTS }, (_, n) => `+1415555${2000 + n}`);

beforeAll(async () => {
  const made = await createPostgresDatabase();
  url = made.url;
  world = await openWorld(async () => ({ location: { url }, close: made.drop }));
  others = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url })));
  line = { lineId: await addLine(world), employeeId: await addEmployee(world) };
  await writeRules(world.database.sql, world.organisationId, defaultRules, new Date());
});
beforeEach(async () => {
  await sql`truncate campaign_contact, campaign_tally`.execute(world.database.sql);
  await world.database.sql.deleteFrom("do_not_call").execute();
  campaigns = [];
  for (let n = 0; n < CAMPAIGNS; n++) {
    const id = await addCampaign(world, line);
    // Every other campaign in the opposite order, so that the order of ids is not the order of numbers.
    const order = n % 2 === 0 ? phones : phones.toReversed();
    await addContacts(
      world,
      id,
      order.map((phone) => ({ phone })),
      now,
    );
    campaigns.push(id);
  }
});
afterAll(async () => {
  for (const other of others) await other.close();
  await world.close();
});

const statuses = sql.val([...contactStatuses]);

/** A campaign's counts, and their sum, in one snapshot. */
async function counts(database: Database, campaignId: number): Promise<Record<string, number>> {
  const { rows } = await sql<{ tally: string; n: number }>`
    select tally, n from campaign_tally where campaign_id = ${campaignId} and n <> 0
    union all select 'sum', coalesce(sum(n), 0) from campaign_tally
     where campaign_id = ${campaignId} and tally = any(${statuses}::text[])`.execute(database.sql);
  return Object.fromEntries(rows.map((row) => [row.tally, row.n]));
}

async function expectTrueCounts(): Promise<void> {
  const { rows } = await sql<{ wrong: number }>`
    select count(*) as wrong from (
      select campaign_id, status::text as tally, count(*) as n from campaign_contact group by 1, 2) counted
     full join (select * from campaign_tally where n <> 0 and tally = any(${statuses}::text[])) told using (campaign_id, tally)
     where counted.n is distinct from told.n`.execute(world.database.sql);
  expect(rows).toEqual([{ wrong: 0 }]);
}

test("a reader in the middle of a change of 100,000 rows sees the counts of before, then those of after", async () => {
  const { sql: db } = world.database;
  const campaignId = await addCampaign(world, line);
  await sql`insert into campaign_contact (organisation_id, campaign_id, zone_set, next_attempt_at)
    select ${world.organisationId}, ${campaignId}, 0, ${now} from generate_series(1, 100000)`.execute(db);
  const before = { pending: 100_000, sum: 100_000 };
  const changing = new AbortController();
  const seen: unknown[] = [];
  const reading = (async () => {
    while (!changing.signal.aborted) {
      seen.push(await counts(others[0]!, campaignId));
      await sleep(20);
    }
  })();
  await db.transaction().execute(async (transaction) => {
    await sql`
      update campaign_contact set status = 'no_answer', attempts = 1,
             next_attempt_at = case when id % 4 = 0 then now() + interval '1 hour' end
       where campaign_id = ${campaignId}`.execute(transaction);
    seen.push(await counts(others[0]!, campaignId));
    changing.abort();
    await reading;
  });
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(before)]));
  expect(await counts(others[0]!, campaignId)).toEqual({ no_answer: 100_000, retrying: 25_000, sum: 100_000 });
});

/** Runs the task on four connections of four pools at once, so often each. */
async function fourAtOnce(times: number, task: (database: Database, who: number, turn: number) => Promise<unknown>) {
  await Promise.all(
    others.map(async (database, who) => {
      for (let turn = 0; turn < times; turn++) await task(database, who, turn);
    }),
  );
}

test("four that change different contacts of the same campaigns, in any order, do not block each other for ever", async () => {
  const ids = (
    await world.database.sql.selectFrom("campaign_contact").select("id").where("campaign_id", "in", campaigns).execute()
  ).map((row) => row.id);
  await fourAtOnce(60, async (database, who, turn) => {
    const own = ids.filter((_, n) => n % 4 === who && (n >> 2) % 3 === turn % 3);
    const mine = turn % 2 === 0 ? own : own.toReversed();
    const status = contactStatuses[2 + ((who + turn) % 5)]!;
    await sql`
      update campaign_contact cc set status = ${status}::contact_status, next_attempt_at = null
        from unnest(${sql.val(mine)}::bigint[]) with ordinality as m(id, place) where cc.id = m.id`.execute(
      database.sql,
    );
  });
  await expectTrueCounts();
});

/** Rows of the table that nobody has locked. */
async function free(table: "campaign" | "campaign_contact"): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where organisation_id = ${world.organisationId} for update skip locked`.execute(
    others[2]!.sql,
  );
  return rows.map((row) => row.id).toSorted((one, other) => one - other);
}

async function waitForLock(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
      others[3]!.sql,
    );
    if (rows.length > 0) return;
    await sleep(5);
  }
}

/**
 * Holds one row, lets the task come up against it, and gives what the task has locked by then: all of its rows before
 * that one and none after it, when it takes them in the order of their ids.
 */
async function lockedBefore(
  table: "campaign" | "campaign_contact",
  held: number,
  task: (db: Database["sql"]) => Promise<unknown>,
): Promise<number[]> {
  const all = await free(table);
  let taken: number[] = [];
  const waiting = await others[0]!.sql.transaction().execute(async (transaction) => {
    await sql`select from ${sql.table(table)} where id = ${held} for update`.execute(transaction);
    const running = task(others[1]!.sql);
    await waitForLock();
    const left = new Set(await free(table));
    taken = all.filter((id) => id !== held && !left.has(id));
    return { running };
  });
  await waiting.running;
  return taken;
}

test.each<[string, (db: Database["sql"], campaignId: number, contactIds: number[]) => Promise<unknown>]>([
  ["finishCancel", (db, id) => finishCancel(db, id)],
  ["purgeContacts", (db, id) => purgeContacts(db, id)],
  ["removeContacts", (db, id, contactIds) => removeContacts(db, world.organisationId, id, chosenByIds(contactIds))],
  ["makeDueAgain", (db, id) => makeDueAgain(db, id, ["failed"], now)],
  [
    "suppress",
    (db) =>
      suppress(db, {
        organisationId: world.organisationId,
        phones,
        source: "simulator",
        note: null,
        addedBy: null,
        expiresAt: now,
        now,
      }),
  ],
])("%s takes contacts in the order of their ids, as every other statement does", async (name, task) => {
  const { sql: db } = world.database;
  const [, , , campaignId = 0] = campaigns;
  const retried = name === "makeDueAgain" ? { status: "failed" as const, next_attempt_at: null, attempts: 1 } : {};
  await db
    .updateTable("campaign_contact")
    .set({ retries_used: 0, ...retried })
    .where("campaign_id", "=", campaignId)
    .execute();
  if (name === "finishCancel")
    await db.updateTable("campaign").set({ status: "canceled" }).where("id", "=", campaignId).execute();
  // Rows written again stand elsewhere in the table than their ids say.
  await sql`update campaign_contact set retries_used = 1 where id % 3 = 0`.execute(db);
  const concerned = name === "suppress" ? campaigns : [campaignId];
  const rows = await db
    .selectFrom("campaign_contact")
    .select(["id", "contact_id"])
    .where("campaign_id", "in", concerned)
    .orderBy("id")
    .execute();
  const held = rows[Math.floor(rows.length / 2)]!.id;
  const contactIds = rows.flatMap((row) => row.contact_id ?? []).toReversed();
  const taken = await lockedBefore("campaign_contact", held, (other) => task(other, campaignId, contactIds));
  expect(taken).toEqual(rows.map((row) => row.id).filter((id) => id < held));
  await expectTrueCounts();
});

test("moveCampaigns takes campaigns in the order of their ids, however they are named and however they are found", async () => {
  await sql`update campaign set description = 'again' where id = ${campaigns[0]!}`.execute(world.database.sql);
  const taken = await lockedBefore("campaign", campaigns[2]!, (db) =>
    db.transaction().execute(async (transaction) => {
      // Read as they stand in the table, where the first is now the last.
      await sql`set local enable_indexscan = off`.execute(transaction);
      await sql`set local enable_bitmapscan = off`.execute(transaction);
      return moveCampaigns(transaction, {
        organisationId: world.organisationId,
        campaignIds: campaigns.toReversed(),
        from: ["queued"],
        to: "paused",
        kind: "paused",
        text: "Paused.",
        actor,
        now,
      });
    }),
  );
  expect(taken).toEqual(campaigns.slice(0, 2));
});

test("four that move the same campaigns at once: each move is made once, whatever the order of the ids", async () => {
  for (const [from, to] of [
    ["queued", "running"],
    ["running", "paused"],
  ] as const) {
    const moved = await Promise.all(
      others.map(({ sql: db }, who) =>
        moveCampaigns(db, {
          organisationId: world.organisationId,
          from: [from],
          to,
          kind: to,
          text: to,
          actor,
          now,
          campaignIds: who % 2 === 0 ? campaigns : campaigns.toReversed(),
        }),
      ),
    );
    expect(moved.flat().toSorted((a, b) => a - b)).toEqual(campaigns);
  }
  const noted = await world.database.sql
    .selectFrom("activity")
    .select("campaign_id")
    .where("campaign_id", "in", campaigns)
    .execute();
  expect(noted).toHaveLength(2 * CAMPAIGNS);
});

test("a process that falls asleep within a transaction keeps nobody waiting for its organisation's lock", async () => {
  const { organisationId } = world;
  const [sleeper, other] = others;
  const held = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const sleeping = sleeper!.sql.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    held.resolve();
    await woken.promise;
    await transaction.updateTable("campaign").set({ name: "Written in its sleep" }).execute();
  });
  await held.promise;
  await other!.sql.transaction().execute((transaction) => lockOrganisation(transaction, organisationId));
  woken.resolve();
  await expect(sleeping).rejects.toThrow("connection");
  const names = await other!.sql.selectFrom("campaign").select("name").execute();
  expect(names.map((campaign) => campaign.name)).not.toContain("Written in its sleep");
}, 60_000);
