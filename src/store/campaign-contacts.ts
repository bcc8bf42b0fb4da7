/** A campaign's contacts as people see them, and as they are exported. */
import { type Kysely, sql } from "kysely";
import type { CallResult } from "#domain/call/outcomes.ts";
import { type ContactStatus, contactStatuses, type SkipReason, type WaitingReason } from "#domain/contact/lifecycle.ts";
import { readLines } from "./import-rows.ts";
import { ledContacts } from "./led-contacts.ts";
import { likePattern } from "./page.ts";
import type { Tables } from "./tables.ts";

export interface CampaignContactRecord {
  id: number;
  contactId: number | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  zoneSet: number;
  status: ContactStatus;
  skipReason: SkipReason | null;
  attempts: number;
  nextAttemptAt: Date | null;
  waitingFor: WaitingReason | null;
  result: CallResult | null;
  lastCallId: number | null;
}

export interface CampaignContactQuery {
  status?: readonly ContactStatus[] | undefined;
  search?: string | undefined;
  limit: number;
  after: number | null;
}

/** One page in calling order, one row more than `limit` where there is a next page, and how many match in all. */
export async function listCampaignContacts(
  db: Kysely<Tables>,
  campaignId: number,
  query: CampaignContactQuery,
): Promise<{ rows: CampaignContactRecord[]; total: number }> {
  const digits = query.search?.replaceAll(/\D/g, "") ?? "";
  const statuses = query.status ?? contactStatuses;
  const matching = sql`cc.campaign_id = ${campaignId}
    and cc.status = any(${sql.val([...statuses])}::text[]::contact_status[])
    ${
      query.search
        ? sql`and (concat_ws(' ', p.first_name, p.last_name) ilike ${likePattern(query.search)}
                or (${digits} <> '' and p.phone like ${likePattern(digits)}))`
        : sql``
    }`;
  // The next of each status by its index, then the first of them all: in the order of ids alone the way to this
  // campaign's contacts, or to the few of a status, would lead past everybody else's.
  const next = sql`(
    select cc.id from unnest(${sql.val([...statuses])}::text[]::contact_status[]) as s(status) cross join lateral (
      select cc.id from campaign_contact cc
       where cc.campaign_id >= ${campaignId} and cc.campaign_id <= ${campaignId} and cc.status = s.status
         and cc.id > ${query.after ?? 0}
       order by cc.campaign_id, cc.status, cc.id limit ${query.limit + 1}) cc
     order by cc.id limit ${query.limit + 1})`;
  const found = query.search ? sql`${matching} and cc.id > ${query.after ?? 0}` : sql`cc.id = any(array${next})`;
  const { rows } = await sql<CampaignContactRecord>`
    select cc.id, cc.contact_id as "contactId", p.phone, p.first_name as "firstName", p.last_name as "lastName",
           cc.zone_set as "zoneSet", cc.status, cc.skip_reason as "skipReason", cc.attempts,
           cc.next_attempt_at as "nextAttemptAt", cc.waiting_for as "waitingFor", cc.result,
           cc.last_call_id as "lastCallId"
      from campaign_contact cc left join contact p on p.id = cc.contact_id
     where ${found} order by cc.id limit ${query.limit + 1}`.execute(db);
  const total = query.search
    ? sql`select count(*) as n from campaign_contact cc left join contact p on p.id = cc.contact_id where ${matching}`
    : sql`select coalesce(sum(n), 0)::float8 as n from campaign_tally where campaign_id = ${campaignId}
           and tally = any(${sql.val([...statuses])}::text[])`;
  const counted = await total.execute(db);
  return { rows, total: (counted.rows[0] as { n: number }).n };
}

export interface ExportRow {
  id: number;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  status: ContactStatus;
  skipReason: SkipReason | null;
  result: CallResult | null;
  attempts: number;
  nextAttemptAt: Date | null;
  firstCalledAt: Date | null;
  lastCalledAt: Date | null;
  lastEndedAt: Date | null;
  talkSeconds: number | null;
  summary: string | null;
  collected: Record<string, unknown> | null;
  importId: number | null;
  cells: string[] | null;
}

/** The imports from which contacts came into the campaign, with their columns as the file had them. */
export async function importsOfCampaign(
  db: Kysely<Tables>,
  organisationId: string,
  campaignId: number,
): Promise<Array<{ id: number; columns: Array<{ name: string }> }>> {
  const { rows } = await sql<{ id: number; columns: Array<{ name: string }> }>`
    select id, columns from import
     where organisation_id = ${organisationId} and (campaign_id = ${campaignId} or id in (
       select ic.import_id from campaign_contact cc join ${ledContacts} ic on ic.contact_id = cc.contact_id
        where cc.campaign_id = ${campaignId} and ic.added))
     order by id`.execute(db);
  return rows;
}

/** The next rows of an export in calling order; each call is one short statement, so that an export holds nobody up. */
export async function exportRows(
  db: Kysely<Tables>,
  campaignId: number,
  importIds: readonly number[],
  after: number,
  limit: number,
): Promise<ExportRow[]> {
  const { rows } = await sql<Omit<ExportRow, "cells"> & { row: number | null }>`
    select cc.id, p.phone, p.first_name as "firstName", p.last_name as "lastName", cc.status,
           cc.skip_reason as "skipReason", cc.result, cc.attempts, cc.next_attempt_at as "nextAttemptAt",
           t.first as "firstCalledAt", t.last as "lastCalledAt", t.ended as "lastEndedAt", t.talk as "talkSeconds",
           v.summary, v.collected, r.import_id as "importId", r.row
      from (select * from campaign_contact where campaign_id = ${campaignId} and id > ${after} order by id limit ${limit}) cc
      left join contact p on p.id = cc.contact_id
      left join lateral (select min(k.dialed_at) as first, max(k.dialed_at) as last, max(k.ended_at) as ended,
                                sum(k.talk_seconds) as talk
                           from call k where k.campaign_contact_id = cc.id) t on true
      left join lateral (select c.summary, c.collected from call k join conversation c on c.call_id = k.id
                          where k.campaign_contact_id = cc.id order by k.attempt desc limit 1) v on true
      left join lateral (select ic.import_id, ic.row from ${ledContacts} ic
                          where ic.contact_id = cc.contact_id
                            and ic.import_id = any(${sql.val([...importIds])}::bigint[])
                          order by ic.import_id desc, ic.row limit 1) r on true
     order by cc.id`.execute(db);
  const lines = new Map<number, Map<number, string[]>>();
  for (const importId of new Set(rows.map((one) => one.importId).filter((id) => id !== null))) {
    const asked = rows.flatMap((one) => (one.importId === importId && one.row !== null ? [one.row] : []));
    lines.set(importId, await readLines(db, importId, asked));
  }
  return rows.map(({ row, ...one }) => ({ ...one, cells: lines.get(one.importId ?? 0)?.get(row ?? 0) ?? null }));
}

export interface ActivityRecord {
  id: number;
  at: Date;
  kind: string;
  actorKind: string | null;
  actorName: string | null;
  text: string;
}

/** What happened to the campaign, the latest first. */
export async function listActivity(
  db: Kysely<Tables>,
  campaignId: number,
  page: { limit: number; after: number | null },
): Promise<{ rows: ActivityRecord[]; total: number }> {
  const all = db.selectFrom("activity").where("campaign_id", "=", campaignId);
  const rows = await all
    .select(["id", "at", "kind", "actor_kind as actorKind", "actor_name as actorName", "text"])
    .$if(page.after !== null, (query) => query.where("id", "<", page.after!))
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const { n } = await all.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return { rows, total: n };
}
