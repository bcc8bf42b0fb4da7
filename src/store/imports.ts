/** Imports: files of contacts on their way into the database. Their rows are in import-rows.ts. */
import { type Kysely, type Selectable, sql } from "kysely";
import {
  importActions,
  type ImportAction,
  importAllows,
  type ImportColumn,
  type ImportCounts,
  type ImportMapping,
  type ImportStatus,
  importVerdicts,
} from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import type { IdPage, Rows } from "./page.ts";
import type { ImportTable, Tables } from "./tables.ts";

export interface ContactImport {
  id: string;
  fileName: string;
  status: ImportStatus;
  columns: ImportColumn[];
  mapping: ImportMapping | null;
  /** Null before the mapping; while rows are checked, of the rows checked so far. */
  counts: Omit<ImportCounts, "warnings"> | null;
  /** Rows that are ready and have a warning. */
  warnings: number;
  error: string | null;
  createdAt: string;
}

/** What the work on an import needs of its row. */
export interface ImportState {
  id: number;
  organisationId: string;
  fileName: string;
  status: ImportStatus;
  columnNames: string[];
  mapping: ImportMapping | null;
  counts: ImportCounts | null;
  campaignId: number | null;
}

/** Until the whole file has arrived. Nobody sees it, unless the process dies before. */
const cutOff = "The upload did not reach its end; upload the file again.";

/** A new import whose file is still arriving; it counts as failed until `finishUpload`. */
export async function insertImport(
  db: Kysely<Tables>,
  organisationId: string,
  { fileName, createdBy }: { fileName: string; createdBy: string | null },
): Promise<number> {
  const { id } = await db
    .insertInto("import")
    .values({
      organisation_id: organisationId,
      file_name: fileName,
      created_by: createdBy,
      ...asStatus("failed", cutOff),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** The file has arrived whole. */
export async function finishUpload(
  db: Kysely<Tables>,
  id: number,
  { format, columns }: { format: object; columns: readonly ImportColumn[] },
): Promise<void> {
  await db
    .updateTable("import")
    .set({ ...asStatus("mapping", null), format: JSON.stringify(format), columns: JSON.stringify(columns) })
    .where("id", "=", id)
    .execute();
}

/** Forgets an import and its rows. */
export async function deleteImport(db: Kysely<Tables>, id: number): Promise<void> {
  await db.deleteFrom("import").where("id", "=", id).execute();
}

/** Forgets what is left of uploads that were cut off more than a day ago. */
export async function forgetCutOffUploads(db: Kysely<Tables>): Promise<void> {
  await sql`delete from import where columns = '[]' and created_at < now() - interval '1 day'`.execute(db);
}

/** Refuses with `not_found`. */
export async function findImport(db: Kysely<Tables>, organisationId: string, id: number): Promise<ContactImport> {
  const row = await arrived(db, organisationId).where("id", "=", id).selectAll().executeTakeFirst();
  return row ? importOf(row) : refuseUnknown();
}

/** The latest first. */
export async function listImports(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after }: IdPage,
): Promise<Rows<ContactImport>> {
  let page = arrived(db, organisationId);
  if (after !== null) page = page.where("id", "<", after);
  const rows = await page
    .selectAll()
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const { total } = await arrived(db, organisationId)
    .select((e) => e.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return { rows: rows.map(importOf), total };
}

function arrived(db: Kysely<Tables>, organisationId: string) {
  return db
    .selectFrom("import")
    .where("organisation_id", "=", organisationId)
    .where(sql<boolean>`columns <> '[]'`);
}

/**
 * The import, locked until the transaction ends, when it allows the action now. Refuses with `not_found` or
 * `import_wrong_state`.
 */
export async function lockImportFor(
  transaction: Kysely<Tables>,
  organisationId: string,
  id: number,
  action: ImportAction,
): Promise<ImportState> {
  const row = await arrived(transaction, organisationId)
    .where("id", "=", id)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuseUnknown();
  const state = stateOf(row);
  requireAction(state.status, action);
  return state;
}

/** Refuses with `import_wrong_state` what the table of actions does not have at this step. */
export function requireAction(status: ImportStatus, action: ImportAction): void {
  if (importAllows(action, status)) return;
  const verb = {
    map: "mapped",
    edit: "corrected",
    confirm: "confirmed",
    undo: "undone",
    see_verdicts: "looked through",
  };
  const steps = importActions[action].join(" or ");
  throw new Refusal(
    "import_wrong_state",
    `The import is at the step ${status} and can only be ${verb[action]} at ${steps}.`,
  );
}

/** Imports that have work to do, the oldest first. */
export async function importsAtWork(db: Kysely<Tables>): Promise<ImportState[]> {
  const rows = await db
    .selectFrom("import")
    .where("status", "in", ["checking", "importing"] satisfies ImportStatus[])
    .selectAll()
    .orderBy("id")
    .execute();
  return rows.map(stateOf);
}

/** The import, locked, when it is at the step; undefined also when another process works on it at this moment. */
export async function lockAtWork(
  transaction: Kysely<Tables>,
  id: number,
  step: "checking" | "importing",
): Promise<ImportState | undefined> {
  const row = await transaction
    .selectFrom("import")
    .where("id", "=", id)
    .where("status", "=", step satisfies ImportStatus)
    .selectAll()
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && stateOf(row);
}

/** What an import has come to. At least one change is given. */
export async function updateImport(
  db: Kysely<Tables>,
  state: Pick<ImportState, "id" | "organisationId">,
  change: {
    status?: ImportStatus;
    error?: string | null;
    mapping?: ImportMapping;
    counts?: ImportCounts;
    campaignId?: number | null;
    finishedAt?: Date;
  },
): Promise<void> {
  await db
    .updateTable("import")
    .set({
      status: change.status,
      error: change.error,
      mapping: change.mapping && JSON.stringify(change.mapping),
      counts: change.counts && JSON.stringify(change.counts),
      campaign_id: change.campaignId,
      finished_at: change.finishedAt,
    })
    .where("id", "=", state.id)
    .execute();
  await announceImport(db, state);
}

/** Wakes those who work on imports or watch this one. */
export async function announceImport(
  db: Kysely<Tables>,
  { id, organisationId }: Pick<ImportState, "id" | "organisationId">,
): Promise<void> {
  await sql`select pg_notify('campanile', ${`import ${organisationId} ${id}`})`.execute(db);
}

function asStatus(status: ImportStatus, error: string | null) {
  return { status, error };
}

function importOf(row: Selectable<ImportTable>): ContactImport {
  const { warnings = 0, ...counts } = (row.counts ?? {}) as Partial<ImportCounts>;
  // The database keeps keys in an order of its own.
  const inOrder = { rows: counts.rows, ...Object.fromEntries(importVerdicts.map((one) => [one, counts[one]])) };
  return {
    id: String(row.id),
    fileName: row.file_name,
    status: row.status as ImportStatus,
    columns: row.columns,
    mapping: row.mapping as ImportMapping | null,
    counts: row.counts && (inOrder as Omit<ImportCounts, "warnings">),
    warnings,
    error: row.error,
    createdAt: row.created_at.toISOString(),
  };
}

function stateOf(row: Selectable<ImportTable>): ImportState {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    fileName: row.file_name,
    status: row.status as ImportStatus,
    columnNames: row.columns.map(({ name }) => name),
    mapping: row.mapping as ImportMapping | null,
    counts: row.counts as ImportCounts | null,
    campaignId: row.campaign_id,
  };
}

function refuseUnknown(): never {
  throw new Refusal("not_found", "There is no such import in this organisation.");
}
