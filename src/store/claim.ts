/**
 * The claim: one statement that finds due contacts, judges them and inserts their calls. It runs under the
 * organisation's lock (engine-view.ts), so that what it counts stays true until it commits.
 *
 * Measured on PostgreSQL 18 with 1,000,000 due contacts, 100 campaigns and 40 zones: see bench/README.md. Each check is a
 * `left join lateral (… limit 1)`; written as `exists` in the select list they became hashed sequential scans of the
 * whole do-not-call list and of all live calls. The update's `returning` carries all that the insert and the answer need: a
 * join of the parts by id was a nested loop over 200 × 200 × 200 rows.
 */
import { type Kysely, type RawBuilder, sql } from "kysely";
import { callResults, resultFacts } from "#domain/call/outcomes.ts";
import type { ContactStatus, WaitingReason } from "#domain/contact/lifecycle.ts";
import { isPlanned } from "./statistics.ts";
import type { Tables } from "./tables.ts";

/** One campaign's share of a claim. */
export interface Ask {
  campaignId: number;
  /** New calls at most. */
  quota: number;
  /** Zone sets open now, by their small numbers. */
  zoneSets: number[];
  lineId: number;
  lineKind: string;
  employeeId: number;
  employeeVersion: number;
  settingsVersion: number;
  callerId: string | null;
  simulated: boolean;
  /** Minutes between calls by different campaigns; 0 where the rule does not bind. */
  gapMinutes: number;
  /** Calls to a number in 24 hours; null where the rule does not bind. */
  cap: number | null;
  /** Variables without which nobody is called. */
  required: string[];
}

export interface ClaimedCall {
  id: number;
  campaignId: number;
  campaignContactId: number;
  contactId: number;
  zoneSet: number;
  attempt: number;
  retriesUsed: number;
  phone: string;
  variables: Record<string, string | null>;
  /** What the contact was before, for a call that comes to nothing. */
  before: { status: ContactStatus; due: number | null; waiting: WaitingReason | null };
}

export interface ClaimAnswer {
  claimed: ClaimedCall[];
  /** Contacts of each campaign that were looked at and left out or put off. */
  refused: Map<number, number>;
}

/** How long a contact waits whose number is on a call of another campaign. */
const LIVE_ELSEWHERE_SECONDS = 60;

/**
 * What templates may say of a contact, frozen with the call. Written out here and not as a function of the database: one
 * more function in the statement costs milliseconds before its first row.
 */
const variablesOfContact = sql`c.attributes || jsonb_strip_nulls(jsonb_build_object(
  'first_name', c.first_name, 'last_name', c.last_name,
  'full_name', nullif(concat_ws(' ', c.first_name, c.last_name), ''), 'email', c.email, 'company', c.company,
  'language', c.language, 'timezone', c.timezone, 'phone', c.phone, 'external_id', c.external_id))`;

/** Calls that our own line failed reached nobody: neither the cap nor the gap counts them. */
const ourLine = callResults.filter((result) => resultFacts[result].ourLine);
const reached = (call: RawBuilder<unknown>) =>
  sql`(${call}.result is null or ${call}.result not in (${sql.join(ourLine.map((result) => sql.lit(result)))}))`;

interface ClaimRow {
  campaign_id: number;
  call_id: number | null;
  campaign_contact_id: number;
  contact_id: number;
  zone_set: number;
  attempt: number;
  retries_used: number;
  phone: string;
  variables: Record<string, string | null>;
  before_status: ContactStatus;
  before_due: Date;
  before_waiting: WaitingReason | null;
}

