/**
 * Conditions of a filter that a narrow table answers by key (0005-contact-search.ts): whom they hold for is read in the
 * order of the contacts, and no contact is looked at. Of those that are due to be tidied (contact-due.ts) it tells nothing.
 */
import { type RawBuilder, sql } from "kysely";
import {
  attributeName,
  type Condition,
  dayOf,
  type FilterCondition,
  isLink,
  type LinkCondition,
  linkHolds,
  numericRange,
  type TextCondition,
} from "./contact-conditions.ts";
import { readId } from "./ids.ts";

export interface ContactSet {
  /** The contacts it holds for, each once as `contact_id`; where it is `negated`, those it does not hold for. */
  members: RawBuilder<unknown>;
  negated: boolean;
  holds: (id: RawBuilder<unknown>) => Condition;
}

/** The condition as a set, or null where it is none. */
export function setOf(condition: FilterCondition, organisationId: string): ContactSet | null {
  if (isLink(condition)) return linkSet(condition, organisationId);
  const where = keyed(condition, organisationId);
  if (!where) return null;
  const negated = condition.op === "is_not";
  const source = sql`select k.contact_id from ${where.table} k where ${where.match}`;
  const members = where.repeats ? sql`select distinct contact_id from (${source}) k` : source;
  return { members, negated, holds: (id) => isAmong(source, id, negated) };
}

/** Those of any of these sets. */
export function unionOf(sets: readonly ContactSet[], organisationId: string): ContactSet {
  return combined(sets, sql` union `, organisationId);
}

/** Those of all of these sets. */
export function intersectionOf(sets: readonly ContactSet[], organisationId: string): ContactSet {
  return combined(sets, sql` intersect `, organisationId);
}

function combined(sets: readonly ContactSet[], by: RawBuilder<unknown>, organisationId: string): ContactSet {
  const members = sql.join(
    sets.map((set) => sql`(${holding(set, organisationId)})`),
    by,
  );
  return { members, negated: false, holds: (id) => isAmong(members, id, false) };
}

/** The contacts that a set holds for, also where it is negated. */
function holding(set: ContactSet, organisationId: string): RawBuilder<unknown> {
  if (!set.negated) return set.members;
  return sql`select contact.id as contact_id from contact
              where contact.organisation_id = ${organisationId} and ${set.holds(sql`contact.id`)}`;
}

function isAmong(ids: RawBuilder<unknown>, id: RawBuilder<unknown>, negated: boolean): Condition {
  const found = sql<boolean>`exists (select from (${ids}) m where m.contact_id = ${id})`;
  return negated ? sql`not ${found}` : found;
}

function linkSet(condition: LinkCondition, organisationId: string): ContactSet {
  const members = membersOf(condition, organisationId);
  return { members, negated: condition.op === "is_not", holds: (id) => linkHolds(condition, id) };
}

function membersOf(condition: LinkCondition, organisationId: string): RawBuilder<unknown> {
  switch (condition.field) {
    case "import":
      return importMembers(sql`${readId(condition.value)}::bigint`, organisationId);
    case "campaign":
      return sql`select cc.contact_id from campaign_contact cc
                  where cc.campaign_id = ${readId(condition.value)}::bigint and cc.organisation_id = ${organisationId}
                    and cc.contact_id is not null`;
    case "lastOutcome":
      return sql`select l.contact_id from contact_last_call l
                  where l.organisation_id = ${organisationId} and l.outcome = ${condition.value}::outcome`;
  }
}

/**
 * Those it added come in their order from an index alone, however many they are: whose the import is, is asked once and not
 * of each. Those it met are few, and no others.
 */
function importMembers(id: RawBuilder<unknown>, organisationId: string): RawBuilder<unknown> {
  const isTheirs = sql`exists (select from import i where i.id = ${id} and i.organisation_id = ${organisationId})`;
  return sql`
    select c.id as contact_id from contact c where c.import_id = ${id} and ${isTheirs}
    union all
    select distinct met.contact_id from import_contact met where met.import_id = ${id} and ${isTheirs}
       and not exists (select from contact c where c.id = met.contact_id and c.import_id = ${id})`;
}

interface Keyed {
  table: RawBuilder<unknown>;
  /** About a row `k` of it. */
  match: Condition;
  /** Whether a contact may have several such rows. */
  repeats: boolean;
}

function keyed(condition: FilterCondition, organisationId: string): Keyed | null {
  // Of constants, so that the planner knows how many contacts have them.
  const key = (fact: RawBuilder<unknown>) => sql`fact_key(${organisationId}::text, ${fact})`;
  const among = (facts: RawBuilder<unknown>[], repeats: boolean): Keyed => ({
    table: sql`contact_fact`,
    match:
      facts.length === 1
        ? sql`k.key = ${key(facts[0]!)}`
        : sql`k.key = any(array[${sql.join(facts.map((f) => key(f)))}])`,
    repeats: repeats && facts.length > 1,
  });
  if (condition.field === "tag") {
    if (condition.op === "has_all" && condition.value.length > 1) return null;
    return among([condition.value].flat().map(tagFact), true);
  }
  if (!condition.field.startsWith("attribute:")) return null;
  const asked = condition as TextCondition;
  const name = sql`variable_key(${attributeName(asked.field)}::text)`;
  const reads = (kind: "n" | "d", compared: RawBuilder<unknown>): Keyed => ({
    table: sql`contact_number`,
    match: sql`k.key = ${key(sql`${sql.lit(`${kind}\n`)} || ${name}`)} and k.value ${compared}`,
    repeats: false,
  });
  switch (asked.op) {
    case "is":
    case "is_not":
    case "is_one_of": {
      const values = [asked.value].flat();
      // Nothing is a value of those who have none.
      if (values.some((value) => value.trim() === "")) return null;
      return among(
        values.map((value) => sql`E'a\\n' || ${name} || E'\\n' || lower(${value}::text)`),
        false,
      );
    }
    case "gt":
    case "gte":
    case "lt":
    case "lte":
    case "between":
      return reads("n", numericRange(asked));
    case "before":
    case "after":
    case "on":
      return reads("d", dayOf(asked));
    default:
      return null;
  }
}

const tagFact = (tag: string) => sql`E't\\n' || lower(${tag}::text)`;
