/** Calls whose caller died: taken over first, then looked up, then settled; nobody else may write about them meanwhile. */
import { type Kysely, sql } from "kysely";
import type { CallState } from "#domain/call/outcomes.ts";
import type { ContactStatus, WaitingReason } from "#domain/contact/lifecycle.ts";
import type { LineKind } from "#domain/line.ts";
import type { Tables } from "./tables.ts";

export interface Orphan {
  id: number;
  organisationId: string;
  campaignId: number | null;
  campaignContactId: number | null;
  state: CallState;
  phone: string;
  attempt: number;
  simulated: boolean;
  line: { id: number; kind: LineKind; settings: Record<string, unknown> };
  employeeId: number;
  callerId: string | null;
  zoneSet: number;
  retriesUsed: number;
  before: { status: ContactStatus; due: number | null; waiting: WaitingReason | null };
  queuedAt: number;
  ringingAt: number | null;
  answeredAt: number | null;
}

/** Calls that are this caller's by the database and that it does not know of: the answer to their commit was lost. */
export interface Astray {
  /** Those it does know of. */
  known: readonly number[];
  /** Claimed before this; a later claim may still be on its way into its caller's hands. */
  before: Date;
}

/** Makes calls of callers without a lease this caller's own, and its own that went astray, at most `limit` at a time. */
export async function adoptOrphans(
  db: Kysely<Tables>,
  owner: string,
  limit: number,
  astray: Astray | null,
): Promise<Orphan[]> {
  const lost = astray
    ? sql`or (k.owner = ${owner} and k.queued_at < ${astray.before}
              and k.id <> all(${sql.val([...astray.known])}::bigint[]))`
    : sql``;
  const { rows } = await sql<Orphan>`
    with adopted as (
      update call set owner = ${owner}
       where id in (
         select k.id from call k
          where k.ended_at is null
            and ((k.owner <> ${owner}
                  and not exists (select from caller o where o.id = k.owner and o.lease_until > clock_timestamp())) ${lost})
          order by k.id limit ${limit} for update skip locked)
         and exists (select from caller me where me.id = ${owner} and me.lease_until > clock_timestamp())
      returning *)
    select a.id, a.organisation_id as "organisationId", a.campaign_id as "campaignId",
           a.campaign_contact_id as "campaignContactId", a.state, a.phone, a.attempt, a.simulated,
           a.ai_employee_id as "employeeId", a.caller_id as "callerId",
           jsonb_build_object('id', l.id, 'kind', l.kind, 'settings', l.settings) as line,
           coalesce(cc.zone_set, 0) as "zoneSet", coalesce(cc.retries_used, 0) as "retriesUsed",
           jsonb_build_object('status', a.before_status, 'due', extract(epoch from a.before_due) * 1000,
                              'waiting', a.before_waiting) as before,
           (extract(epoch from a.queued_at) * 1000)::float8 as "queuedAt",
           (extract(epoch from a.ringing_at) * 1000)::float8 as "ringingAt",
           (extract(epoch from a.answered_at) * 1000)::float8 as "answeredAt"
      from adopted a join line l on l.id = a.line_id
      left join campaign_contact cc on cc.id = a.campaign_contact_id order by a.id`.execute(db);
  return rows;
}
