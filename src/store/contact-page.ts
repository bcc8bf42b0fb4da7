/** Which contacts a page holds, and where the next one begins. */
import { type RawBuilder, sql } from "kysely";
import type { Due } from "./contact-due.ts";
import {
  type ChoiceParts,
  type ContactChoice,
  isChosen,
  isNarrow,
  LEAST_LETTERS,
  narrowed,
  nothingAsked,
  partsOf,
  searched,
  unionAll,
} from "./contact-filter.ts";

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

/**
 * The common table expression `page` with its ids, `place`, by which they are ordered, and `key`, the same as text; and those it
 * needs before it. One row more than the page holds says that there is a next one.
 *
 * @param due as for `isChosen`
 */
export function pageOf(
  organisationId: string,
  choice: ContactChoice,
  page: ContactPage,
  now: Date,
  due: Due,
): RawBuilder<unknown> {
  const parts = partsOf(organisationId, choice, now);
  const named = page.order === "name";
  if (!isNarrow(parts) || !(named || page.order === "createdAt"))
    return sql`page as materialized (${wholePage(organisationId, choice, page, now, due)})`;
  if (!named && parts.words.length > 0) return pageOfWords(organisationId, parts, page, due);
  const narrow = narrowed(organisationId, parts, due, named);
  // Of one thing the planner knows how many contacts have it. A rare word is easily taken for a common one, and so are
  // several things at once; then a million contacts are walked by their names for a page. These are found first.
  const letters = choice.search?.trim().length ?? 0;
  const rare = named && (parts.words.length + parts.sets.length > 1 || letters >= LEAST_LETTERS);
  return rare
    ? sql`found as materialized (${unionAll(narrow)}), page as materialized (${pageAmong([sql`select * from found`], page)})`
    : sql`page as materialized (${pageAmong(narrow, page)})`;
}

/** Ids of contacts that are looked at one by one, in about 3 ms, before an index is asked for all that match. */
const NEAR = 4_000;

/**
 * What many contacts have is found among the nearest; whatever is not there often enough for a page is found by index, and
 * ordered then. The words do not tell the planner which of the two it is.
 */
function pageOfWords(organisationId: string, parts: ChoiceParts, page: ContactPage, due: Due): RawBuilder<unknown> {
  const first = sql`(select ${page.descending ? sql`max(contact_id)` : sql`min(contact_id)`} from contact_search)`;
  const begin = page.after ? sql`${page.after.id}::bigint` : first;
  const isNear = (id: RawBuilder<unknown>) =>
    page.descending
      ? sql<boolean>`(${id} >= ${begin} - ${sql.lit(NEAR)} and ${follows(page, null, id)})`
      : sql<boolean>`(${id} <= ${begin} + ${sql.lit(NEAR)} and ${follows(page, null, id)})`;
  const full = sql`(select count(*) > ${page.limit} from near)`;
  return sql`
    near as materialized (${pageAmong(searched(organisationId, parts, due, isNear, NEAR + 1), page)}),
    far as materialized (select * from (${unionAll(searched(organisationId, parts, due))}) s where not ${full}),
    page as materialized (select * from near where ${full} union all (${pageAmong([sql`select * from far`], page)}))`;
}

/** The page of what these give, `contact_id` and, where it is ordered by that, `name`. */
function pageAmong(sources: readonly RawBuilder<unknown>[], page: ContactPage): RawBuilder<unknown> {
  const id = sql`s.contact_id`;
  const byName = page.order === "name";
  const place = byName ? sql`s.name` : null;
  const by = place && { place, after: sql`${page.after?.key ?? ""} collate "C"` };
  const columns = byName ? sql`s.name as key, s.name as place` : sql`'' as key, 0 as place`;
  const limit = sql`limit ${page.limit + 1}`;
  const parts = sources.map(
    (source) => sql`select s.contact_id as id, ${columns} from (${source}) s
                     where ${follows(page, by, id)} order by ${orderBy(page, place, id)} ${limit}`,
  );
  if (parts.length === 1) return parts[0]!;
  return sql`select * from (${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )}) s
              order by ${orderBy(page, byName ? sql`place` : null, sql`id`)} ${limit}`;
}

/** A page of a choice that takes a look at the contacts, or of everybody. */
function wholePage(
  organisationId: string,
  choice: ContactChoice,
  page: ContactPage,
  now: Date,
  due: Due,
): RawBuilder<unknown> {
  const everybody = Object.values(partsOf(organisationId, choice, now)).every((part) => part.length === 0);
  const chosen = isChosen(organisationId, choice, now, due);
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
      const members = sql`select contact.id as contact_id from contact where ${chosen}`;
      const among = (id: RawBuilder<unknown>) => sql<boolean>`${id} in (${members})`;
      const asked = everybody ? {} : { sets: [{ members, negated: false, holds: among }], told: [chosen] };
      return pageAmong(searched(organisationId, { ...nothingAsked, ...asked }, due), page);
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

export function orderBy(
  page: ContactPage,
  place: RawBuilder<unknown> | null,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const way = page.descending ? sql`desc` : sql`asc`;
  return place ? sql`${place} ${way}, ${id} ${way}` : sql`${id} ${way}`;
}
