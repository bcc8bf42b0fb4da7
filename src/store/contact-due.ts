/**
 * Contacts whose rows in the narrow tables are missing or old (contact-tidy.ts). A filter reads them where they stand, and
 * passes over what the narrow tables say of them.
 */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Those that were due when it was asked. It stays right: what becomes due later was not there when the request came, and
 * who is tidied meanwhile is read where he stands, which is never old. "many" are asked for again in the statement itself.
 */
export type Due = readonly number[] | "many";

/** So many are told to the planner one by one, so that it knows how few they are; more are spans to it. */
const FEW = 1_000;

export async function readDue(db: Kysely<Tables>, organisationId: string): Promise<Due> {
  const spans = await db
    .selectFrom("contact_search_due")
    .select(["first_id", "last_id"])
    .where("organisation_id", "=", organisationId)
    .limit(FEW)
    .execute();
  const ids = new Set<number>();
  for (const { first_id: first, last_id: last } of spans) {
    if (ids.size + last - first >= FEW) return "many";
    for (let id = first; id <= last; id++) ids.add(id);
  }
  return spans.length < FEW ? [...ids] : "many";
}

export const nothingIs = (due: Due): boolean => due.length === 0;

export function isNotDue(id: RawBuilder<unknown>, due: Due, organisationId: string): RawBuilder<SqlBool> {
  if (nothingIs(due)) return sql`true`;
  return due === "many" ? sql`not ${id} <@ ${spansOf(organisationId)}` : sql`${id} <> all(${idsOf(due)})`;
}

/** They, under the name `contact`. */
export function dueContacts(due: Due, organisationId: string): RawBuilder<unknown> {
  if (due !== "many")
    return sql`(select * from contact where id = any(${idsOf(due)}) and organisation_id = ${organisationId}) contact`;
  // With "offset 0", for otherwise a million contacts are asked first what they are called, and then whether they are due.
  return sql`unnest(${spansOf(organisationId)}) span cross join lateral (
    select * from contact
     where id >= lower(span) and id < upper(span) and organisation_id = ${organisationId} offset 0) contact`;
}

const idsOf = (due: readonly number[]) => sql`${sql.val([...due])}::bigint[]`;

function spansOf(organisationId: string): RawBuilder<unknown> {
  return sql`(select coalesce(range_agg(int8range(first_id, last_id, '[]')), '{}') from contact_search_due
               where organisation_id = ${organisationId})`;
}
