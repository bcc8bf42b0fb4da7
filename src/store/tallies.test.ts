import fc from "fast-check";
import { callResults, outcomes, resultFacts } from "#domain/call/outcomes.ts";
import { attemptedStatuses, contactStatuses, skipReasons, type ContactStatus } from "#domain/contact/lifecycle.ts";
import { addCall } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addContacts, addEmployee, addLine, openWorld, type World } from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

/** Results that an unanswered call may have: of some, a person was at the other end. */
const results = callResults.filter((result) => resultFacts[result].outcomes.includes("no_answer"));

/** What a campaign contact may be, as far as it is counted. */
const place = fc
  .record({
    status: fc.oneof(fc.constantFrom(...contactStatuses), fc.constant("no_answer" as const)),
    due: fc.boolean(),
    result: fc.option(fc.constantFrom(...results)),
    zone_set: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ status, due, result, zone_set }) => {
    const attempted = attemptedStatuses.some((one) => one === status);
    const next_attempt_at = status === "pending" || (attempted && due) ? "2026-11-02T10:00:00Z" : null;
    return { status, next_attempt_at, result, zone_set, skip_reason: status === "skipped" ? skipReasons[0] : null };
  });
type Place = typeof place extends fc.Arbitrary<infer T> ? T : never;

const CAMPAIGNS = 3;
const CONTACTS = 8;

/** A chosen place of a contact in a campaign, and what it becomes. */
const change = fc.record({
  campaign: fc.integer({ min: 0, max: CAMPAIGNS - 1 }),
  contact: fc.integer({ min: 0, max: CONTACTS - 1 }),
  place,
});
const some = fc.uniqueArray(change, {
  maxLength: 12,
  selector: ({ campaign, contact }) => campaign * CONTACTS + contact,
});

