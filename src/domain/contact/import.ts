/**
 * A file of contacts on its way into the database: what an import can be, what a row can be, what a column can mean.
 * The API's lists, the counts and the SQL are drawn from here.
 */

/** `mapping → checking → preview → importing → done`; `undone` and `failed` are ends. */
export const importStatuses = ["mapping", "checking", "preview", "importing", "done", "failed", "undone"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** What a person may do with an import, and at which step. */
export const importActions = {
  map: ["mapping", "checking", "preview"],
  edit: ["preview"],
  confirm: ["preview"],
  /** A failed import may have brought in rows before it failed. */
  undo: ["done", "failed"],
  /** The steps at which every row has a verdict that stands. */
  see_verdicts: ["preview", "importing", "done", "undone"],
  see_kept: ["undone"],
  /** Nothing has come of it yet, so that it can be forgotten for a better reading of the file. */
  replace: ["mapping", "checking", "preview"],
} as const satisfies Record<string, readonly ImportStatus[]>;
export type ImportAction = keyof typeof importActions;

export function importAllows(action: ImportAction, status: ImportStatus): boolean {
  return (importActions[action] as readonly ImportStatus[]).includes(status);
}

/** What a row is; every row has exactly one. */
export const importVerdicts = [
  "ready",
  "invalid_number",
  "missing_number",
  "duplicate_in_file",
  "duplicate_in_contacts",
  "do_not_call",
  "other",
] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

/** Rows that lead to a contact: a new one, or the stored one of the same number. */
export const importedVerdicts = ["ready", "duplicate_in_contacts"] as const satisfies readonly ImportVerdict[];

/** How many rows have which verdict; while rows are checked, of those checked so far. */
export type ImportCounts = Record<ImportVerdict, number> & {
  rows: number;
  /** Rows that are ready and have a warning; not part of the sum. */
  warnings: number;
};

/** What bringing in the rows has come to so far. */
export interface ImportResult {
  /** Contacts that are new. */
  added: number;
  /** Stored contacts that were changed. */
  changed: number;
}

/** What a column may be, beside `attribute:NAME`. */
export const importFields = [
  "phone",
  "first_name",
  "last_name",
  "full_name",
  "email",
  "company",
  "language",
  "timezone",
  "tags",
  "external_id",
] as const;
export type ImportField = (typeof importFields)[number];

/** A column's meaning: a field, or a column of the person's own under a name. */
export type ColumnMeaning = ImportField | `attribute:${string}`;

const attributePrefix = "attribute:";

/** What the text of a mapping means; null when it means nothing. An attribute's name has 1 to 64 characters. */
export function columnMeaning(
  text: string,
): { kind: "field"; field: ImportField } | { kind: "attribute"; name: string } | null {
  const field = importFields.find((one) => one === text);
  if (field) return { kind: "field", field };
  const name = text.startsWith(attributePrefix) ? text.slice(attributePrefix.length).trim() : "";
  return name !== "" && name.length <= 64 ? { kind: "attribute", name } : null;
}

/**
 * What happens to the stored contact when a row has its number. `update`: the file's values replace the stored ones, an
 * empty cell erases nothing, tags are added. `fill_blanks`: only what the stored contact lacks is taken.
 */
export const duplicatePolicies = ["skip", "update", "fill_blanks"] as const;
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

/**
 * What the cells of an attribute are read as. What is read is stored in one writing, so that it can be compared: numbers
 * as `1234.5`, dates as `2026-11-03`, `yes` or `no`. A date's type says the order in which it is written.
 */
export const attributeTypes = ["text", "number", "date_dmy", "date_mdy", "date_ymd", "yes_no"] as const;
export type AttributeType = (typeof attributeTypes)[number];

export interface ImportMapping {
  /** Of numbers written without one, ISO 3166-1 alpha-2; null: such numbers are invalid. */
  country: string | null;
  /**
   * By column name; null or absent: left out. Each meaning once, but for `phone`: of several columns the first in the
   * file's order with a number that can be called gives the row its number.
   */
  columns: Record<string, string | null>;
  onDuplicate: DuplicatePolicy;
  /** Of columns that are attributes, by column name; text where absent. */
  types?: Record<string, AttributeType>;
  /** The campaign that the contacts are meant for: what its AI employee needs to know of everybody is asked of each row. */
  campaignId?: string | null;
}

export interface ImportColumn {
  /** Unique in the file. */
  name: string;
  /** The first few different values, cut to a length one can look at. */
  samples: string[];
  /** Rows with something in this column. */
  filled: number;
  suggested: string | null;
  /** What the cells look like. */
  type: AttributeType;
  /** Why it is suggested, or read as its type, in a sentence; null where there is nothing to say. */
  reason: string | null;
}

/** What a row gives a contact, beside its number; only what the row has. */
export interface ContactFields {
  first_name?: string;
  last_name?: string;
  email?: string;
  company?: string;
  language?: string;
  timezone?: string;
  external_id?: string;
  tags?: string[];
  attributes?: Record<string, string>;
}
