/** How the engine is doing, over all organisations: for whoever watches the servers. Ids only, never a name or number. */
import { type Kysely, sql } from "kysely";
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import { openness, scheduleOf } from "#domain/dialing/windows.ts";
import { type LineKind, lineLimits } from "#domain/line.ts";
import { readZoneSets } from "./engine-view.ts";
import { readRules } from "./rules.ts";
import type { Tables } from "./tables.ts";

/** Live calls, claimed ones among them, of each line that has any. */
export async function liveCallsByLine(db: Kysely<Tables>): Promise<Array<{ lineId: number; n: number }>> {
  const { rows } = await sql<{ lineId: number; n: number }>`
    select line_id as "lineId", count(*) as n from call where ended_at is null group by 1 order by 1`.execute(db);
  return rows;
}

/** Campaigns by status; deleted ones are none. */
export async function campaignsByStatus(db: Kysely<Tables>): Promise<Array<{ status: string; n: number }>> {
  const { rows } = await sql<{ status: string; n: number }>`
    select status::text as status, count(*) as n from campaign where deleted_at is null group by 1`.execute(db);
  return rows;
}

/** The tallies of the campaigns that are dialled, at most so many campaigns, the newest first. */
export async function talliesOfDialled(
  db: Kysely<Tables>,
  most: number,
): Promise<Array<{ campaignId: number; tally: string; n: number }>> {
  const { rows } = await sql<{ campaignId: number; tally: string; n: number }>`
    select t.campaign_id as "campaignId", t.tally, t.n
      from campaign_tally t
     where t.campaign_id in (select id from campaign where status in ('queued', 'running') and deleted_at is null
                              order by id desc limit ${most})`.execute(db);
  return rows;
}

/** Calls that ended in the quarter hour of this instant or later, by outcome: a number that only grows. */
export async function endedSince(db: Kysely<Tables>, from: Date): Promise<Array<{ outcome: string; n: number }>> {
  const { rows } = await sql<{ outcome: string; n: number }>`
    select t.outcome, sum(t.n)::float8 as n
      from organisation o cross join lateral (
        select outcome, n from call_tally
         where organisation_id = o.id and bucket >= date_bin('15 minutes', ${from}::timestamptz, '2000-01-01Z')) t
     group by 1`.execute(db);
  return rows;
}

/** Processes that dial, by whether their lease holds. */
export async function callersByLease(db: Kysely<Tables>): Promise<{ alive: number; lost: number }> {
  const { rows } = await sql<{ alive: number; lost: number }>`
    select count(*) filter (where lease_until > clock_timestamp()) as alive,
           count(*) filter (where lease_until <= clock_timestamp()) as lost from caller`.execute(db);
  return rows[0]!;
}

export interface DueLag {
  /** Seconds since the contact came due that waits longest for its first call; 0 when none is due. */
  first: number;
  /** The same for a promised call: a retry or a callback. */
  promised: number;
}

/**
 * How long somebody waits who is due, where the hours are open now. A campaign with fewer places than contacts lets its
 * first calls wait by design; promised ones go before them, so that theirs tells of a dialer that does not keep up.
 */
export async function readDueLag(db: Kysely<Tables>, now: number): Promise<DueLag> {
  const open = await openNow(db, now);
  if (open.length === 0) return { first: 0, promised: 0 };
  const { rows } = await sql<DueLag>`
    select coalesce(max(extract(epoch from ${new Date(now)}::timestamptz - due.at)) filter (where f.first), 0)::float8 as first,
           coalesce(max(extract(epoch from ${new Date(now)}::timestamptz - due.at)) filter (where not f.first), 0)::float8
             as promised
      from jsonb_to_recordset(${JSON.stringify(open)}::jsonb) as a("campaignId" bigint, "zoneSet" integer)
      cross join (values (true), (false)) as f(first)
      cross join lateral (
        select cc.next_attempt_at as at from campaign_contact cc
         where cc.campaign_id = a."campaignId" and cc.zone_set = a."zoneSet" and (cc.attempts = 0) = f.first
           and cc.next_attempt_at <= ${new Date(now)}
         order by cc.next_attempt_at, cc.id limit 1) due`.execute(db);
  return rows[0]!;
}

interface OpenCampaign {
  id: number;
  organisationId: string;
  settings: CampaignSettings;
  lineKind: LineKind;
  lineSettings: Record<string, unknown>;
  zoneSets: number[];
}

/** Zone sets that are open now, of the campaigns that are dialled. */
async function openNow(db: Kysely<Tables>, now: number): Promise<Array<{ campaignId: number; zoneSet: number }>> {
  const { rows } = await sql<OpenCampaign>`
    select c.id, c.organisation_id as "organisationId", c.settings, l.kind as "lineKind", l.settings as "lineSettings",
           array(select z.zone_set from campaign_zone z where z.campaign_id = c.id) as "zoneSets"
      from campaign c join line l on l.id = c.line_id
     where c.status in ('queued', 'running') and coalesce(c.scheduled_at, '-infinity') <= ${new Date(now)}`.execute(db);
  const zones = rows.length > 0 ? await readZoneSets(db) : new Map<number, string[]>();
  const rules = new Map<string, Awaited<ReturnType<typeof readRules>>>();
  const open: Array<{ campaignId: number; zoneSet: number }> = [];
  for (const campaign of rows) {
    const { organisationId } = campaign;
    if (!rules.has(organisationId)) rules.set(organisationId, await readRules(db, organisationId));
    const { bindsRules } = lineLimits(campaign.lineKind, campaign.lineSettings);
    const schedule = scheduleOf(campaign.settings, rules.get(organisationId)!, bindsRules);
    for (const zoneSet of campaign.zoneSets) {
      if (openness(schedule, zones.get(zoneSet) ?? [], now).open) open.push({ campaignId: campaign.id, zoneSet });
    }
  }
  return open;
}
