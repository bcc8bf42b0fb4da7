/** What the engine has to know of an organisation before it decides who is called: read in the claim's transaction. */
import { type Kysely, sql, type Transaction } from "kysely";
import type { CallingRules, CampaignSettings } from "#domain/campaign/settings.ts";
import { namesPlace } from "#domain/dialing/zone-names.ts";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { Pace } from "#domain/dialing/pacing.ts";
import type { EmployeeProfile } from "#domain/employee.ts";
import type { LineKind } from "#domain/line.ts";
import type { Tables } from "./tables.ts";
import { readRules } from "./rules.ts";

export type EmployeeView = EmployeeProfile & { id: number; version: number; maxConcurrentCalls: number };

export interface LineView {
  id: number;
  name: string;
  kind: LineKind;
  settings: Record<string, unknown>;
}

export interface CampaignView {
  id: number;
  status: CampaignStatus;
  scheduledAt: number | null;
  callerId: string | null;
  settings: CampaignSettings;
  settingsVersion: number;
  /** Null when it is no longer active. */
  employee: EmployeeView | null;
  /** Null when it was removed or switched off. */
  line: LineView | null;
  pace: Pace | undefined;
  zoneSets: number[];
  /** The last call it made, in the order of calls; null before its first. Who waited longest is served first. */
  lastCallId: number | null;
  /** Contacts neither called nor settled: pending, in progress, waiting for a retry or callback. */
  open: number;
}

export interface LiveCount {
  campaign_id: number | null;
  line_id: number;
  ai_employee_id: number;
  n: number;
}

export interface OrganisationView {
  rules: CallingRules;
  campaigns: CampaignView[];
  live: LiveCount[];
  linePaces: Map<number, Pace & { restUntil: number | null }>;
}

/** One engine's work on an organisation excludes every other's, and every action that moves a campaign. */
export async function lockOrganisation(transaction: Transaction<Tables>, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${organisationId}, 47))`.execute(transaction);
}

/**
 * Keeps the hot statements on their indexes whatever the statistics say: each takes a few hundred rows by key out of
 * tables that grow by millions between two runs of ANALYZE, and a planner that believes them small scans them whole.
 * Plain index scans also clear away what they find dead on their way; bitmap scans do not, and walk it every time.
 */
export async function planByIndex(transaction: Transaction<Tables>): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),
                   set_config('enable_hashjoin', 'off', true), set_config('enable_bitmapscan', 'off', true)`.execute(
    transaction,
  );
}

/** Organisations with a campaign in the statuses the engine dials for. */
export async function organisationsToDial(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ organisation_id: string }>`
    select distinct organisation_id from campaign where status in ('queued', 'running')`.execute(db);
  return rows.map((row) => row.organisation_id);
}

interface CampaignRow {
  id: number;
  status: CampaignStatus;
  scheduled_at: Date | null;
  caller_id: string | null;
  settings: CampaignSettings;
  settings_version: number;
  employee: EmployeeView | null;
  line: LineView | null;
  pace: { tokens: number; asOf: number } | null;
  zone_sets: number[];
  last_call_id: number | null;
  open: number;
}

const employeeJson = sql<EmployeeView>`jsonb_build_object(
  'id', e.id, 'version', e.version, 'maxConcurrentCalls', e.max_concurrent_calls, 'name', e.name,
  'role', e.role, 'kind', e.kind, 'language', e.language, 'voice', e.voice, 'greeting', e.greeting,
  'instructions', e.instructions, 'message', e.message, 'audioId', e.audio_id, 'goal', e.goal,
  'collect', e.collect, 'keys', e.keys, 'voicemailMessage', e.voicemail_message)`;

/** The AI employee as the engine sees it; null when it is not active or not there. */
export async function readEmployee(db: Kysely<Tables>, id: number): Promise<EmployeeView | null> {
  const { rows } = await sql<{ employee: EmployeeView }>`
    select ${employeeJson} as employee from ai_employee e
     where e.id = ${id} and e.active and e.deleted_at is null`.execute(db);
  return rows[0]?.employee ?? null;
}

export async function readOrganisation(db: Kysely<Tables>, organisationId: string): Promise<OrganisationView> {
  const { rows } = await sql<CampaignRow>`
    select c.id, c.status, c.scheduled_at, c.caller_id, c.settings, c.settings_version,
           case when e.active and e.deleted_at is null then ${employeeJson} end as employee,
           case when l.active and l.deleted_at is null then jsonb_build_object(
             'id', l.id, 'name', l.name, 'kind', l.kind, 'settings', l.settings) end as line,
           (select jsonb_build_object('tokens', p.tokens, 'asOf', extract(epoch from p.as_of) * 1000)
              from pace p where p.subject = 'campaign' and p.id = c.id) as pace,
           (select k.id from call k where k.campaign_id = c.id order by k.id desc limit 1) as last_call_id,
           array(select z.zone_set from campaign_zone z where z.campaign_id = c.id) as zone_sets,
           (select coalesce(sum(t.n), 0) from campaign_tally t
             where t.campaign_id = c.id and t.tally in ('pending', 'in_progress', 'retrying'))::float8 as open
      from campaign c
      left join ai_employee e on e.id = c.ai_employee_id
      left join line l on l.id = c.line_id
     where c.organisation_id = ${organisationId} and c.status in ('queued', 'running')
     order by c.id`.execute(db);
  const live = await sql<LiveCount>`
    select campaign_id, line_id, ai_employee_id, count(*) as n from call
     where line_id in (select id from line where organisation_id = ${organisationId}) and ended_at is null
     group by 1, 2, 3`.execute(db);
  const lineIds = [...new Set(rows.flatMap((row) => (row.line ? [row.line.id] : [])))];
  const paces =
    lineIds.length === 0
      ? []
      : await db.selectFrom("pace").selectAll().where("subject", "=", "line").where("id", "in", lineIds).execute();

  return {
    rules: await readRules(db, organisationId),
    campaigns: rows.map(viewOf),
    live: live.rows,
    linePaces: new Map(
      paces.map((pace) => [
        pace.id,
        { tokens: pace.tokens, asOf: pace.as_of.getTime(), restUntil: pace.rest_until?.getTime() ?? null },
      ]),
    ),
  };
}

function viewOf(row: CampaignRow): CampaignView {
  return {
    id: row.id,
    status: row.status,
    scheduledAt: row.scheduled_at?.getTime() ?? null,
    callerId: row.caller_id,
    settings: row.settings,
    settingsVersion: row.settings_version,
    employee: row.employee,
    line: row.line,
    pace: row.pace ?? undefined,
    zoneSets: row.zone_sets,
    lastCallId: row.last_call_id,
    open: row.open,
  };
}

/**
 * Every zone set by its small number. Sets are only ever added. One with a name that says no place, from the time when
 * `EST` was taken, is a set without a zone: a call that goes by it would come at somebody else's hour.
 */
export async function readZoneSets(db: Kysely<Tables>): Promise<Map<number, string[]>> {
  const sets = await db.selectFrom("zone_set").selectAll().execute();
  return new Map(sets.map(({ id, zones }) => [id, zones.every(namesPlace) ? zones : []]));
}
