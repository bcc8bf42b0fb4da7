/** What a person makes of the columns, before it is sent. */
import { type AttributeType, columnMeaning, type DuplicatePolicy, type ImportField } from "#domain/contact/import.ts";
import { matchWords } from "../../words/import-file.tsx";
import type { ContactImport } from "./import.ts";

export interface Draft {
  country: string | null;
  columns: Record<string, string | null>;
  types: Record<string, AttributeType>;
  onDuplicate: DuplicatePolicy;
}

const LONGEST_NAME = 64;

export const variableFor = (column: string): string =>
  `attribute:${column
    .replace(/^attribute:/, "")
    .trim()
    .slice(0, LONGEST_NAME)
    .trim()}`;

/** What was said before, or what is suggested: columns that are no field become variables, empty ones are left out. */
export function draftOf({ columns, suggestedCountry, mapping }: ContactImport): Draft {
  if (mapping) {
    return {
      country: mapping.country,
      columns: Object.fromEntries(columns.map(({ name }) => [name, mapping.columns[name] ?? null])),
      types: Object.fromEntries(columns.map(({ name, type }) => [name, mapping.types?.[name] ?? type])),
      onDuplicate: mapping.onDuplicate,
    };
  }
  const taken = new Set(columns.map(({ suggested }) => suggested));
  const meaning = ({ name, suggested, filled }: ContactImport["columns"][number]) => {
    if (suggested !== null || filled === 0) return suggested;
    const variable = variableFor(name);
    if (taken.has(variable) || columnMeaning(variable) === null) return null;
    taken.add(variable);
    return variable;
  };
  return {
    country: suggestedCountry,
    columns: Object.fromEntries(columns.map((column) => [column.name, meaning(column)])),
    types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    onDuplicate: "skip",
  };
}

/** In the order of the file. */
export const columnsMeaning = (one: ContactImport, columns: Draft["columns"], field: ImportField): string[] =>
  one.columns.map(({ name }) => name).filter((name) => columns[name] === field);

/** Whether some of the first numbers are written without their country. */
export const hasLocalNumbers = (one: ContactImport, columns: Draft["columns"]): boolean =>
  one.columns.some(
    ({ name, samples }) =>
      columns[name] === "phone" && samples.some((sample) => /\d/.test(sample) && !/^\D*(\+|00)/.test(sample)),
  );

/** Only variables have a type. */
export function bodyOf(draft: Draft, campaignId: string | null) {
  const variables = Object.entries(draft.types).filter(([name]) => draft.columns[name]?.startsWith("attribute:"));
  return { ...draft, types: Object.fromEntries(variables), campaignId };
}

/** What another column is already, by column; several columns may be phone numbers. */
export function clashes(columns: Draft["columns"]): Record<string, string> {
  const first = new Map<string, string>();
  const found: Record<string, string> = {};
  for (const [name, meaning] of Object.entries(columns)) {
    if (meaning === null || meaning === "phone") continue;
    const other = first.get(meaning);
    if (other === undefined) first.set(meaning, name);
    else found[name] = matchWords.clash(other);
  }
  return found;
}
