/** The words of filters: what they ask of contacts, how one is put together, and those that are kept. */
import type { FilterCondition } from "#contract/filters.ts";
import { contactFactWords, contactFieldWords } from "./contact-fields.ts";

export type KnownField = Exclude<FilterCondition["field"], `attribute:${string}`>;

export const filterFieldWords: Record<KnownField, string> = {
  tag: "Tag",
  lastOutcome: "Last outcome",
  lastCalledAt: contactFactWords.lastCall,
  import: "Import",
  campaign: "Campaign",
  createdAt: contactFactWords.added,
  doNotCall: contactFactWords.doNotCall,
  firstName: contactFieldWords.first_name,
  lastName: contactFieldWords.last_name,
  phone: contactFieldWords.phone,
  email: contactFieldWords.email,
  company: contactFieldWords.company,
  language: contactFieldWords.language,
  timezone: contactFieldWords.timezone,
  externalId: contactFieldWords.external_id,
};

export const operatorWords: Record<FilterCondition["op"], string> = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  is_one_of: "is one of",
  is_empty: "is empty",
  is_not_empty: "is not empty",
  gt: "is more than",
  gte: "is at least",
  lt: "is less than",
  lte: "is at most",
  between: "is between",
  before: "is before",
  after: "is after",
  on: "is on",
  has_any: "has any of",
  has_all: "has all of",
};

/** Of the last call, which there may never have been. */
export const everWords = { is_empty: "never", is_not_empty: "ever" };

/** A filter as a sentence. */
export const filterSentenceWords = {
  asked: (field: string, comparison: string) => `${field} ${comparison}`,
  yes: "yes",
  no: "no",
  range: (from: string, to: string) => `${from} and ${to}`,
  all: (conditions: readonly string[]) => conditions.join(", and "),
  any: (conditions: readonly string[]) => conditions.join(", or "),
  everyone: "Every contact",
  /** What has no name that is known. */
  unnamed: { import: (id: string) => `import ${id}`, campaign: (id: string) => `campaign ${id}` },
};

export const conditionForm = {
  field: "Field",
  ofContacts: "Contact",
  otherVariable: "Another variable",
  variableName: "Name of the variable",
  comparison: "Comparison",
  value: "Value",
  date: "Date",
  from: "From",
  to: "To",
  add: "Add the filter",
  change: "Change the filter",
};

export const chipWords = {
  join: "How many of the filters must match",
  all: "All of",
  any: "Any of",
  remove: (condition: string) => `Remove filter ${condition}`,
  add: "Filter",
  addTitle: "Add a filter",
};

export const savedFilterWords = {
  what: "The saved filters",
  table: "Saved filters",
  noun: ["filter", "filters"],
  name: "Name",
  matches: "Matches",
  saved: "Saved",
  actions: "Actions",
  delete: (name: string) => `Delete the filter ${name}`,
  deleted: (name: string) => `The filter “${name}” is deleted. Its contacts stay.`,
  none: "No saved filters yet",
  noneAbout: "Filter your contacts, then keep the filter under a name. It always matches the contacts of the moment.",
  save: "Save filter",
  saveTitle: "Save this filter",
  kept: (name: string) => `The filter is kept as “${name}”.`,
} as const;
