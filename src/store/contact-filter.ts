/**
 * Which contacts are meant, as SQL. Where all conditions must hold, those that a narrow table can answer are asked there:
 * sets by key (contact-sets.ts), words in what a search looks at (`s`, contact_search), the last call in `l`
 * (contact_last_call); the planner then begins with the fewest rows.
 */
import { type RawBuilder, sql } from "kysely";
import {
  asStored,
  type Condition,
  conditionHolds,
  type FilterCondition,
  type textFields,
} from "./contact-conditions.ts";
import { type Due, dueContacts, isNotDue, nothingIs } from "./contact-due.ts";
import { type ContactSet, intersectionOf, setOf, unionOf } from "./contact-sets.ts";

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

/** A choice in parts, all of which must hold. */
export interface ChoiceParts {
  /** Of what a search looks at, under the name `s`. */
  words: Condition[];
  /** Of the last call, under the name `l`. */
  lastCall: Condition[];
  sets: ContactSet[];
  /** What the sets tell, asked of the row of `contact`. */
  told: Condition[];
  /** What only the row of `contact` tells. */
  rows: Condition[];
}

export const nothingAsked: ChoiceParts = { words: [], lastCall: [], sets: [], told: [], rows: [] };

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
 * @param due those that were, a moment ago (contact-due.ts)
 */
export function isChosen(organisationId: string, choice: ContactChoice, now: Date, due: Due = "many"): Condition {
  const parts = partsOf(organisationId, choice, now);
  const { words, lastCall, sets, rows } = parts;
  const conditions = [sql`contact.organisation_id = ${organisationId}`, ...rows];
  if (words.length + sets.length > 0)
    conditions.push(
      sql`contact.id in (select n.contact_id from (${unionAll(narrowed(organisationId, parts, due, false))}) n)`,
    );
  if (lastCall.length > 0)
    conditions.push(
      sql`exists (select from contact_last_call l where l.contact_id = contact.id and ${every(lastCall)})`,
    );
  return every(conditions);
}

/** The one set that all who are meant are outside of; null for any other choice. */
export function onlyOutside({ words, lastCall, sets, rows }: ChoiceParts): ContactSet | null {
  const alone = words.length + lastCall.length + rows.length === 0 && sets.length === 1;
  return alone && sets[0]!.negated ? sets[0]! : null;
}

/** Whether a choice takes no row of `contact` to decide; it is not a choice of everybody. */
export function isNarrow({ words, lastCall, sets, rows }: ChoiceParts): boolean {
  return rows.length + lastCall.length === 0 && words.length + sets.length > 0;
}

/**
 * The contacts whose words and sets are as asked, each once as `contact_id`: those that the narrow tables know, and, in a
 * second query where there are any, those that are due.
 *
 * @param named that they have a `name` to order by as well
 */
export function narrowed(organisationId: string, parts: ChoiceParts, due: Due, named: boolean): RawBuilder<unknown>[] {
  const { words, sets } = parts;
  const members = sets.filter((set) => !set.negated);
  if (words.length > 0 || members.length === 0 || named) return searched(organisationId, parts, due);
  const [first, ...more] = members.map((set, n) => sql`(${set.members}) ${sql.ref(`m${n}`)}`);
  const id = sql`m0.contact_id`;
  const joined = more.map((member) => sql`join ${member} using (contact_id)`);
  const others = [...sets.filter((set) => set.negated).map((set) => set.holds(id)), isNotDue(id, due, organisationId)];
  const known = sql`select contact_id from ${first} ${sql.join(joined, sql` `)} where ${every(others)}`;
  return nothingIs(due) ? [known] : [known, sql`select contact_id from (${lookedAt(organisationId, parts, due)}) s`];
}

/**
 * The same, with `name`, of those whose ids are `within`.
 *
 * @param most that there are, where that is known
 */
