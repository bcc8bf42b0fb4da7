/** The rows of an import as a person looks through them: cells by column, and what bringing a row in would change. */
import {
  type ContactFields,
  type ImportMapping,
  type ImportVerdict,
  importedVerdicts,
} from "#domain/contact/import.ts";
import { fieldReader } from "#imports/row-fields.ts";
import { listRows, type PreviewRow, type RowChoice, type StoredTwin } from "#store/import-preview.ts";
import { type ContactImport, findImport, requireAction } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";

export interface Change {
  /** A contact field as mappings call it, `attribute:NAME`, or `tags`. */
  field: string;
  from: string | null;
  to: string | null;
}

export interface ShownRow extends Omit<PreviewRow, "cells" | "twin"> {
  /** The cells as they stand in the file, by column. */
  values: Record<string, string>;
  /** The stored contact of the number. */
  contact: { id: string; changes: Change[] } | null;
}

/** Refuses with `not_found`, and `import_wrong_state` while not every row has a verdict. */
export async function listImportRows(
  db: Sql,
  request: { organisationId: string; importId: number; limit: number; after: number | null; choice: RowChoice },
): Promise<{ rows: ShownRow[]; total: number; more: boolean }> {
  const { organisationId, importId, limit, after, choice } = request;
  const found = await findImport(db, organisationId, importId);
  requireAction(found.status, "see_verdicts");
  const { rows, total, more } = await listRows(db, organisationId, found, { limit, after, choice });
  const show = rowView(found);
  return { rows: rows.map(show), total, more };
}

/** How the rows of an import are shown, by its mapping. */
export function rowView({ columns, mapping, status }: ContactImport): (row: PreviewRow) => ShownRow {
  const names = columns.map(({ name }) => name);
  const fieldsOf = fieldReader(names, mapping as ImportMapping);
  const policy = mapping?.onDuplicate ?? "skip";
  // Once it is brought in, a row has changed what it was to change.
  const pending = status === "preview" && policy !== "skip";
  return ({ cells, twin, ...row }) => ({
    ...row,
    values: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])),
    contact: twin && {
      id: String(twin.id),
      changes: pending && comesIn(row.verdict) ? changesOf(twin, fieldsOf(cells), policy === "update") : [],
    },
  });
}

const comesIn = (verdict: ImportVerdict) => (importedVerdicts as readonly ImportVerdict[]).includes(verdict);

/** As contacts-import.ts changes a contact: a value that the row lacks erases nothing. */
function changesOf(twin: StoredTwin, fields: ContactFields, replaces: boolean): Change[] {
  const { tags = [], attributes = {}, ...texts } = fields;
  const changes: Change[] = [];
  const compare = (field: string, stored: string | number | boolean | null | undefined, given: string) => {
    const from = stored === null || stored === undefined || stored === "" ? null : String(stored);
    if (from !== given && (replaces || from === null)) changes.push({ field, from, to: given });
  };
  for (const [name, given] of Object.entries(texts)) compare(name, twin[name as keyof typeof texts], given);
  for (const [name, given] of Object.entries(attributes)) {
    // One may be called "constructor".
    compare(`attribute:${name}`, Object.hasOwn(twin.attributes, name) ? twin.attributes[name] : null, given);
  }
  const more = tags.filter((tag) => !twin.tags.includes(tag));
  if (more.length > 0 && (replaces || twin.tags.length === 0)) {
    changes.push({ field: "tags", from: twin.tags.join(", ") || null, to: [...twin.tags, ...more].join(", ") });
  }
  return changes;
}
