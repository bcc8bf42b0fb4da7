/** Campaigns as people see them: the row with its counts, in one snapshot, so that the numbers of an answer agree. */
import { type Kysely, sql } from "kysely";
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import {
  type CampaignMoveName,
  type CampaignStatus,
  campaignStatuses,
  personMoveNames,
} from "#domain/campaign/lifecycle.ts";
import { callResults, resultFacts } from "#domain/call/outcomes.ts";
import type { LineKind } from "#domain/line.ts";
import type { Actor } from "./campaign-moves.ts";
import type { Tables } from "./tables.ts";

export interface CampaignRecord {
  id: number;
  organisationId: string;
  name: string;
  description: string;
  status: CampaignStatus;
  statusReason: string | null;
  employee: { id: number; name: string; maxConcurrentCalls: number } | null;
  line: { id: number; name: string; kind: LineKind; settings: Record<string, unknown> } | null;
  /** False when the line was removed or switched off. */
  lineWorks: boolean;
  callerId: string | null;
  settings: CampaignSettings;
  settingsVersion: number;
  /**
   * Counts by contact status, and `retrying`, `human`, `attempts`, `live`, `goal_reached`, `goal_missed`, `conversations`,
   * `retryable` (but for the do-not-call list); absent is 0.
   */
  tallies: Record<string, number>;
  /** Of the calls that ended so far, together. */
  talkSeconds: number;
  /** Calls that ended so far and how long they took from dialling to their end, for estimates. */
  ended: { calls: number; averageSeconds: number | null };
  /** Contacts that "Retry failed" would call again; 0 unless completed. */
  retryable: number;
  latestRetryAt: Date | null;
  /** The zone sets of contacts that are still to be called. */
  zoneSets: number[];
  scheduledAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdAt: Date;
  createdBy: string | null;
  lastMoves: Partial<Record<CampaignMoveName, { at: Date; actor: Actor }>>;
}

/** The engine's own pause is noted under a kind of its own. */
const moveKinds = [...personMoveNames, "paused"];

/** Each move's last time, as `{move: {at, kind, name}}`; `c` is campaign. A draft was never moved. */
const lastMoves = sql`case when c.status = 'draft' then '{}' else (
  select coalesce(jsonb_object_agg(move, jsonb_build_object('at', at, 'kind', actor_kind, 'name', actor_name)), '{}') from (
    select distinct on (1) case a.kind when 'paused' then 'pause' else a.kind end as move, a.at, a.actor_kind, a.actor_name
      from activity a
     where a.campaign_id = c.id and a.kind in (${sql.join(moveKinds.map((kind) => sql.lit(kind)))})
     order by 1, a.id desc) last) end`;

type MoveRow = Partial<Record<CampaignMoveName, { at: string; kind: Actor["kind"] | null; name: string | null }>>;

function movesOf(row: MoveRow): CampaignRecord["lastMoves"] {
  const moves = Object.entries(row).map(([move, { at, kind, name }]) => [
    move,
    { at: new Date(at), actor: { kind: kind ?? "system", name: name ?? "Campanile" } },
  ]);
  return Object.fromEntries(moves) as CampaignRecord["lastMoves"];
}

const finalResults = callResults.filter((result) => resultFacts[result].final);

/** Contacts that a retry may call again: no final result, not on the do-not-call list. `cc` is campaign_contact, `c` its campaign. */
export const mayRetry = sql<boolean>`
  cc.next_attempt_at is null and cc.contact_id is not null
  and (cc.result is null or cc.result not in (${sql.join(finalResults.map((result) => sql.lit(result)))}))
  and not exists (select from contact p join do_not_call d on d.organisation_id = p.organisation_id and d.phone = p.phone
                   left join line l on l.id = c.line_id
                   where p.id = cc.contact_id and (d.expires_at is null or d.expires_at > now())
                     and (d.source <> 'simulator' or l.kind = 'simulator'))`;

/**
 * `k` is call, `c` its campaign. As a span of the index: said as an equality, a campaign without calls is looked for through
 * the calls of all others, the latest first, when most are of one.
 */