export function searched(
  organisationId: string,
  parts: ChoiceParts,
  due: Due,
  within: (id: RawBuilder<unknown>) => Condition = () => sql`true`,
  most: number | null = null,
): RawBuilder<unknown>[] {
  const id = sql`s.contact_id`;
  const holds = every([...parts.words, ...parts.sets.map((set) => set.holds(id)), isNotDue(id, due, organisationId)]);
  // It cuts off nothing: it tells the planner how few these are.
  const limit = most === null ? sql`` : sql`limit ${most}`;
  const known = sql`
    select s.contact_id, s.name from (
      select * from contact_search where organisation_id = ${organisationId} and ${within(sql`contact_id`)} ${limit}) s
     where ${holds}`;
  if (nothingIs(due)) return [known];
  return [known, sql`select * from (${lookedAt(organisationId, parts, due)}) s where ${within(id)}`];
}

/** What is due is read from the contact itself, by the definition of every condition. */
function lookedAt(organisationId: string, { words, told }: ChoiceParts, due: Due): RawBuilder<unknown> {
  return sql`
    select s.contact_id, s.name from ${dueContacts(due, organisationId)} cross join lateral (
      select contact.id as contact_id, contact_name(contact) as name, contact_words(contact) as words) s
     where ${every([...told, ...words])}`;
}

export const unionAll = (queries: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql.join([...queries], sql` union all `);

function every(conditions: readonly RawBuilder<unknown>[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join([...conditions], sql` and `)})`;
}

export function partsOf(organisationId: string, { filter, search, ids }: ContactChoice, now: Date): ChoiceParts {
  const parts: ChoiceParts = { words: [], lastCall: [], sets: [], told: [], rows: [] };
  if (ids) parts.rows.push(sql`contact.id = any(${sql.val([...ids])}::bigint[])`);
  const text = search?.trim().replaceAll(/\s+/gu, " ");
  if (text) parts.words.push(isFound(text));
  if (filter) addNode(parts, filter, organisationId, now);
  if (filter && parts.words.length > 0) parts.words.push(...tagsIn(filter).map(isMentioned));
  return parts;
}

/** Tags that all must have, which the index of words finds together with the other words. */
function tagsIn(node: FilterNode): string[] {
  if ("all" in node) return node.all.flatMap(tagsIn);
  if ("any" in node || node.field !== "tag") return [];
  const tags = node.op === "is_not" || (node.op === "has_any" && node.value.length > 1) ? [] : [node.value].flat();
  return tags.filter((tag) => tag.trim().length >= LEAST_LETTERS);
}

const isMentioned = (text: string): Condition => sql`s.words like search_pattern(${text})`;

function addNode(parts: ChoiceParts, node: FilterNode, organisationId: string, now: Date): void {
  if ("all" in node) {
    for (const inner of node.all) addNode(parts, inner, organisationId, now);
    return;
  }
  const set = setOfNode(node, organisationId);
  if (set) {
    parts.sets.push(set);
    parts.told.push(nodeHolds(node, now));
  } else if ("any" in node) {
    parts.rows.push(nodeHolds(node, now));
  } else if (node.field === "tag" && node.op === "has_all") {
    for (const value of node.value) addNode(parts, { field: "tag", op: "is", value }, organisationId, now);
  } else if (node.field === "lastCalledAt") {
    addLastCalled(parts, node, organisationId);
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

/** The node as one set, or null where something in it takes a look at the contact. */
function setOfNode(node: FilterNode, organisationId: string): ContactSet | null {
  if (!("all" in node) && !("any" in node)) return setOf(node, organisationId);
  const inner = ("all" in node ? node.all : node.any).map((one) => setOfNode(one, organisationId));
  const sets = inner.filter((set) => set !== null);
  if (sets.length === 0 || sets.length < inner.length) return null;
  if (sets.length === 1) return sets[0]!;
  return "all" in node ? intersectionOf(sets, organisationId) : unionOf(sets, organisationId);
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
  return text.trim().length < LEAST_LETTERS ? null : isMentioned(text);
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
  const places = [isMentioned(search)];
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
