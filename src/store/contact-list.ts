/** Lists and counts of contacts. What a narrow table answers alone is asked there (contact-filter.ts). */
import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type { Outcome } from "#domain/call/outcomes.ts";
import {
  type ContactChoice,
  decidedBySearch,
  isChosen,
  LEAST_LETTERS,
  membersAlone,
  partsOf,
  searched,
} from "./contact-filter.ts";
import { type Contact, contactOf, refuseUnknown } from "./contacts.ts";
import type { Rows } from "./page.ts";
import type { ContactTable, Tables } from "./tables.ts";

/** A contact with what happened to it. Instants in ISO 8601. */
export interface ContactRecord extends Contact {
  createdAt: string;
  /** The last call that ended with an outcome. */
  lastCall: { id: string; outcome: Outcome; endedAt: string } | null;
  /** Whether the number is on the do-not-call list now. */
  doNotCall: boolean;
}

export const contactOrders = ["createdAt", "name", "phone", "lastCalledAt"] as const;
/** `createdAt` is the order in which they were added. */
export type ContactOrder = (typeof contactOrders)[number];

/** Where a page begins: after the contact with this key and id. The key of `createdAt` is empty. */
export interface ContactPlace {
  key: string;
  id: number;
}

export interface ContactPage {
  limit: number;
  order: ContactOrder;
  descending: boolean;
  after: ContactPlace | null;
}

/** Each row with its place, for the next page to begin after. */
export async function listContacts(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  page: ContactPage,
  now: Date,
): Promise<Rows<{ contact: ContactRecord; place: ContactPlace }>> {
  const tidy = await isTidy(db, organisationId);
  const parts = partsOf(organisationId, choice, now);
  const decided = decidedBySearch(parts);
  const narrow = decided && (page.order === "createdAt" || page.order === "name");
  // A rare word is easily taken for a common one, and so are several things at once; then a million contacts are walked
  // backwards for a page. These are found once, for the page and for the total. Of one thing the planner knows how much
  // there is.
  const several = parts.words.length + parts.lastCall.length + parts.links.length > 1;
  const found = narrow && (several || (choice.search?.trim().length ?? 0) >= LEAST_LETTERS);
  const members = page.order === "createdAt" ? membersAlone(parts) : null;
  const source = members
    ? sql`(${members}) s`
    : sql`(select s.contact_id, s.name from ${searched(organisationId, tidy)} where ${decided}) s`;
  const first = found ? sql`found as materialized (select * from ${source}),` : sql``;
  const ids = narrow ? pageAmong(found ? sql`found s` : source, page) : pageOf(organisationId, choice, page, now, tidy);
  const [answer, counted] = await Promise.all([
    sql<RecordRow & { key: string; total: number | null }>`
      with ${first} page as materialized (${ids})
      select ${recordColumns(now)}, page.key, ${found ? sql`(select count(*) from found)` : sql`null::bigint`} as total
        from page join contact on contact.id = page.id ${recordJoins}
       order by ${orderBy(page, sql`page.place`, sql`page.id`)}`.execute(db),
    found ? null : count(db, organisationId, choice, now, tidy),
  ]);
  const rows = answer.rows.map((row) => ({ contact: recordOf(row), place: { key: row.key, id: row.id } }));
  const total = counted ?? answer.rows[0]?.total ?? (await count(db, organisationId, choice, now, tidy));
  return { rows, total };
}

/** Exact. */
export async function countContacts(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): Promise<number> {
  return count(db, organisationId, choice, now, await isTidy(db, organisationId));
}

