/** What may be asked of contacts, in the words of the screen. The contract's filters are made of these. */
import type { FilterCondition, FilterNode, ContactFilter } from "#contract/filters.ts";
import { contactStatusWords } from "../../words/en.ts";

export type { ContactFilter, FilterCondition, FilterNode } from "#contract/filters.ts";

/** How a value is entered. */
export type ValueKind =
  | "none"
  | "text"
  | "texts"
  | "number"
  | "range"
  | "date"
  | "tag"
  | "tags"
  | "import"
  | "campaign"
  | "outcome"
  | "yes_no";

export interface Operator {
  op: FilterCondition["op"];
  words: string;
  value: ValueKind;
}

const texts: Operator[] = [
  { op: "is", words: "is", value: "text" },
  { op: "is_not", words: "is not", value: "text" },
  { op: "contains", words: "contains", value: "text" },
  { op: "not_contains", words: "does not contain", value: "text" },
  { op: "starts_with", words: "starts with", value: "text" },
  { op: "is_one_of", words: "is one of", value: "texts" },
  { op: "is_empty", words: "is empty", value: "none" },
  { op: "is_not_empty", words: "is not empty", value: "none" },
];

/** Only variables hold numbers and dates. */
const measures: Operator[] = [
  { op: "gt", words: "is more than", value: "number" },
  { op: "gte", words: "is at least", value: "number" },
  { op: "lt", words: "is less than", value: "number" },
  { op: "lte", words: "is at most", value: "number" },
  { op: "between", words: "is between", value: "range" },
  { op: "before", words: "is before", value: "date" },
  { op: "after", words: "is after", value: "date" },
  { op: "on", words: "is on", value: "date" },
];

const belongs = (value: ValueKind): Operator[] => [
  { op: "is", words: "is", value },
  { op: "is_not", words: "is not", value },
];

const times: Operator[] = [
  { op: "before", words: "is before", value: "date" },
  { op: "after", words: "is after", value: "date" },
];

export const fields: Record<
  Exclude<FilterCondition["field"], `attribute:${string}`>,
  { words: string; operators: Operator[] }
> = {
  tag: {
    words: "Tag",
    operators: [
      ...belongs("tag"),
      { op: "has_any", words: "has any of", value: "tags" },
      { op: "has_all", words: "has all of", value: "tags" },
    ],
  },
  lastOutcome: { words: "Last outcome", operators: belongs("outcome") },
  lastCalledAt: {
    words: "Last call",
    operators: [
      ...times,
      { op: "is_empty", words: "never", value: "none" },
      { op: "is_not_empty", words: "ever", value: "none" },
    ],
  },
  import: { words: "Import", operators: belongs("import") },
  campaign: { words: "Campaign", operators: belongs("campaign") },
  createdAt: { words: "Added", operators: times },
  doNotCall: { words: "Do not call", operators: [{ op: "is", words: "is", value: "yes_no" }] },
  firstName: { words: "First name", operators: texts },
  lastName: { words: "Last name", operators: texts },
  phone: { words: "Phone", operators: texts },
  email: { words: "E-mail", operators: texts },
  company: { words: "Company", operators: texts },
  language: { words: "Language", operators: texts },
  timezone: { words: "Time zone", operators: texts },
  externalId: { words: "External ID", operators: texts },
};

const isKnown = (field: string): field is keyof typeof fields => Object.hasOwn(fields, field);

export const operatorsOf = (field: string): Operator[] =>
  isKnown(field) ? fields[field].operators : [...texts, ...measures];

export const fieldName = (field: string): string =>
  isKnown(field) ? fields[field].words : field.replace(/^attribute:/, "");

/** Names of what is named by an id, where they are known. */
export type NameOf = (kind: "import" | "campaign", id: string) => string;

/** A condition as a sentence: `["Tag is", "vip"]`. */
export function describe(condition: FilterCondition, nameOf: NameOf): [asked: string, value: string] {
  const operator = operatorsOf(condition.field).find(({ op }) => op === condition.op);
  const asked = `${fieldName(condition.field)} ${operator?.words ?? condition.op}`;
  return [asked, "value" in condition ? valueWords(condition, nameOf) : ""];
}

function valueWords(condition: Extract<FilterCondition, { value: unknown }>, nameOf: NameOf): string {
  const { field, value } = condition;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join(condition.op === "between" ? " and " : ", ");
  if (field === "import" || field === "campaign") return nameOf(field, value);
  if (field === "lastOutcome") return contactStatusWords[value];
  return field === "createdAt" || field === "lastCalledAt" ? value.slice(0, 10) : String(value);
}

export const isGroup = (node: FilterNode): node is ContactFilter => "all" in node || "any" in node;

export const nodesOf = (filter: ContactFilter): FilterNode[] => ("all" in filter ? filter.all : filter.any);

export const withNodes = (filter: ContactFilter, nodes: FilterNode[]): ContactFilter =>
  "all" in filter ? { all: nodes } : { any: nodes };

export const everyone: ContactFilter = { all: [] };

/** Empty `any` is nobody, so that a filter without conditions is always `all`. */
export const tidied = (filter: ContactFilter): ContactFilter => (nodesOf(filter).length === 0 ? everyone : filter);

/** Whether a filter narrows anything. */
export const narrows = (filter: ContactFilter): boolean => "any" in filter || filter.all.length > 0;

/** A filter as a sentence, for lists of filters. */
export function filterSentence(filter: ContactFilter, nameOf: NameOf): string {
  const parts = nodesOf(filter).map((node) =>
    isGroup(node) ? `(${filterSentence(node, nameOf)})` : describe(node, nameOf).filter(Boolean).join(" "),
  );
  return parts.length === 0 ? "Every contact" : parts.join("all" in filter ? ", and " : ", or ");
}
