/**
 * Which contacts are meant, as SQL. Where all conditions must hold, those that a narrow table can answer are asked there:
 * `s` is what a search looks at (contact_search), `l` the last call (contact_last_call), both made by
 * 0005-contact-search.ts; the planner then begins with the fewest rows.
 */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import {
  asStored,
  attributeName,
  type Condition,
  conditionHolds,
  type FilterCondition,
  isLink,
  type LinkCondition,
  linkHolds,
  type TextCondition,
  textFields,
} from "./contact-conditions.ts";
import { ledContacts } from "./led-contacts.ts";
import { readId } from "./ids.ts";

export type { FilterCondition };

export type ContactFilter = { all: FilterNode[] } | { any: FilterNode[] };
export type FilterNode = FilterCondition | ContactFilter;

/** Which contacts are meant; with nothing said, all of them. */
export interface ContactChoice {
  filter?: ContactFilter | undefined;
  /** Part of a name, a number in any writing, an email, a company, an external id or a tag. */
  search?: string | undefined;
  /** These alone. */
  ids?: readonly number[] | undefined;
}

interface Link {
  holds: (id: RawBuilder<unknown>) => Condition;
  /** The contacts it holds for, each once as `contact_id`; null where they are all others. */
  members: RawBuilder<unknown> | null;
}

/** A choice in parts, all of which must hold. */
export interface ChoiceParts {
  /** Of what a search looks at, under the name `s`. */
  words: Condition[];
  /** Of the last call, under the name `l`. */
  lastCall: Condition[];
  /** Of what is linked to the contact by its id. */
  links: Link[];
  /** Of the row of `contact` itself. */
  rows: Condition[];
}

/** The organisation's contacts that are meant, as a query that gives `id` and `ord`, the order in which they were added. */
export function contactsMatching(
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): RawBuilder<{ id: number; ord: number }> {
  return sql`select contact.id, contact.id as ord from contact where ${isChosen(organisationId, choice, now)}`;
}

/**
 * Whether the row of `contact` belongs to the organisation and is among those meant.
 *
 * @param tidy that nothing was due to be tidied (contact-tidy.ts) a moment ago; false is always right
 */
export function isChosen(organisationId: string, choice: ContactChoice, now: Date, tidy = false): Condition {
  const { words, lastCall, links, rows } = partsOf(organisationId, choice, now);
  const linked = links.map((link) => link.holds(sql`contact.id`));
  const conditions = [sql`contact.organisation_id = ${organisationId}`, ...linked, ...rows];
  if (words.length > 0)
    conditions.push(
      sql`contact.id in (select s.contact_id from ${searched(organisationId, tidy)} where ${every(words)})`,
    );
  if (lastCall.length > 0)
    conditions.push(
      sql`exists (select from contact_last_call l where l.contact_id = contact.id and ${every(lastCall)})`,
    );
  return every(conditions);
}

/** A choice that takes no row of `contact` to decide, as a condition on `s`; null for one that does, or for everybody. */
export function decidedBySearch({ words, lastCall, links, rows }: ChoiceParts): Condition | null {
  if (rows.length > 0 || words.length + lastCall.length + links.length === 0) return null;
  const conditions = [...words, ...links.map((link) => link.holds(sql`s.contact_id`))];
  if (lastCall.length > 0)
    conditions.push(
      sql`exists (select from contact_last_call l where l.contact_id = s.contact_id and ${every(lastCall)})`,
    );
  return every(conditions);
}

