/** How long a claim takes among many pending contacts, campaigns and zones. */
import { sql } from "kysely";
import { planByIndex } from "#store/engine-view.ts";
import { type Ask, claim } from "#store/claim.ts";
import { addCampaign, addEmployee, addLine, openWorld, type World } from "#harness/world.ts";
import { percentile, type Row } from "../measure.ts";

const CAMPAIGNS = 100;
const ZONES = 40;
const DO_NOT_CALL = 20_000;
const ROUNDS = 200;
const AT_ONCE = 50;

export interface ClaimTimes {
  pending: number;
  p50: number;
  p99: number;
}

/** Claims of 50 contacts each, spread over all campaigns; every claim is committed, and its calls ended, as in life. */
export async function claimTimes(open: Parameters<typeof openWorld>[0], pending: number): Promise<ClaimTimes> {
  const world = await openWorld(open);
  try {
    const lineId = await addLine(world);
    const employeeId = await addEmployee(world);
    const campaignIds: number[] = [];
    for (let n = 0; n < CAMPAIGNS; n++) campaignIds.push(await addCampaign(world, { lineId, employeeId }));
    await fill(world, campaignIds, pending);
    const { sql: db } = world.database;
    const zoneSets = (await db.selectFrom("zone_set").select("id").where("id", ">", 0).execute()).map((row) => row.id);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const now = new Date();
      const asks = Array.from({ length: 5 }, (_, n) =>
        ask(campaignIds[(round * 5 + n) % CAMPAIGNS]!, AT_ONCE / 5, zoneSets, lineId, employeeId),
      );
      const before = performance.now();
      const { claimed } = await db.transaction().execute(async (transaction) => {
        await planByIndex(transaction);
        return claim(transaction, world.organisationId, "bench", now, asks);
      });
      times.push(performance.now() - before);
      const ids = claimed.map((call) => call.id);
      await sql`update call set ended_at = ${now}, state = 'ended' where id = any(${sql.val(ids)}::bigint[])`.execute(
        db,
      );
    }
    // The first claims warm the caches of a server that was filled a moment ago.
    const warm = times.slice(20);
    return { pending, p50: percentile(warm, 0.5), p99: percentile(warm, 0.99) };
  } finally {
    await world.close();
  }
}

function ask(campaignId: number, quota: number, zoneSets: number[], lineId: number, employeeId: number): Ask {
  return {
    campaignId,
    quota,
    zoneSets,
    lineId,
    lineKind: "simulator",
    employeeId,
    employeeVersion: 1,
    settingsVersion: 1,
    callerId: null,
    simulated: true,
    gapMinutes: 60,
    cap: 3,
    required: [],
  };
}

/** Contacts over all campaigns and zones, written by the database itself; statistics are fresh afterwards. */
async function fill(world: World, campaignIds: readonly number[], pending: number): Promise<void> {
  const { sql: db } = world.database;
  const zones = Intl.supportedValuesOf("timeZone").slice(0, ZONES);
  for (const zone of zones)
    await db
      .insertInto("zone_set")
      .values({ zones: [zone] })
      .execute();
  await sql`
    insert into contact (organisation_id, phone, zone_set)
    select ${world.organisationId}, '+1' || (2000000000 + n), 1 + n % ${ZONES}
      from generate_series(1, ${pending}) n`.execute(db);
  await sql`
    insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
    select organisation_id, (${sql.val([...campaignIds])}::bigint[])[1 + id / ${ZONES} % ${CAMPAIGNS}], id, zone_set,
           now() - interval '1 hour' from contact order by id`.execute(db);
  await sql`
    insert into do_not_call (organisation_id, phone, source)
    select ${world.organisationId}, '+1' || (3000000000 + n), 'api' from generate_series(1, ${DO_NOT_CALL}) n`.execute(
    db,
  );
  await sql`analyze`.execute(db);
}

export function claimRows(small: ClaimTimes, large: ClaimTimes): Row[] {
  const size = (n: number) => n.toLocaleString("en-US");
  return [
    {
      what: `claim of ${AT_ONCE}, p99, ${size(large.pending)} pending, ${CAMPAIGNS} campaigns, ${ZONES} zones`,
      ours: `${large.p99.toFixed(1)} ms (p50 ${large.p50.toFixed(1)})`,
      against: "goal: 20 ms",
      ratio: (large.p99 / 20).toFixed(2),
      goal: "≤ 1",
    },
    {
      what: "the same against a small list, p50",
      ours: `${large.p50.toFixed(1)} ms`,
      against: `${size(small.pending)} pending: ${small.p50.toFixed(1)} ms (p99 ${small.p99.toFixed(1)})`,
      ratio: (large.p50 / small.p50).toFixed(2),
      goal: "≤ 1.5",
    },
  ];
}
