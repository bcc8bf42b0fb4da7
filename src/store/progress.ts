/** A call's way from claimed to talking. Every statement names the owner, so that a caller that lost its lease writes nothing. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Claimed → dialing, committed before anybody is rung: after a crash a call still claimed was never dialled. Checks again
 * what may have changed since the claim; gives the calls that may be placed.
 */
export async function markDialing(
  db: Kysely<Tables>,
  owner: string,
  ids: readonly number[],
  now: Date,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    with dialed as (
      update call k set state = 'dialing', dialed_at = ${now}
       where k.id = any(${sql.val([...ids])}::bigint[]) and k.owner = ${owner} and k.state = 'claimed'
         and exists (select from caller o where o.id = k.owner and o.lease_until > clock_timestamp())
         and (k.campaign_id is null or exists (select from campaign c where c.id = k.campaign_id and c.status = 'running'))
         and not exists (
           select from do_not_call d where d.organisation_id = k.organisation_id and d.phone = k.phone
              and (d.expires_at is null or d.expires_at > ${now}) and (k.simulated or d.source <> 'simulator'))
      returning k.id, k.organisation_id, k.campaign_id)
    select id, ${announce("dialed")} from dialed`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Tells listeners which calls changed, a few hundred ids to a message (a notification holds 8,000 bytes). */
export function announce(relation: "dialed" | "changed" | "ended") {
  return sql`(select count(pg_notify('campanile', 'call ' || organisation_id || ' ' || coalesce(campaign_id, 0) || ' ' || ids))
    from (select organisation_id, campaign_id, string_agg(id::text, ',') as ids
            from (select r.*, (row_number() over (partition by campaign_id)) / 300 as part from ${sql.ref(relation)} r) r
           group by organisation_id, campaign_id, part) said) as announced`;
}

/** Puts calls that were never dialled back as they were: no attempt is spent and no trace is left. */
export async function releaseClaims(db: Kysely<Tables>, owner: string, ids: readonly number[]): Promise<void> {
  await sql`
    with gone as (
      delete from call k where k.id = any(${sql.val([...ids])}::bigint[]) and k.owner = ${owner} and k.state = 'claimed'
      returning k.campaign_id, k.campaign_contact_id, k.before_status, k.before_due, k.before_waiting, k.before_result)
    update campaign_contact cc set
           status = case when c.status <> 'canceled' then g.before_status
                         when g.before_status = 'pending' then 'canceled' else g.before_status end,
           next_attempt_at = case when c.status <> 'canceled' then g.before_due end,
           waiting_for = case when c.status <> 'canceled' then g.before_waiting end,
           result = g.before_result, attempts = cc.attempts - 1
      from gone g join campaign c on c.id = g.campaign_id
     where cc.id = g.campaign_contact_id and cc.status = 'in_progress'`.execute(db);
}

export interface Progress {
  id: number;
  state: "ringing" | "talking";
  ringingAt: string | null;
  answeredAt: string | null;
}

/** Notes that calls ring or are answered. Late news about a call that is further on changes nothing. */
export async function noteProgress(db: Kysely<Tables>, owner: string, news: readonly Progress[]): Promise<void> {
  await sql`
    with changed as (
      update call k set state = n.state, ringing_at = coalesce(k.ringing_at, n."ringingAt"),
             answered_at = coalesce(k.answered_at, n."answeredAt")
        from jsonb_to_recordset(${JSON.stringify(news)}::jsonb)
               as n(id bigint, state call_state, "ringingAt" timestamptz, "answeredAt" timestamptz)
       where k.id = n.id and k.owner = ${owner} and k.state < n.state
      returning k.id, k.organisation_id, k.campaign_id)
    select ${announce("changed")}`.execute(db);
}
