/**
 * One condition of a filter as SQL about a row of `contact` under that name. It may stand anywhere, also negated and among
 * alternatives: every subquery finds its row by a key. What is faster where all must hold: contact-filter.ts.
 */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Outcome } from "#domain/call/outcomes.ts";
import { readId } from "./ids.ts";
import { ledContacts } from "./led-contacts.ts";
import { likePattern } from "./page.ts";

export const textFields = {
  phone: "phone",
  firstName: "first_name",
  lastName: "last_name",
  email: "email",
  company: "company",
  language: "language",
  timezone: "timezone",
  externalId: "external_id",
} as const;

export type TextField = keyof typeof textFields | `attribute:${string}`;
type Membership = "is" | "is_not";

export type TextCondition =
  | { field: TextField; op: Membership | "contains" | "not_contains" | "starts_with"; value: string }
  | { field: TextField; op: "is_one_of"; value: string[] }
  /** Values written as 1234.5; all others do not match. */
  | { field: TextField; op: "gt" | "gte" | "lt" | "lte"; value: number }
  | { field: TextField; op: "between"; value: [number, number] }
  /** Values written as 2026-11-03; all others do not match. */
  | { field: TextField; op: "before" | "after" | "on"; value: string }
  | { field: TextField; op: "is_empty" | "is_not_empty" };

type TagCondition =
  | { field: "tag"; op: Membership; value: string }
  | { field: "tag"; op: "has_any" | "has_all"; value: string[] };

/** The contract's FilterCondition; the compiler compares them where a filter enters the store. */
export type FilterCondition =
  | TextCondition
  | TagCondition
  | { field: "import" | "campaign"; op: Membership; value: string }
  | { field: "lastOutcome"; op: Membership; value: Outcome }
  | { field: "lastCalledAt"; op: "before" | "after"; value: string }
  | { field: "lastCalledAt"; op: "is_empty" | "is_not_empty" }
  | { field: "createdAt"; op: "before" | "after"; value: string }
  | { field: "doNotCall"; op: "is"; value: boolean };

export type Condition = RawBuilder<SqlBool>;

/** A condition on what is linked to a contact by its id. */
export type LinkCondition = Extract<FilterCondition, { field: "import" | "campaign" | "lastOutcome" }>;

export function isLink(condition: FilterCondition): condition is LinkCondition {
  return condition.field === "import" || condition.field === "campaign" || condition.field === "lastOutcome";
}

/** @param id the contact's, as it is called where the condition is asked */
export function linkHolds(condition: LinkCondition, id: RawBuilder<unknown>): Condition {
  switch (condition.field) {
    case "import":
      return asked(
        condition.op,
        sql`exists (select from ${ledContacts} r
                     where r.contact_id = ${id} and r.import_id = ${readId(condition.value)}::bigint)`,
      );
    case "campaign":
      return asked(
        condition.op,
        sql`exists (select from campaign_contact cc
                     where cc.contact_id = ${id} and cc.campaign_id = ${readId(condition.value)}::bigint)`,
      );
    case "lastOutcome":
      return asked(
        condition.op,
        sql`exists (select from contact_last_call l
                     where l.contact_id = ${id} and l.outcome = ${condition.value}::outcome)`,
      );
  }
}