/** One statement each, over several campaigns at once. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("put" as const), places: some }),
    fc.record({ kind: fc.constant("add" as const), places: some }),
    fc.record({ kind: fc.constant("change" as const), places: some }),
    fc.record({ kind: fc.constant("remove" as const), places: some }),
    fc.record({ kind: fc.constant("undone" as const), places: some }),
  ),
  { minLength: 1, maxLength: 8 },
);

describe.each(databases)("tallies on $name", ({ open }) => {
  let world: World;
  let campaigns: number[];
  let contacts: number[];
  beforeAll(async () => {
    world = await openWorld(open);
    const [lineId, employeeId] = [await addLine(world), await addEmployee(world)];
    campaigns = [];
    for (let n = 0; n < CAMPAIGNS; n++) campaigns.push(await addCampaign(world, { lineId, employeeId }));
    const phones = Array.from({ length: CONTACTS }, (_, n) => ({ phone: `+1415555${2000 + n}` }));
    await addContacts(world, campaigns[0]!, phones, new Date());
    const rows = await world.database.sql.selectFrom("contact").select("id").orderBy("id").execute();
    contacts = rows.map((row) => row.id);
  });
  beforeEach(() => empty(world));
  afterEach(() => empty(world));
  afterAll(() => world.close());

  const rowsOf = (places: ReadonlyArray<{ campaign: number; contact: number; place: Place }>) =>
    JSON.stringify(
      places.map((one) => ({
        ...one.place,
        campaign_id: campaigns[one.campaign],
        contact_id: contacts[one.contact],
      })),
    );
  const record = sql`r(campaign_id bigint, contact_id bigint, status contact_status, next_attempt_at timestamptz,
    result call_result, zone_set integer, skip_reason skip_reason)`;
  const columns = sql`organisation_id, campaign_id, contact_id, zone_set, status, next_attempt_at, result, skip_reason`;
  const values = sql`${sql.lit("org1")}, campaign_id, contact_id, zone_set, status, next_attempt_at, result, skip_reason`;

  test("of contacts equal a recount after any changes, however many and in however many campaigns at once", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        await empty(world);
        for (const { kind, places } of taken) {
          const db = world.database.sql;
          const rows = rowsOf(places);
          const added = sql`insert into campaign_contact (${columns}) select ${values} from jsonb_to_recordset(${rows}::jsonb) as ${record}`;
          const changed = sql`
            update campaign_contact cc set status = r.status, next_attempt_at = r.next_attempt_at, result = r.result,
                   zone_set = r.zone_set, skip_reason = r.skip_reason
              from jsonb_to_recordset(${rows}::jsonb) as ${record}
             where cc.campaign_id = r.campaign_id and cc.contact_id = r.contact_id`;
          const upserted = sql`${added} on conflict (campaign_id, contact_id) do update
            set status = excluded.status, next_attempt_at = excluded.next_attempt_at, result = excluded.result,
                zone_set = excluded.zone_set, skip_reason = excluded.skip_reason`;
          if (kind === "add") await sql`${added} on conflict do nothing`.execute(db);
          if (kind === "put") await upserted.execute(db);
          if (kind === "change") await changed.execute(db);
          if (kind === "remove")
            await sql`delete from campaign_contact cc using jsonb_to_recordset(${rows}::jsonb) as ${record}
                       where cc.campaign_id = r.campaign_id and cc.contact_id = r.contact_id`.execute(db);
          if (kind === "undone")
            await db
              .transaction()
              .execute(async (transaction) => {
                await upserted.execute(transaction);
                throw new Error("undone");
              })
              .catch((error: Error) => expect(error.message).toBe("undone"));
          await expectRecount(world);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("of calls equal a recount, by campaign and by quarter hour and outcome", async () => {
    const call = fc.record({
      campaign: fc.option(fc.integer({ min: 0, max: CAMPAIGNS - 1 })),
      dialed: fc.boolean(),
      endedAt: fc.option(
        fc.date({ min: new Date("2026-11-01T10:00:00Z"), max: new Date("2026-11-01T10:45:00Z"), noInvalidDate: true }),
      ),
      outcome: fc.option(fc.constantFrom(...outcomes)),
      talkSeconds: fc.option(fc.integer({ min: 0, max: 600 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 20 }), fc.nat(20), async (calls, at) => {
        await empty(world);
        const db = world.database.sql;
        const ids: number[] = [];
        for (const [n, one] of calls.entries()) {
          const campaign_id = one.campaign === null ? null : campaigns[one.campaign]!;
          ids.push(
            await addCall(world, { campaign_id, phone: `+1${n}`, state: "claimed", dialed_at: null, ended_at: null }),
          );
        }
        const rows = (from: readonly number[]) =>
          JSON.stringify(
            from.map((n) => ({
              id: ids[n],
              ended_at: calls[n]!.endedAt,
              outcome: calls[n]!.outcome,
              talk: calls[n]!.talkSeconds,
            })),
          );
        const dialed = [...calls.keys()].filter((n) => calls[n]!.dialed);
        const ended = dialed.filter((n) => calls[n]!.endedAt !== null);
        const end = (part: readonly number[]) =>
          sql`update call k set state = 'ended', ended_at = r.ended_at, outcome = r.outcome, talk_seconds = r.talk
                from jsonb_to_recordset(${rows(part)}::jsonb) as r(id bigint, ended_at timestamptz, outcome outcome, talk float8)
               where k.id = r.id`.execute(db);
        await sql`update call set state = 'dialing', dialed_at = now() where id = any(${sql.val(dialed.map((n) => ids[n]!))}::bigint[])`.execute(
          db,
        );
        await end(ended.slice(0, at));
        await expectRecount(world);
        await end(ended.slice(at));
        // What was never dialled leaves no trace; what was written twice counts once.
        await sql`delete from call where state = 'claimed'`.execute(db);
        await sql`update call set owner = 'another'`.execute(db);
        await expectRecount(world);
      }),
      { numRuns: 20 },
    );
  });

  test("keep every zone set that a campaign's contacts have had", async () => {
    const db = world.database.sql;
    const zonesOf = async (campaign: number) =>
      (
        await db
          .selectFrom("campaign_zone")
          .select("zone_set")
          .where("campaign_id", "=", campaign)
          .orderBy("zone_set")
          .execute()
      ).map((row) => row.zone_set);
    await sql`insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
      select ${world.organisationId}, c, p.id, p.id % 2, now() from contact p, unnest(${sql.val(campaigns.slice(0, 2))}::bigint[]) c`.execute(
      db,
    );
    expect(await zonesOf(campaigns[0]!)).toEqual([0, 1]);
    await sql`update campaign_contact set zone_set = 7 where campaign_id = ${campaigns[0]!} and zone_set = 1`.execute(
      db,
    );
    await sql`update campaign_contact set campaign_id = ${campaigns[2]!} where campaign_id = ${campaigns[0]!}`.execute(
      db,
    );
    expect(await zonesOf(campaigns[0]!)).toEqual([0, 1, 7]);
    expect(await zonesOf(campaigns[1]!)).toEqual([0, 1]);
    expect(await zonesOf(campaigns[2]!)).toEqual([0, 7]);
  });
});

/** Takes every contact out of the campaigns and every call away, with what was counted of calls. */
async function empty(world: World): Promise<void> {
  const db = world.database.sql;
  await sql`delete from campaign_contact`.execute(db);
  await sql`delete from call`.execute(db);
  await sql`delete from call_tally`.execute(db);
  await sql`delete from campaign_tally where tally in ('attempts', 'live')`.execute(db);
  await sql`delete from campaign_zone`.execute(db);
}