export async function claim(
  db: Kysely<Tables>,
  organisationId: string,
  owner: string,
  now: Date,
  asks: readonly Ask[],
): Promise<ClaimAnswer> {
  const { rows } = await sql<ClaimRow>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asks)}::jsonb) as a(
        "campaignId" bigint, quota integer, "zoneSets" integer[], "lineId" bigint, "lineKind" line_kind,
        "employeeId" bigint, "employeeVersion" integer, "settingsVersion" integer, "callerId" text, simulated boolean,
        "gapMinutes" integer, cap integer, required text[])
    ), candidate as materialized (
      select a.*, due.*
        from asked a cross join lateral (
          select found.* from unnest(a."zoneSets") as z(open) cross join (values (true), (false)) as f(first)
            cross join lateral (
              select cc.id, cc.contact_id, cc.zone_set, cc.attempts, cc.retries_used, cc.status, cc.next_attempt_at,
                     cc.waiting_for, cc.result, (cc.attempts = 0) as first_attempt
                from campaign_contact cc
               where cc.campaign_id = a."campaignId" and cc.zone_set = z.open and (cc.attempts = 0) = f.first
                 and cc.next_attempt_at <= ${now}
               order by cc.next_attempt_at, cc.id limit a.quota) found
           order by found.first_attempt, found.next_attempt_at, found.id limit a.quota) due
    ), judged as (
      select k.*, p.phone, p.variables,
             case when unwanted.yes then 'do_not_call'
                  when p.lacking then 'missing_variable'
                  when live.yes then 'live'
                  when capped.free_at > ${now} then 'daily_cap'
                  when gap.free_at > ${now} then 'other_campaign'
                  when row_number() over (partition by p.phone, k.simulated
                         order by k.first_attempt, k.next_attempt_at, k.id) > 1 then 'live'
                  else 'claim' end as verdict,
             greatest(capped.free_at, gap.free_at) as free_at
        from candidate k
        cross join lateral (
          select c.phone, ${variablesOfContact} as variables,
                 cardinality(k.required) > 0 and lacks_variable(c, k.required) as lacking
            from contact c where c.id = k.contact_id limit 1) p
        left join lateral (
          select true as yes from do_not_call d
           where d.organisation_id = ${organisationId} and d.phone = p.phone
             and (d.expires_at is null or d.expires_at > ${now}) and (k.simulated or d.source <> 'simulator')
           limit 1) unwanted on true
        left join lateral (
          select true as yes from call l
           where l.organisation_id = ${organisationId} and l.phone = p.phone and l.simulated = k.simulated
             and l.ended_at is null limit 1) live on true
        left join lateral (
          select h.dialed_at + interval '24 hours' as free_at from call h
           where h.organisation_id = ${organisationId} and h.phone = p.phone and h.dialed_at > ${now}::timestamptz - interval '24 hours'
             and (k.simulated or not h.simulated) and h.campaign_id is not null and ${reached(sql.ref("h"))}
           order by h.id desc offset k.cap - 1 limit 1) capped on k.cap is not null
        left join lateral (
          select coalesce(g.ended_at, g.dialed_at) + make_interval(mins => k."gapMinutes") as free_at from call g
           where g.organisation_id = ${organisationId} and g.phone = p.phone and g.dialed_at is not null
             and (k.simulated or not g.simulated) and g.campaign_id <> k."campaignId" and ${reached(sql.ref("g"))}
           order by g.id desc limit 1) gap on k."gapMinutes" > 0
    ), moved as (
      update campaign_contact cc set
             status = case when v.verdict = 'claim' then 'in_progress'
                           when v.verdict in ('do_not_call', 'missing_variable') and cc.status = 'pending' then 'skipped'
                           else cc.status end,
             skip_reason = case when v.verdict in ('do_not_call', 'missing_variable') and cc.status = 'pending'
                                then v.verdict::skip_reason end,
             attempts = cc.attempts + case when v.verdict = 'claim' then 1 else 0 end,
             next_attempt_at = case v.verdict when 'live' then ${now}::timestamptz + make_interval(secs => ${sql.lit(LIVE_ELSEWHERE_SECONDS)})
                                              when 'daily_cap' then v.free_at when 'other_campaign' then v.free_at end,
             waiting_for = case v.verdict when 'live' then 'other_campaign' when 'other_campaign' then 'other_campaign'
                                          when 'daily_cap' then 'daily_cap' end::waiting_reason
        from judged v
       where cc.id = v.id and ${isPlanned}
      returning v.*, cc.attempts as attempt, case when v.verdict = 'claim' then nextval('call_id_seq') end as call_id
    ), placed as (
      insert into call (id, organisation_id, campaign_id, campaign_contact_id, contact_id, attempt, phone, caller_id,
                        line_id, line_kind, simulated, ai_employee_id, owner, settings_version, employee_version,
                        variables, before_status, before_due, before_waiting, before_result, queued_at)
             overriding system value
      select call_id, ${organisationId}, "campaignId", id, contact_id, attempt, phone, "callerId", "lineId", "lineKind",
             simulated, "employeeId", ${owner}, "settingsVersion", "employeeVersion", variables, status,
             next_attempt_at, waiting_for, result, ${now}
        from moved where call_id is not null
    )
    select "campaignId" as campaign_id, call_id, id as campaign_contact_id, contact_id, zone_set, attempt, retries_used,
           phone, variables, status as before_status, next_attempt_at as before_due, waiting_for as before_waiting
      from moved order by call_id`.execute(db);

  const claimed: ClaimedCall[] = [];
  const refused = new Map<number, number>();
  for (const row of rows) {
    if (row.call_id === null) {
      refused.set(row.campaign_id, (refused.get(row.campaign_id) ?? 0) + 1);
      continue;
    }
    claimed.push({
      id: row.call_id,
      campaignId: row.campaign_id,
      campaignContactId: row.campaign_contact_id,
      contactId: row.contact_id,
      zoneSet: row.zone_set,
      attempt: row.attempt,
      retriesUsed: row.retries_used,
      phone: row.phone,
      variables: row.variables,
      before: { status: row.before_status, due: row.before_due.getTime(), waiting: row.before_waiting },
    });
  }
  return { claimed, refused };
}

/** Leaves out contacts whose zone nobody knows, where the campaign calls by the contact's zone. Gives how many. */
export async function skipWithoutZone(db: Kysely<Tables>, campaignId: number, zoneSet: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update campaign_contact set
           status = case when status = 'pending' then 'skipped' else status end,
           skip_reason = case when status = 'pending' then 'no_timezone'::skip_reason end,
           next_attempt_at = null, waiting_for = null
     where campaign_id = ${campaignId} and zone_set = ${zoneSet} and next_attempt_at is not null`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** A campaign's contacts of one zone set: when the first of them can be called next. */
