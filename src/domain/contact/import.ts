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

/** Verdicts of rows whose cells are in order; which of them a row has depends on the rows and lists around it. */
export const soundVerdicts = [
  "ready",
  "duplicate_in_file",
  "duplicate_in_contacts",
  "do_not_call",
] as const satisfies readonly ImportVerdict[];

/** Rows that lead to a contact: a new one, or the stored one of the same number. */
export const importedVerdicts = ["ready", "duplicate_in_contacts"] as const satisfies readonly ImportVerdict[];

/** `warnings`: rows that are ready and have a warning; not part of the sum. */
export type ImportCounts = Record<ImportVerdict, number> & { rows: number; warnings: number };

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

export interface ImportMapping {
  /** Of numbers written without one, ISO 3166-1 alpha-2; null: such numbers are invalid. */
  country: string | null;
  /** By column name; null or absent: left out. */
  columns: Record<string, string | null>;
  onDuplicate: DuplicatePolicy;
}

export interface ImportColumn {
  /** Unique in the file. */
  name: string;
  /** The first few different values, cut to a length one can look at. */
  samples: string[];
  suggested: string | null;
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