function every(conditions: readonly RawBuilder<unknown>[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join([...conditions], sql` and `)})`;
}

/**
 * What a search looks at, under the name `s`, each contact of the organisation once. What is due is read from the contact
 * itself, and its old row not at all.
 */
export function searched(organisationId: string, tidy: boolean): RawBuilder<unknown> {
  if (tidy) return sql`(select * from contact_search where organisation_id = ${organisationId}) s`;
  // With "offset 0", for otherwise a million contacts are asked first what they are called, and then whether they are due.
  const due = sql`(select coalesce(range_agg(int8range(first_id, last_id, '[]')), '{}') from contact_search_due
                    where organisation_id = ${organisationId})`;
  return sql`(
    select contact_id, name, words, facts from contact_search
     where organisation_id = ${organisationId} and not contact_id <@ ${due}
    union all
    select c.id, contact_name(c), contact_words(c), contact_facts(c)
      from unnest(${due}) span cross join lateral (
        select * from contact
         where id >= lower(span) and id < upper(span) and organisation_id = ${organisationId} offset 0) c) s`;
}

export function partsOf(organisationId: string, { filter, search, ids }: ContactChoice, now: Date): ChoiceParts {
  const parts: ChoiceParts = { words: [], lastCall: [], links: [], rows: [] };
  if (ids) parts.rows.push(sql`contact.id = any(${sql.val([...ids])}::bigint[])`);
  const text = search?.trim().replaceAll(/\s+/gu, " ");
  if (text) parts.words.push(isFound(text));
  if (filter) addNode(parts, filter, organisationId, now);
  return parts;
}

function addNode(parts: ChoiceParts, node: FilterNode, organisationId: string, now: Date): void {
  if ("all" in node) {
    for (const inner of node.all) addNode(parts, inner, organisationId, now);
    return;
  }
  const facts = factsHold(node);
  if (facts) {
    parts.words.push(facts);
  } else if ("any" in node) {
    parts.rows.push(nodeHolds(node, now));
  } else if (node.field === "lastCalledAt") {
    addLastCalled(parts, node, organisationId);
  } else if (isLink(node)) {
    parts.links.push({ holds: (id) => linkHolds(node, id), members: membersOf(node, organisationId) });
  } else {
    const mention = mentionOf(node);
    if (mention) parts.words.push(mention);
    parts.rows.push(conditionHolds(node, now));
  }
}

function nodeHolds(node: FilterNode, now: Date): Condition {
  if ("all" in node) return every(node.all.map((inner) => nodeHolds(inner, now)));
  if ("any" in node) return some(node.any.map((inner) => nodeHolds(inner, now)));
  return conditionHolds(node, now);
}

function some(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`;
}

/** The node as the facts of a contact decide it, or null where they do not. */
function factsHold(node: FilterNode): Condition | null {
  if (!("all" in node) && !("any" in node)) return factOf(node);
  const inner = ("all" in node ? node.all : node.any).map(factsHold);
  const known = inner.filter((condition) => condition !== null);
  if (known.length === 0 || known.length < inner.length) return null;
  return "all" in node ? every(known) : some(known);
}

/** Longer values stand in no index. */
const LONGEST_FACT = 200;

function factOf(condition: FilterCondition): Condition | null {
  // As constants, so that the planner knows how many contacts have them.
  const anyOf = (facts: RawBuilder<unknown>[]) => sql<SqlBool>`s.facts && array[${sql.join(facts)}]`;
  if (condition.field === "tag") {
    const facts = [condition.value].flat().map((tag) => sql`E't\\n' || lower(${tag}::text)`);
    if (condition.op === "is_not") return sql`not ${anyOf(facts)}`;
    return condition.op === "has_all" ? sql`s.facts @> array[${sql.join(facts)}]` : anyOf(facts);
  }
  if (!condition.field.startsWith("attribute:")) return null;
  const { field, op, value } = condition as TextCondition & { value?: unknown };
  if (op !== "is" && op !== "is_not" && op !== "is_one_of") return null;
  const values = [value].flat();
  if (values.some((text) => text.trim() === "" || text.length > LONGEST_FACT)) return null;
  const name = sql`variable_key(${attributeName(field)}::text)`;
  const has = anyOf(values.map((text) => sql`E'a\\n' || ${name} || E'\\n' || lower(${text}::text)`));
  return op === "is_not" ? sql`not ${has}` : has;
}

function membersOf(condition: LinkCondition, organisationId: string): RawBuilder<unknown> | null {
  if (condition.op === "is_not") return null;
  switch (condition.field) {
    case "import":
      return sql`select distinct r.contact_id from ${ledContacts} r join import i on i.id = r.import_id
                  where i.id = ${readId(condition.value)}::bigint and i.organisation_id = ${organisationId}`;
    case "campaign":
      return sql`select cc.contact_id from campaign_contact cc
                  where cc.campaign_id = ${readId(condition.value)}::bigint and cc.organisation_id = ${organisationId}
                    and cc.contact_id is not null`;
    case "lastOutcome":
      return sql`select l.contact_id from contact_last_call l
                  where l.organisation_id = ${organisationId} and l.outcome = ${condition.value}::outcome`;
  }
}