const callsOfIt = sql<boolean>`(k.campaign_id, k.id) >= (c.id, 0) and (k.campaign_id, k.id) < (c.id + 1, 0)`;

/** The campaigns with these ids that the organisation has, in no order. */
export async function readCampaigns(
  db: Kysely<Tables>,
  organisationId: string,
  ids: readonly number[],
): Promise<CampaignRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<
    Omit<CampaignRecord, "ended" | "talkSeconds" | "lastMoves" | "retryable"> & {
      averageSeconds: number | null;
      sums: { calls: number; talkSeconds: number };
      moves: MoveRow;
    }
  >`
    select c.id, c.organisation_id as "organisationId", c.name, c.description, c.status,
           c.status_reason as "statusReason", c.caller_id as "callerId", c.settings,
           c.settings_version as "settingsVersion",
           case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name,
             'maxConcurrentCalls', e.max_concurrent_calls) end as employee,
           case when l.id is not null then jsonb_build_object('id', l.id, 'name', l.name, 'kind', l.kind,
             'settings', l.settings) end as line,
           coalesce(l.active and l.deleted_at is null, false) as "lineWorks",
           coalesce((select jsonb_object_agg(t.tally, t.n) from campaign_tally t where t.campaign_id = c.id), '{}') as tallies,
           (select jsonb_build_object('calls', coalesce(sum(t.n), 0), 'talkSeconds',
                     greatest(round(coalesce(sum(t.talk_seconds), 0)::numeric, 3), 0))
              from call_tally t where t.campaign_id = c.id) as sums,
           (select extract(epoch from avg(k.ended_at - k.dialed_at))::float8
              from (select ended_at, dialed_at from call k where ${callsOfIt}
                     order by k.campaign_id desc, k.id desc limit 50) k
             where k.ended_at is not null) as "averageSeconds",
           (select max(r.at) from campaign_zone z cross join lateral (
              select cc.next_attempt_at as at from campaign_contact cc
               where cc.campaign_id = c.id and cc.zone_set = z.zone_set and (cc.attempts = 0) <= false
                 and cc.next_attempt_at is not null
               order by (cc.attempts = 0) desc, cc.next_attempt_at desc limit 1) r
             where z.campaign_id = c.id) as "latestRetryAt",
           array(select z.zone_set from campaign_zone z cross join lateral (
                   select true from campaign_contact cc where cc.campaign_id = c.id and cc.zone_set = z.zone_set
                      and cc.next_attempt_at is not null limit 1) waiting
                  where z.campaign_id = c.id) as "zoneSets",
           c.scheduled_at as "scheduledAt", c.started_at as "startedAt", c.finished_at as "finishedAt",
           c.created_at as "createdAt", c.created_by as "createdBy", ${lastMoves} as moves
      from campaign c
      left join ai_employee e on e.id = c.ai_employee_id
      left join line l on l.id = c.line_id
     where c.organisation_id = ${organisationId} and c.id = any(${sql.val([...ids])}::bigint[])
       and c.deleted_at is null`.execute(db);
  const completed = rows.filter((row) => row.status === "completed" && (row.tallies["retryable"] ?? 0) > 0);
  const unwanted = await countUnwanted(
    db,
    organisationId,
    completed.map((row) => row.id),
  );
  const retryable = new Map(
    completed.map(({ id, tallies }) => [id, Math.max(0, tallies["retryable"]! - (unwanted.get(id) ?? 0))]),
  );
  return rows.map(({ averageSeconds, sums, moves, ...row }) => ({
    ...row,
    talkSeconds: sums.talkSeconds,
    ended: { calls: sums.calls, averageSeconds },
    retryable: retryable.get(row.id) ?? 0,
    lastMoves: movesOf(moves),
  }));
}

/**
 * Failed contacts that only the do-not-call list keeps from being called again, by campaign: from the list, which is short,
 * and not from the contacts. The rest of `mayRetry` is counted as the tally `retryable` (0010-growth.ts).
 */
