/** Sums over calls: the list page's metrics and a campaign's timeline. */
import { type Kysely, sql } from "kysely";
import { type Outcome, outcomes } from "#domain/call/outcomes.ts";
import { lineLimits } from "#domain/line.ts";
import type { Tables } from "./tables.ts";

/** The tallies' bucket, as in 0002-campaigns. */
export const BUCKET_SECONDS = 900;

export interface Metrics {
  totalCampaigns: number;
  runningNow: number;
  callsLive: number;
  callsCompleted: number;
  callsSucceeded: number;
}

/**
 * All time, or the half-open period [from, to). Deleted campaigns count. Whole quarter hours come from the tallies, what is
 * left over at both ends from the calls themselves, so that the sum is exact for any instants.
 */
export async function readMetrics(
  db: Kysely<Tables>,
  organisationId: string,
  from: Date | null,
  to: Date | null,
): Promise<Metrics> {
  const { rows } = await sql<Metrics>`
    with span as (
      select ${from}::timestamptz as begins, ${to}::timestamptz as ends,
             case when ${from}::timestamptz is not null then
               date_bin('15 minutes', ${from}::timestamptz + interval '15 minutes' - interval '1 microsecond', '2000-01-01Z')
             end as first_whole,
             date_bin('15 minutes', ${to}::timestamptz, '2000-01-01Z') as after_whole
    ), whole as (
      select coalesce(sum(t.n), 0) as ended, coalesce(sum(t.n) filter (where t.outcome = 'success'), 0) as succeeded
        from call_tally t, span s
       where t.organisation_id = ${organisationId} and (s.first_whole is null or t.bucket >= s.first_whole)
         and (s.after_whole is null or t.bucket < s.after_whole)
    ), edge as (
      -- Two ranges of the index each, and none for all time: an "or" over both read every call there is.
      select begins, least(first_whole, ends) as ends from span where begins is not null
      union all
      select after_whole, ends from span where ends is not null and (first_whole is null or after_whole >= first_whole)
    ), edges as (
      select coalesce(sum(k.ended), 0) as ended, coalesce(sum(k.succeeded), 0) as succeeded
        from edge e cross join lateral (
          select count(*) as ended, count(*) filter (where k.outcome = 'success') as succeeded from call k
           where k.organisation_id = ${organisationId} and k.ended_at >= e.begins and k.ended_at < e.ends
             and k.ended_at is not null and k.campaign_id is not null) k
    )
    select (select count(*) from campaign c, span s where c.organisation_id = ${organisationId}
              and (s.begins is null or c.created_at >= s.begins) and (s.ends is null or c.created_at < s.ends))::float8
             as "totalCampaigns",
           (select count(*) from campaign where organisation_id = ${organisationId}
              and status in ('queued', 'running'))::float8 as "runningNow",
           (select count(*) from call where line_id in (select id from line where organisation_id = ${organisationId})
              and ended_at is null and dialed_at is not null)::float8 as "callsLive",
           (select ended from whole)::float8 + (select ended from edges)::float8 as "callsCompleted",
           (select succeeded from whole)::float8 + (select succeeded from edges)::float8 as "callsSucceeded"`.execute(
    db,
  );
  return rows[0]!;
}

/** Calls at once that the organisation's lines allow together, and how many of those places are taken. */
export async function readCapacity(
  db: Kysely<Tables>,
  organisationId: string,
): Promise<{ places: number; inUse: number }> {
  const lines = await db
    .selectFrom("line")
    .select(["kind", "settings"])
    .where("organisation_id", "=", organisationId)
    .where("active", "=", true)
    .where("deleted_at", "is", null)
    .execute();
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from call where line_id in (select id from line where organisation_id = ${organisationId})
       and ended_at is null`.execute(db);
  const places = lines.reduce((sum, line) => sum + lineLimits(line.kind, line.settings).maxConcurrentCalls, 0);
  return { places, inUse: rows[0]!.n };
}

export type TimelineBucket = { at: Date } & Record<Outcome, number>;

/** A campaign's ended calls by outcome and quarter hour, oldest first; empty buckets are left out. */
export async function readTimeline(db: Kysely<Tables>, campaignId: number): Promise<TimelineBucket[]> {
  const rows = await db
    .selectFrom("call_tally")
    .select(["bucket", "outcome", "n"])
    .where("campaign_id", "=", campaignId)
    .orderBy("bucket")
    .execute();
  const buckets = new Map<number, TimelineBucket>();
  for (const { bucket, outcome, n } of rows) {
    if (outcome === "none") continue;
    const at = bucket.getTime();
    if (!buckets.has(at)) buckets.set(at, { at: bucket, ...emptyCounts() });
    buckets.get(at)![outcome] = n;
  }
  return [...buckets.values()];
}

function emptyCounts(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}