export function conditionHolds(condition: FilterCondition, now: Date): Condition {
  if (isLink(condition)) return linkHolds(condition, sql`contact.id`);
  switch (condition.field) {
    case "tag":
      return tagged(condition);
    case "lastCalledAt":
      return lastCalled(condition);
    case "createdAt":
      return condition.op === "before"
        ? sql`contact.created_at < ${new Date(condition.value)}`
        : sql`contact.created_at >= ${new Date(condition.value)}`;
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

function tagged(condition: TagCondition): Condition {
  if (condition.op === "is" || condition.op === "is_not")
    return asked(
      condition.op,
      sql`exists (select from unnest(contact.tags) tag where lower(tag) = lower(${condition.value}))`,
    );
  const wanted = sql`(select array_agg(lower(tag)) from unnest(${sql.val(condition.value)}::text[]) tag)`;
  const has = sql`array(select lower(tag) from unnest(contact.tags) tag)`;
  return condition.op === "has_any" ? sql`${has} && ${wanted}` : sql`${has} @> ${wanted}`;
}

function lastCalled(condition: FilterCondition & { field: "lastCalledAt" }): Condition {
  const ended = (when: RawBuilder<unknown>) =>
    sql`exists (select from contact_last_call l where l.contact_id = contact.id and l.called_at ${when})`;
  const live = (when: RawBuilder<unknown>) =>
    sql`exists (select from call k where k.contact_id = contact.id and k.ended_at is null and k.dialed_at ${when})`;
  const either = (when: RawBuilder<unknown>) => sql<SqlBool>`(${ended(when)} or ${live(when)})`;
  switch (condition.op) {
    case "before":
      return sql`(${ended(sql`< ${new Date(condition.value)}`)} and not ${live(sql`is not null`)})`;
    case "after":
      return either(sql`>= ${new Date(condition.value)}`);
    case "is_empty":
      return not(either(sql`is not null`));
    case "is_not_empty":
      return either(sql`is not null`);
  }
}

function textHolds(condition: TextCondition): Condition {
  const { field, op } = condition;
  const text = sql`coalesce(${valueOf(field)}, '')`;
  switch (op) {
    case "is_empty":
      return isBlank(text);
    case "is_not_empty":
      return not(isBlank(text));
    case "is":
    case "is_not":
      return asked(op, sql`lower(${text}) = lower(${asStored(field, condition.value)})`);
    case "is_one_of": {
      const values = condition.value.map((value) => asStored(field, value));
      return sql`lower(${text}) in (select lower(value) from unnest(${sql.val(values)}::text[]) value)`;
    }
    case "contains":
      return sql`${text} ilike ${likePattern(asStored(field, condition.value))}`;
    case "not_contains":
      return sql`${text} not ilike ${likePattern(asStored(field, condition.value))}`;
    case "starts_with":
      return sql`${text} ilike ${likePattern(asStored(field, condition.value)).slice(1)}`;
    case "before":
    case "after":
    case "on":
      return sql`coalesce(day_in(${text}) ${dayOf(condition)}, false)`;
    default:
      return sql`coalesce(number_in(${text}) ${numericRange(condition)}, false)`;
  }
}

type NumberCondition = Extract<TextCondition, { value: number } | { value: [number, number] }>;
type DayCondition = Extract<TextCondition, { op: "before" | "after" | "on" }>;

const numberOperators = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` };
const dayOperators = { before: sql`<`, after: sql`>`, on: sql`=` };
const numeric = (value: number | string) => sql`${String(value)}::numeric`;

/** What is asked of a number, to be written behind it. */
export function numericRange(condition: NumberCondition): RawBuilder<unknown> {
  if (condition.op === "between") return sql`between ${numeric(condition.value[0])} and ${numeric(condition.value[1])}`;
  return sql`${numberOperators[condition.op]} ${numeric(condition.value)}`;
}

/** What is asked of a day as day_in reads it, to be written behind it. */
export function dayOf({ op, value }: DayCondition): RawBuilder<unknown> {
  return sql`${dayOperators[op]} ${numeric(value.replaceAll("-", ""))}`;
}

/** What JavaScript takes for white space, as in 0003-engine.ts. */
const blank = String.raw`^[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]*$`;

/** As templates miss a value. Most text has a letter of ASCII, which is quickly seen. */
function isBlank(text: RawBuilder<unknown>): Condition {
  return sql`(${text} = '' or (${text} !~ '[!-~]' and ${text} ~ ${sql.lit(blank)}))`;
}

function valueOf(field: TextField): RawBuilder<string | null> {
  if (field in textFields) return sql`contact.${sql.ref(textFields[field as keyof typeof textFields])}`;
  const name = sql`variable_key(${attributeName(field)})`;
  // What only needs small letters is not put through variable_key: it takes ten times as long.
  // Columns of a list are found by name as templates find them: whatever their capitals, and passing over blanks.
  return sql`(select a.value from jsonb_each_text(contact.attributes) with ordinality as a(key, value, place)
               where case when a.key ~ '^[!-~]+( [!-~]+)*$' then lower(a.key) else variable_key(a.key) end = ${name}
                 and (a.value ~ '[!-~]' or a.value !~ ${sql.lit(blank)}) order by a.place limit 1)`;
}

export function attributeName(field: TextField): string {
  return field.slice("attribute:".length);
}

/** A number as it is stored, or a part of one; text that holds no digit is left as it is, and found in no number. */
export function asStored(field: TextField, text: string): string {
  return field === "phone" && /\d/.test(text) ? text.replaceAll(/[^\d+]/g, "") : text;
}

const asked = (op: Membership, condition: Condition): Condition => (op === "is" ? condition : not(condition));
const not = (condition: Condition): Condition => sql`not ${condition}`;