async function countUnwanted(
  db: Kysely<Tables>,
  organisationId: string,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; n: number }>`
    select cc.campaign_id as id, count(*) as n
      from do_not_call d
      join contact p on p.organisation_id = d.organisation_id and p.phone = d.phone
      join campaign_contact cc on cc.contact_id = p.id and cc.campaign_id = any(${sql.val([...ids])}::bigint[])
      join campaign c on c.id = cc.campaign_id
      left join line l on l.id = c.line_id
     where d.organisation_id = ${organisationId} and (d.expires_at is null or d.expires_at > now())
       and (d.source <> 'simulator' or l.kind = 'simulator')
       and cc.status = 'failed' and cc.next_attempt_at is null
       and (cc.result is null or cc.result not in (${sql.join(finalResults.map((result) => sql.lit(result)))}))
     group by 1`.execute(db);
  return new Map(rows.map((row) => [row.id, row.n]));
}

export interface CampaignQuery {
  search?: string | undefined;
  status?: readonly CampaignStatus[] | undefined;
  aiEmployeeId?: number | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  sort: "-createdAt" | "createdAt" | "name" | "-name" | "-startedAt" | "startedAt";
  limit: number;
  /** The sort key and id of the last one of the page before. */
  after: { key: string; id: number } | null;
}

const sortKeys = {
  createdAt: sql<string>`to_char(c.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  startedAt: sql<string>`coalesce(to_char(c.started_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
  name: sql<string>`lower(c.name)`,
};

/** One page of ids, one more than `limit` where there is a next page, and how many there are on all pages and by status. */
export async function listCampaigns(
  db: Kysely<Tables>,
  organisationId: string,
  query: CampaignQuery,
): Promise<{ page: Array<{ id: number; key: string }>; total: number; statusCounts: Record<CampaignStatus, number> }> {
  const descending = query.sort.startsWith("-");
  const key = sortKeys[query.sort.replace("-", "") as keyof typeof sortKeys];
  const matching = sql`c.organisation_id = ${organisationId} and c.deleted_at is null
    and (${query.search ?? null}::text is null or strpos(lower(c.name || ' ' || c.description), lower(${query.search ?? ""})) > 0)
    and (${query.aiEmployeeId ?? null}::bigint is null or c.ai_employee_id = ${query.aiEmployeeId ?? null}::bigint)
    and (${query.from ?? null}::timestamptz is null or c.created_at >= ${query.from ?? null}::timestamptz)
    and (${query.to ?? null}::timestamptz is null or c.created_at < ${query.to ?? null}::timestamptz)`;
  const ofStatus = query.status ? sql`and c.status::text = any(${sql.val([...query.status])}::text[])` : sql``;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = query.after
    ? descending
      ? sql`and (${key}, c.id) < (${query.after.key}, ${query.after.id}::bigint)`
      : sql`and (${key}, c.id) > (${query.after.key}, ${query.after.id}::bigint)`
    : sql``;
  const { rows } = await sql<{ id: number; key: string }>`
    select c.id, ${key} as key from campaign c where ${matching} ${ofStatus} ${beyond}
     order by 2 ${direction}, 1 ${direction} limit ${query.limit + 1}`.execute(db);
  const { rows: counted } = await sql<{ status: CampaignStatus; n: number }>`
    select c.status, count(*) as n from campaign c where ${matching} group by 1`.execute(db);
  const countOf = (status: CampaignStatus) => counted.find((row) => row.status === status)?.n ?? 0;
  const statusCounts = Object.fromEntries(campaignStatuses.map((status) => [status, countOf(status)])) as Record<
    CampaignStatus,
    number
  >;
  const total = (query.status ?? campaignStatuses).reduce((sum, status) => sum + statusCounts[status], 0);
  return { page: rows, total, statusCounts };
}

/** Campaigns of one status or more whose list-level events somebody follows. */
export async function campaignIdsOf(db: Kysely<Tables>, organisationId: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom("campaign")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where("deleted_at", "is", null)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
