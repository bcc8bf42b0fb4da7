/**
 * A contact filter as SQL. The conditions speak of a row of `contact` under that name; every subquery goes by an index
 * that begins with what the condition names.
 */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Outcome } from "#domain/call/outcomes.ts";
import { readId } from "./ids.ts";
import { likePattern } from "./page.ts";

const fields = {
  phone: "phone",
  firstName: "first_name",
  lastName: "last_name",
  email: "email",
  company: "company",
  language: "language",
  timezone: "timezone",
  externalId: "external_id",
} as const;

type TextField = keyof typeof fields | `attribute:${string}`;
type Membership = "is" | "is_not";

type TextCondition =
  | { field: TextField; op: Membership | "contains" | "not_contains" | "starts_with"; value: string }
  | { field: TextField; op: "is_empty" | "is_not_empty" };

/** The contract's FilterCondition; the compiler compares them where a filter enters the store. */
export type FilterCondition =
  | TextCondition
  | { field: "tag" | "import" | "campaign"; op: Membership; value: string }
  | { field: "lastOutcome"; op: Membership; value: Outcome }
  | { field: "lastCalledAt"; op: "before" | "after"; value: string }
  | { field: "lastCalledAt"; op: "is_empty" | "is_not_empty" }
  | { field: "doNotCall"; op: "is"; value: boolean };

export type ContactFilter = { all: FilterNode[] } | { any: FilterNode[] };
export type FilterNode = FilterCondition | ContactFilter;

/** Which contacts are meant; with neither filter nor search, all of them. */
export interface ContactChoice {
  filter?: ContactFilter | undefined;
  /** Part of a name, a number in any writing, an email or a company. */
  search?: string | undefined;
}

type Condition = RawBuilder<SqlBool>;

/** The organisation's contacts that are meant, as a query that gives `id` and `ord`, the order in which they were added. */
export function contactsMatching(
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): RawBuilder<{ id: number; ord: number }> {
  return sql`select contact.id, contact.id as ord from contact where ${isChosen(organisationId, choice, now)}`;
}

