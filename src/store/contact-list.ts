/** Lists and counts of contacts. What a narrow table answers alone is asked there (contact-filter.ts). */
import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type { Outcome } from "#domain/call/outcomes.ts";
import { nothingIs, readDue } from "./contact-due.ts";
import { type ContactChoice, isChosen, isNarrow, narrowed, onlyOutside, partsOf, unionAll } from "./contact-filter.ts";
import { type ContactPage, type ContactPlace, orderBy, pageOf } from "./contact-page.ts";
import { type Contact, contactOf, refuseUnknown } from "./contacts.ts";
import type { ContactTable, Tables } from "./tables.ts";

/** A contact with what happened to it. Instants in ISO 8601. */
export interface ContactRecord extends Contact {
  createdAt: string;
  /** The last call that ended with an outcome. */
  lastCall: { id: string; outcome: Outcome; endedAt: string } | null;
  /** Whether the number is on the do-not-call list now. */
  doNotCall: boolean;
}

/** Each row with its place, for the next page to begin after; one row more than the page holds where there is a next page. */
export async function listContacts(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  page: ContactPage,
  now: Date,
): Promise<Array<{ contact: ContactRecord; place: ContactPlace }>> {
  const due = await readDue(db, organisationId);
  const { rows } = await sql<RecordRow & { key: string }>`
    with ${pageOf(organisationId, choice, page, now, due)}
    select ${recordColumns(now)}, page.key from page join contact on contact.id = page.id ${recordJoins}
     order by ${orderBy(page, sql`page.place`, sql`page.id`)}`.execute(db);
  return rows.map((row) => ({ contact: recordOf(row), place: { key: row.key, id: row.id } }));
}

/** Exact. */
export async function countContacts(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): Promise<number> {
  const due = await readDue(db, organisationId);
  const parts = partsOf(organisationId, choice, now);
  const everybody = sql<{ n: number }>`
    select coalesce(sum(n), 0)::bigint as n from contact_count where organisation_id = ${organisationId}`;
  const counted = (): RawBuilder<{ n: number }> => {
    const others = nothingIs(due) ? onlyOutside(parts) : null;
    if (others) return sql`select (${everybody}) - (select count(*) from (${others.members}) m) as n`;
    if (isNarrow(parts))
      return sql`select count(*) as n from (${unionAll(narrowed(organisationId, parts, due, false))}) found`;
    if (parts.rows.length + parts.lastCall.length === 0) return everybody;
    return sql`select count(*) as n from contact where ${isChosen(organisationId, choice, now, due)}`;
  };
  const { rows } = await counted().execute(db);
  return rows[0]!.n;
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