const withoutZeros = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].filter(([, n]) => n !== 0));

function counting() {
  const counts = new Map<string, number>();
  const count = (key: string, n = 1) => counts.set(key, (counts.get(key) ?? 0) + n);
  return { counts, count };
}

/** Counts what stands in the rows, one by one, and compares with what the triggers say. */
async function expectRecount(world: World): Promise<void> {
  const db = world.database.sql;
  const said = await db.selectFrom("campaign_tally").selectAll().execute();
  const rows = await db.selectFrom("campaign_contact").selectAll().execute();
  const calls = await db.selectFrom("call").selectAll().where("campaign_id", "is not", null).execute();
  const { counts, count } = counting();
  for (const row of rows) {
    count(`${row.campaign_id} ${row.status}`);
    if (row.next_attempt_at && row.status !== "pending") count(`${row.campaign_id} retrying`);
    const heard = row.result === "hung_up" || row.result === "silent" || row.result === "opted_out";
    const { result } = row;
    const mayBeCalled = row.contact_id !== null && (result === null || !resultFacts[result].final);
    if (row.status === "failed" && row.next_attempt_at === null && mayBeCalled) count(`${row.campaign_id} retryable`);
    if (row.status === "success" || (row.status === "no_answer" && heard)) count(`${row.campaign_id} human`);
  }
  for (const call of calls) {
    if (!call.dialed_at) continue;
    count(`${call.campaign_id} attempts`);
    if (!call.ended_at) count(`${call.campaign_id} live`);
  }
  const told = new Map(said.map((row) => [`${row.campaign_id} ${row.tally}`, row.n]));
  expect(withoutZeros(told)).toEqual(withoutZeros(counts));
  const statuses = new Set<string>(contactStatuses satisfies readonly ContactStatus[]);
  const sum = said.filter((row) => statuses.has(row.tally)).reduce((total, row) => total + row.n, 0);
  expect(sum).toBe(rows.length);

  const buckets = counting();
  for (const call of calls) {
    if (!call.ended_at) continue;
    const at = Math.floor(call.ended_at.getTime() / 900_000) * 900_000;
    const key = `${call.campaign_id} ${at} ${call.outcome ?? "none"}`;
    buckets.count(key);
    buckets.count(`${key} seconds`, call.talk_seconds ?? 0);
  }
  const kept = await db.selectFrom("call_tally").selectAll().execute();
  const inBuckets = kept.flatMap((row): Array<[string, number]> => {
    const key = `${row.campaign_id} ${row.bucket.getTime()} ${row.outcome}`;
    return [
      [key, row.n],
      [`${key} seconds`, row.talk_seconds],
    ];
  });
  expect(withoutZeros(new Map(inBuckets))).toEqual(withoutZeros(buckets.counts));

  const zones = await db.selectFrom("campaign_zone").selectAll().execute();
  const known = new Set(zones.map((row) => `${row.campaign_id} ${row.zone_set}`));
  expect(rows.filter((row) => !known.has(`${row.campaign_id} ${row.zone_set}`))).toEqual([]);
}