/** The contacts of a choice that asks for one link alone, each once as `contact_id`; null for any other choice. */
export function membersAlone({ words, lastCall, links, rows }: ChoiceParts): RawBuilder<unknown> | null {
  return words.length + lastCall.length + rows.length === 0 && links.length === 1 ? links[0]!.members : null;
}

/** Fields whose text a search looks at. */
const searchedFields = ["phone", "firstName", "lastName", "email", "company", "externalId"];
const MENTION_OPERATORS = ["is", "contains", "starts_with"];
/** Letters from which on the index of a search helps. */
export const LEAST_LETTERS = 3;

/** What must be found where a search looks if the condition holds, or null: it leads to few contacts, and decides nothing. */
function mentionOf(condition: FilterCondition): Condition | null {
  if (!searchedFields.includes(condition.field) || !MENTION_OPERATORS.includes(condition.op)) return null;
  const { field, value } = condition as { field: keyof typeof textFields; value: string };
  const text = asStored(field, value);
  return text.trim().length < LEAST_LETTERS ? null : sql`s.words like search_pattern(${text})`;
}

/** As the condition says it of one contact, but as a set: two questions for each of a million take seconds. */
function addLastCalled(
  parts: ChoiceParts,
  condition: FilterCondition & { field: "lastCalledAt" },
  organisationId: string,
): void {
  const live = (when: RawBuilder<unknown>) => sql`
    select k.contact_id from call k where k.organisation_id = ${organisationId} and k.ended_at is null
       and k.contact_id is not null and k.dialed_at ${when}`;
  const called = (when: RawBuilder<unknown>) => sql`
    select u.contact_id from contact_last_call u where u.organisation_id = ${organisationId} and u.called_at ${when}
    union all ${live(when)}`;
  switch (condition.op) {
    case "before":
      parts.lastCall.push(sql`l.called_at < ${new Date(condition.value)}`);
      parts.rows.push(sql`not exists (select from (${live(sql`is not null`)}) k where k.contact_id = contact.id)`);
      break;
    case "after":
      parts.rows.push(sql`contact.id in (${called(sql`>= ${new Date(condition.value)}`)})`);
      break;
    case "is_not_empty":
      parts.rows.push(sql`contact.id in (${called(sql`is not null`)})`);
      break;
    case "is_empty":
      parts.rows.push(sql`not exists (select from (${called(sql`is not null`)}) k where k.contact_id = contact.id)`);
  }
}

function isFound(search: string): Condition {
  const places = [sql`s.words like search_pattern(${search})`];
  for (const part of numberParts(search)) places.push(sql`s.words like ${`%${part}%`}`);
  return sql`(${sql.join(places, sql` or `)})`;
}

/** What to look for among stored numbers when somebody writes a number or a part of one in any way. */
function numberParts(search: string): string[] {
  if (!isNumber(search)) return [];
  // "+44 (0)20" is written for callers at home and abroad; the zero is dialled at home only.
  const digits = search.replaceAll(/\(0\)/g, "").replaceAll(/[^\d+]/g, "");
  const international = /^00[1-9]/.test(digits) ? `+${digits.slice(2)}` : digits;
  const national = international.replace(/^0+/, "");
  const part = national.length < LEAST_LETTERS ? international : national;
  return part === "" || part === search ? [] : [part];
}

const isNumber = (search: string) => /^[\s\d().+/–-]*\d[\s\d().+/–-]*$/u.test(search);

/** What to look for among stored numbers when somebody writes one: with the country's leading 0, it is stored without. */
export function phoneDigits(search: string): string[] {
  if (!isNumber(search)) return [];
  const digits = search.replaceAll(/\D/g, "");
  const withoutZeros = digits.replace(/^0+/, "");
  return withoutZeros === "" || withoutZeros === digits ? [digits] : [digits, withoutZeros];
}