export interface DueQuestion {
  campaignId: number;
  zoneSet: number;
  /** When the zone set opens; null when it is open now. */
  opensAt: number | null;
}

/** The earliest instant after `now` at which one of these has somebody to call, or null. */
export async function nextDue(
  db: Kysely<Tables>,
  now: number,
  questions: readonly DueQuestion[],
): Promise<number | null> {
  if (questions.length === 0) return null;
  // Where it is open, what is due already waits for a free place and not for the clock.
  const asked = questions.map(({ campaignId, zoneSet, opensAt }) => ({
    campaignId,
    zoneSet,
    after: opensAt === null ? new Date(now) : new Date(0),
    opens: new Date(opensAt ?? now),
  }));
  const { rows } = await sql<{ at: Date | null }>`
    select min(greatest(due.at, a.opens)) as at
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
             as a("campaignId" bigint, "zoneSet" integer, after timestamptz, opens timestamptz)
      cross join (values (true), (false)) as f(first)
      cross join lateral (
        select cc.next_attempt_at as at from campaign_contact cc
         where cc.campaign_id = a."campaignId" and cc.zone_set = a."zoneSet" and (cc.attempts = 0) = f.first
           and cc.next_attempt_at > a.after
         order by cc.next_attempt_at, cc.id limit 1) due`.execute(db);
  return rows[0]?.at?.getTime() ?? null;
}
