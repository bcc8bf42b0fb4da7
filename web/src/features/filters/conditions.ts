/** What may be asked of contacts, in the words of the screen. The contract's filters are made of these. */
import type { FilterCondition, FilterNode, ContactFilter } from "#contract/filters.ts";
import { contactStatusWords } from "../../words/en.ts";
import {
  everWords,
  filterFieldWords,
  filterSentenceWords,
  type KnownField,
  operatorWords,
} from "../../words/filters.ts";

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

const operators = (value: ValueKind, ...ops: Operator["op"][]): Operator[] =>
  ops.map((op) => ({ op, words: operatorWords[op], value }));

const texts: Operator[] = [
  ...operators("text", "is", "is_not", "contains", "not_contains", "starts_with"),
  ...operators("texts", "is_one_of"),
  ...operators("none", "is_empty", "is_not_empty"),
];

/** Only variables hold numbers and dates. */
const measures: Operator[] = [
  ...operators("number", "gt", "gte", "lt", "lte"),
  ...operators("range", "between"),
  ...operators("date", "before", "after", "on"),
];

const belongs = (value: ValueKind): Operator[] => operators(value, "is", "is_not");

const times: Operator[] = operators("date", "before", "after");

const ever = (op: keyof typeof everWords): Operator => ({ op, words: everWords[op], value: "none" });

export const fields: Record<KnownField, Operator[]> = {
  tag: [...belongs("tag"), ...operators("tags", "has_any", "has_all")],
  lastOutcome: belongs("outcome"),
  lastCalledAt: [...times, ever("is_empty"), ever("is_not_empty")],
  import: belongs("import"),
  campaign: belongs("campaign"),
  createdAt: times,
  doNotCall: operators("yes_no", "is"),
  firstName: texts,
  lastName: texts,
  phone: texts,
  email: texts,
  company: texts,
  language: texts,
  timezone: texts,
  externalId: texts,
};

const isKnown = (field: string): field is keyof typeof fields => Object.hasOwn(fields, field);

export const operatorsOf = (field: string): Operator[] => (isKnown(field) ? fields[field] : [...texts, ...measures]);

export const fieldName = (field: string): string =>
  isKnown(field) ? filterFieldWords[field] : field.replace(/^attribute:/, "");

/** Names of what is named by an id, where they are known. */
export type NameOf = (kind: "import" | "campaign", id: string) => string;

/** A condition as a sentence: `["Tag is", "vip"]`. */
export function describe(condition: FilterCondition, nameOf: NameOf): [asked: string, value: string] {
  const operator = operatorsOf(condition.field).find(({ op }) => op === condition.op);
  const asked = filterSentenceWords.asked(fieldName(condition.field), operator?.words ?? condition.op);
  return [asked, "value" in condition ? valueWords(condition, nameOf) : ""];
}

function valueWords(condition: Extract<FilterCondition, { value: unknown }>, nameOf: NameOf): string {
  const { field, value } = condition;
  if (typeof value === "boolean") return value ? filterSentenceWords.yes : filterSentenceWords.no;
  if (Array.isArray(value))
    return condition.op === "between"
      ? filterSentenceWords.range(String(value[0]), String(value[1]))
      : value.join(", ");
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
  if (parts.length === 0) return filterSentenceWords.everyone;
  return "all" in filter ? filterSentenceWords.all(parts) : filterSentenceWords.any(parts);
}