/** Refuses with `not_found`. */
export async function findRecord(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
  now: Date,
): Promise<ContactRecord> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns(now)} from contact ${recordJoins}
     where contact.organisation_id = ${organisationId} and contact.id = ${id}`.execute(db);
  return rows[0] ? recordOf(rows[0]) : refuseUnknown();
}

/** Asked first: what becomes due later was not there when the request came. */
async function isTidy(db: Kysely<Tables>, organisationId: string): Promise<boolean> {
  const due = await db
    .selectFrom("contact_search_due")
    .select("first_id")
    .where("organisation_id", "=", organisationId)
    .limit(1)
    .executeTakeFirst();
  return due === undefined;
}

async function count(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
  tidy: boolean,
): Promise<number> {
  const parts = partsOf(organisationId, choice, now);
  const decided = decidedBySearch(parts);
  const counted = (): RawBuilder<{ n: number }> => {
    const members = membersAlone(parts);
    if (members) return sql`select count(*) as n from (${members}) s`;
    if (decided) return sql`select count(*) as n from ${searched(organisationId, tidy)} where ${decided}`;
    if (parts.rows.length === 0)
      return sql`select coalesce(sum(n), 0)::bigint as n from contact_count where organisation_id = ${organisationId}`;
    return sql`select count(*) as n from contact where ${isChosen(organisationId, choice, now, tidy)}`;
  };
  const { rows: answers } = await counted().execute(db);
  return answers[0]!.n;
}

/** The same as `pageOf` among `s`, which has `contact_id` and `name`. */
function pageAmong(source: RawBuilder<unknown>, page: ContactPage): RawBuilder<unknown> {
  const id = sql`s.contact_id`;
  const byName = page.order === "name";
  const place = byName ? sql`s.name` : null;
  const by = place && { place, after: sql`${page.after?.key ?? ""} collate "C"` };
  const columns = byName ? sql`s.name as key, s.name as place` : sql`'' as key, 0 as place`;
  return sql`select s.contact_id as id, ${columns} from ${source}
              where ${follows(page, by, id)} order by ${orderBy(page, place, id)} limit ${page.limit + 1}`;
}

/** A page's ids with `place`, by which they are ordered, and `key`, the same as text. */
function pageOf(
  organisationId: string,
  choice: ContactChoice,
  page: ContactPage,
  now: Date,
  tidy: boolean,
): RawBuilder<unknown> {
  const everybody = Object.values(partsOf(organisationId, choice, now)).every((part) => part.length === 0);
  const chosen = isChosen(organisationId, choice, now, tidy);
  // One row more than the page holds says that there is a next one.
  const limit = sql`limit ${page.limit + 1}`;
  switch (page.order) {
    case "createdAt":
      return sql`
        select contact.id, '' as key, 0 as place from contact
         where ${chosen} and ${follows(page, null, sql`contact.id`)}
         order by ${orderBy(page, null, sql`contact.id`)} ${limit}`;
    case "phone": {
      const place = sql`contact.phone`;
      return sql`
        select contact.id, contact.phone as key, contact.phone as place from contact
         where ${chosen} and ${follows(page, { place, after: sql`${page.after?.key ?? ""}` }, sql`contact.id`)}
         order by ${orderBy(page, place, sql`contact.id`)} ${limit}`;
    }
    case "name": {
      const place = sql`s.name`;
      const rest = everybody ? sql`true` : sql`s.contact_id in (select contact.id from contact where ${chosen})`;
      return sql`
        select s.contact_id as id, s.name as key, s.name as place from ${searched(organisationId, tidy)}
         where ${rest} and ${follows(page, { place, after: sql`${page.after?.key ?? ""} collate "C"` }, sql`s.contact_id`)}
         order by ${orderBy(page, place, sql`s.contact_id`)} ${limit}`;
    }
    case "lastCalledAt":
      return pageByLastCall(organisationId, page, everybody ? null : chosen);
  }
}

/** Those who were called, and those who never were: two lists, of which one is short. */
function pageByLastCall(
  organisationId: string,
  page: ContactPage,
  chosen: RawBuilder<unknown> | null,
): RawBuilder<unknown> {
  const limit = sql`limit ${page.limit + 1}`;
  const after = sql`${page.after?.key ?? "-infinity"}::timestamptz`;
  const among = chosen ? sql`and exists (select from contact where contact.id = l.contact_id and ${chosen})` : sql``;
  return sql`
    select id, place::text as key, place from (
      (select l.contact_id as id, l.called_at as place from contact_last_call l
        where l.organisation_id = ${organisationId} and l.called_at is not null ${among}
          and ${follows(page, { place: sql`l.called_at`, after }, sql`l.contact_id`)}
        order by ${orderBy(page, sql`l.called_at`, sql`l.contact_id`)} ${limit})
      union all
      (select contact.id, '-infinity'::timestamptz from contact
        where ${chosen ?? sql`contact.organisation_id = ${organisationId}`}
          and not exists (select from contact_last_call l where l.contact_id = contact.id and l.called_at is not null)
          and ${follows(page, { place: sql`'-infinity'::timestamptz`, after }, sql`contact.id`)}
        order by ${orderBy(page, null, sql`contact.id`)} ${limit})) both_lists
     order by ${orderBy(page, sql`place`, sql`id`)} ${limit}`;
}

function follows(
  page: ContactPage,
  by: { place: RawBuilder<unknown>; after: RawBuilder<unknown> } | null,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (page.after === null) return sql`true`;
  const than = page.descending ? sql`<` : sql`>`;
  return by
    ? sql`(${by.place}, ${id}) ${than} (${by.after}, ${page.after.id}::bigint)`
    : sql`${id} ${than} ${page.after.id}`;
}

function orderBy(page: ContactPage, place: RawBuilder<unknown> | null, id: RawBuilder<unknown>): RawBuilder<unknown> {
  const way = page.descending ? sql`desc` : sql`asc`;
  return place ? sql`${place} ${way}, ${id} ${way}` : sql`${id} ${way}`;
}

type RecordRow = Selectable<ContactTable> & {
  last_call_id: number | null;
  last_outcome: Outcome | null;
  last_ended_at: Date | null;
  unwanted: boolean;
};

function recordColumns(now: Date): RawBuilder<unknown> {
  return sql`contact.*, l.call_id as last_call_id, l.outcome as last_outcome, l.ended_at as last_ended_at,
    exists (select from do_not_call d where d.organisation_id = contact.organisation_id and d.phone = contact.phone
               and (d.expires_at is null or d.expires_at > ${now})) as unwanted`;
}

const recordJoins = sql`left join contact_last_call l on l.contact_id = contact.id`;

function recordOf(row: RecordRow): ContactRecord {
  const { last_call_id: id, last_outcome: outcome, last_ended_at: endedAt } = row;
  return {
    ...contactOf(row),
    createdAt: row.created_at.toISOString(),
    lastCall:
      id === null || outcome === null || endedAt === null
        ? null
        : { id: String(id), outcome, endedAt: endedAt.toISOString() },
    doNotCall: row.unwanted,
  };
}
