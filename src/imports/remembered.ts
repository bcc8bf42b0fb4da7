/** A mapping that a person made for a file, kept for the next file with the same columns. */
import { createHash } from "node:crypto";
import type { ImportMapping } from "#domain/contact/import.ts";
import { normalise } from "./headers.ts";

/**
 * What files with the same columns have in common, whatever the columns' order, capitals and punctuation: SHA-256 in
 * base64url. The names of a file without a header say only how many columns it has, so its mapping is not worth keeping.
 */
export function headerKey(columnNames: readonly string[]): string {
  const names = columnNames.map(nameKey).toSorted();
  return createHash("sha256").update(names.join("\n")).digest("base64url");
}

/**
 * The mapping for this file's exact names; null when a column that it maps is not in the file, or two may be meant. What
 * it was made for, the campaign, is left out.
 */
export function adoptMapping(remembered: ImportMapping, columnNames: readonly string[]): ImportMapping | null {
  const columns: ImportMapping["columns"] = {};
  const types: NonNullable<ImportMapping["types"]> = {};
  for (const [column, meaning] of Object.entries(remembered.columns)) {
    const name = findName(column, columnNames);
    if (name !== null) set(columns, name, meaning);
    else if (meaning !== null) return null;
  }
  for (const [column, type] of Object.entries(remembered.types ?? {})) {
    const name = findName(column, columnNames);
    if (name !== null) set(types, name, type);
  }
  const { country, onDuplicate } = remembered;
  return { country, columns, onDuplicate, ...(remembered.types && { types }) };
}

/** A column may be called "__proto__", to which nothing can be assigned. */
function set<Value>(record: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

function findName(column: string, columnNames: readonly string[]): string | null {
  if (columnNames.includes(column)) return column;
  const key = nameKey(column);
  const alike = columnNames.filter((name) => nameKey(name) === key);
  return alike.length === 1 ? alike[0]! : null;
}

/** A name that is nothing but signs is its own key. */
function nameKey(name: string): string {
  return normalise(name) || name.trim();
}