/** Whether the row of `contact` belongs to the organisation and is among those meant. */
export function isChosen(organisationId: string, { filter, search }: ContactChoice, now: Date): Condition {
  const conditions = [sql<SqlBool>`contact.organisation_id = ${organisationId}`];
  if (filter) conditions.push(nodeHolds(filter, now));
  if (search?.trim()) conditions.push(isFound(search.trim()));
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function nodeHolds(node: FilterNode, now: Date): Condition {
  if ("all" in node) return joined(node.all, sql` and `, sql`true`, now);
  if ("any" in node) return joined(node.any, sql` or `, sql`false`, now);
  return conditionHolds(node, now);
}

function joined(nodes: readonly FilterNode[], by: RawBuilder<unknown>, empty: Condition, now: Date): Condition {
  if (nodes.length === 0) return empty;
  const conditions = nodes.map((node) => nodeHolds(node, now));
  return sql`(${sql.join(conditions, by)})`;
}

function conditionHolds(condition: FilterCondition, now: Date): Condition {
  switch (condition.field) {
    case "tag":
      return asked(
        condition.op,
        sql`exists (select from unnest(contact.tags) tag where lower(tag) = lower(${condition.value}))`,
      );
    case "import":
      return asked(condition.op, cameWith(condition.value));
    case "campaign":
      return asked(
        condition.op,
        sql`exists (select from campaign_contact cc
                     where cc.contact_id = contact.id and cc.campaign_id = ${readId(condition.value)}::bigint)`,
      );
    case "lastOutcome":
      return asked(
        condition.op,
        sql`coalesce((select k.outcome::text from call k
                       where k.contact_id = contact.id and k.ended_at is not null and k.outcome is not null
                       order by k.id desc limit 1) = ${condition.value}, false)`,
      );
    case "lastCalledAt":
      return lastCalled(condition);
    case "doNotCall": {
      const listed = sql<SqlBool>`exists (
        select from do_not_call d where d.organisation_id = contact.organisation_id and d.phone = contact.phone
           and (d.expires_at is null or d.expires_at > ${now}))`;
      return condition.value ? listed : not(listed);
    }
    default:
      return textHolds(condition);
  }
}

/** Its import made the contact, or a row of it is this contact. */
function cameWith(importId: string): Condition {
  const id = readId(importId);
  return sql`(contact.import_id is not distinct from coalesce(${id}::bigint, -1) or exists (
    select from import_row r where r.import_id = ${id}::bigint and r.contact_id = contact.id))`;
}

function lastCalled(condition: FilterCondition & { field: "lastCalledAt" }): Condition {
  const last = sql`(select max(k.dialed_at) from call k where k.contact_id = contact.id)`;
  switch (condition.op) {
    case "before":
      return sql`coalesce(${last} < ${new Date(condition.value)}, false)`;
    case "after":
      return sql`coalesce(${last} >= ${new Date(condition.value)}, false)`;
    case "is_empty":
      return sql`${last} is null`;
    case "is_not_empty":
      return sql`${last} is not null`;
  }
}

function textHolds(condition: TextCondition): Condition {
  const { field } = condition;
  const text = sql`coalesce(${valueOf(field)}, '')`;
  if (!("value" in condition)) return condition.op === "is_empty" ? sql`trim(${text}) = ''` : sql`trim(${text}) <> ''`;
  const value = field === "phone" ? phonePart(condition.value) : condition.value;
  switch (condition.op) {
    case "is":
    case "is_not":
      return asked(condition.op, sql`lower(${text}) = lower(${value})`);
    case "contains":
      return sql`${text} ilike ${likePattern(value)}`;
    case "not_contains":
      return sql`${text} not ilike ${likePattern(value)}`;
    case "starts_with":
      return sql`${text} ilike ${likePattern(value).slice(1)}`;
  }
}

function valueOf(field: TextField): RawBuilder<string | null> {
  if (field in fields) return sql`contact.${sql.ref(fields[field as keyof typeof fields])}`;
  const name = field.slice("attribute:".length);
  // Columns of a list are found by name as templates find them, whatever their capitals.
  return sql`(select value from jsonb_each_text(contact.attributes)
               where variable_key(key) = variable_key(${name}) order by key limit 1)`;
}

const asked = (op: Membership, condition: Condition): Condition => (op === "is" ? condition : not(condition));
const not = (condition: Condition): Condition => sql`not ${condition}`;

/** A number as it is stored, or a part of one; text that holds no digit is left as it is, and found in no number. */
function phonePart(text: string): string {
  return /\d/.test(text) ? text.replaceAll(/[^\d+]/g, "") : text;
}

function isFound(search: string): Condition {
  const part = likePattern(search);
  const places = [
    sql<SqlBool>`concat_ws(' ', contact.first_name, contact.last_name) ilike ${part}`,
    sql<SqlBool>`concat_ws(' ', contact.last_name, contact.first_name) ilike ${part}`,
    sql<SqlBool>`contact.email ilike ${part}`,
    sql<SqlBool>`contact.company ilike ${part}`,
  ];
  for (const digits of phoneDigits(search)) places.push(sql`contact.phone like ${likePattern(digits)}`);
  return sql`(${sql.join(places, sql` or `)})`;
}

/** What to look for among stored numbers when somebody writes one: with the country's leading 0, it is stored without. */
export function phoneDigits(search: string): string[] {
  if (!/^[\s\d().+/–-]*\d[\s\d().+/–-]*$/u.test(search)) return [];
  const digits = search.replaceAll(/\D/g, "");
  const withoutZeros = digits.replace(/^0+/, "");
  return withoutZeros === "" || withoutZeros === digits ? [digits] : [digits, withoutZeros];
}
