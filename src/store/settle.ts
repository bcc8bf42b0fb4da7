/** The end of calls, written down in groups: call, contact, conversation and completion in one transaction. */
import { sql, type Transaction } from "kysely";
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { ContactStatus, WaitingReason } from "#domain/contact/lifecycle.ts";
import type { CollectedValue, TranscriptLine } from "#domain/conversation.ts";
import { announce } from "./progress.ts";
import type { Cause, Tables } from "./tables.ts";

export interface SettledCall {
  id: number;
  outcome: Outcome | null;
  result: CallResult | null;
  cause: Cause;
  ringingAt: string | null;
  answeredAt: string | null;
  endedAt: string;
  talkSeconds: number | null;
  personSpoke: boolean;
  /** What becomes of the contact; null for a call without one (a test call). */
  contact: {
    status: ContactStatus;
    nextAttemptAt: string | null;
    waitingFor: WaitingReason | null;
    retriesUsed: number;
    result: CallResult | null;
  } | null;
  conversation: {
    transcript: TranscriptLine[];
    summary: string;
    collected: Record<string, CollectedValue>;
    goalReached: boolean | null;
  } | null;
}

export interface CampaignAtSettlement {
  id: number;
  status: CampaignStatus;
  settings: CampaignSettings;
  version: number;
}

/**
 * Locks the campaigns of a group in the order of their ids: first in the order of locks (docs/decisions), and what makes
 * completion certain when two callers settle the last two contacts at once.
 */
export async function lockCampaigns(
  transaction: Transaction<Tables>,
  ids: readonly number[],
): Promise<Map<number, CampaignAtSettlement>> {
  const { rows } = await sql<CampaignAtSettlement>`
    select id, status, settings, settings_version as version from campaign
     where id = any(${sql.val([...ids])}::bigint[]) order by id for no key update`.execute(transaction);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Writes the ends down. Calls that are no longer this owner's are left alone; gives those that were written. A number
 * that was listed while it was being called gets no further call; one that comes to nothing leaves its contact as it was.
 *
 * `state <> 'ended'` and not `ended_at is null`: with the latter the planner walks all live calls by their partial index
 * for each end (90 ms for 100 ends).
 */
export async function settleCalls(
  transaction: Transaction<Tables>,
  owner: string,
  calls: readonly SettledCall[],
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    with said as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as s(
        id bigint, outcome outcome, result call_result, cause jsonb, "ringingAt" timestamptz, "answeredAt" timestamptz,
        "endedAt" timestamptz, "talkSeconds" double precision, "personSpoke" boolean, contact jsonb, conversation jsonb)
    ), ended as (
      update call k set state = 'ended', outcome = s.outcome, result = s.result, cause = s.cause,
             ringing_at = coalesce(s."ringingAt", k.ringing_at), answered_at = coalesce(s."answeredAt", k.answered_at),
             ended_at = s."endedAt", talk_seconds = s."talkSeconds", person_spoke = s."personSpoke"
        from said s where k.id = s.id and k.owner = ${owner} and k.state <> 'ended'
      returning k.id, k.organisation_id, k.campaign_id, k.campaign_contact_id, k.contact_id, k.phone, k.simulated,
                k.ended_at, k.outcome, k.result, k.before_result, s.contact, s.conversation
    ), contacts as (
      update campaign_contact cc set
             status = (e.contact->>'status')::contact_status,
             next_attempt_at = case when unwanted.yes is null then (e.contact->>'nextAttemptAt')::timestamptz end,
             waiting_for = case when unwanted.yes is null then (e.contact->>'waitingFor')::waiting_reason end,
             retries_used = (e.contact->>'retriesUsed')::integer,
             result = case when e.outcome is null then e.before_result else (e.contact->>'result')::call_result end,
             last_call_id = e.id
        from ended e left join lateral (
               select true as yes from do_not_call d
                where d.organisation_id = e.organisation_id and d.phone = e.phone
                  and (d.expires_at is null or d.expires_at > e.ended_at) and (e.simulated or d.source <> 'simulator')
                  and e.contact->>'nextAttemptAt' is not null and e.contact->>'status' <> 'pending' limit 1) unwanted on true
       where cc.id = e.campaign_contact_id and cc.status = 'in_progress' and e.contact <> 'null'::jsonb
    ), conversations as (
      insert into conversation (organisation_id, call_id, campaign_id, contact_id, transcript, summary, collected,
                                goal_reached, result, simulated, created_at)
      select organisation_id, id, campaign_id, contact_id, conversation->'transcript', conversation->>'summary',
             conversation->'collected', (conversation->>'goalReached')::boolean, result, simulated, ended_at
        from ended where conversation <> 'null'::jsonb order by id
    )
    select id, ${announce("ended")} from ended`.execute(transaction);
  return new Set(rows.map((row) => row.id));
}

/**
 * Completes the campaigns that have nothing pending, nothing live and nothing planned. To be asked after the statement
 * that changed contacts, in its transaction: the triggers have counted by then.
 */
export async function completeFinished(
  transaction: Transaction<Tables>,
  ids: readonly number[],
  now: Date,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with done as (
      update campaign c set status = 'completed', finished_at = ${now}, status_reason = null
       where c.id = any(${sql.val([...ids])}::bigint[]) and c.status = 'running'
         and not exists (select from campaign_tally t where t.campaign_id = c.id and t.n > 0
                            and t.tally in ('pending', 'in_progress', 'retrying'))
      returning c.id, c.organisation_id)
    insert into activity (organisation_id, campaign_id, at, kind, actor_kind, text)
    select organisation_id, id, ${now}, 'completed', 'system', 'Completed: every contact has its final status.' from done
    returning campaign_id as id`.execute(transaction);
  return rows.map((row) => row.id);
}
