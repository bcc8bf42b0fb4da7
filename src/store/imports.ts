/** Imports: files of contacts on their way into the database. Their rows are in import-rows.ts. */
import { randomUUID } from "node:crypto";
import { type Kysely, type Selectable, sql } from "kysely";
import {
  importActions,
  type ImportAction,
  importAllows,
  type ImportColumn,
  type ImportCounts,
  type ImportMapping,
  type ImportResult,
  type ImportStatus,
  type ImportVerdict,
  importVerdicts,
} from "#domain/contact/import.ts";
import type { FileFormat } from "#domain/contact/file-format.ts";
import { Refusal } from "#domain/errors.ts";
import type { IdPage, Rows } from "./page.ts";
import type { ImportTable, Tables } from "./tables.ts";

export interface ContactImport {
  id: string;
  fileName: string;
  status: ImportStatus;
  /** Rows of the file. */
  rows: number;
  /** How the file was read. */
  format: FileFormat;
  columns: ImportColumn[];
  /** For numbers that are written without one. */
  suggestedCountry: string | null;
  countryReason: string | null;
  mapping: ImportMapping | null;
  /** Null before the mapping; while rows are checked, of the rows checked so far. */
  counts: Omit<ImportCounts, "warnings"> | null;
  /** Rows that are ready and have a warning. */
  warnings: number;
  /** Of the step `checking` or `importing`; null at the others. */
  progress: { done: number; total: number } | null;
  /** Null before the rows are brought in. */
  result: ImportResult | null;
  campaignId: string | null;
  error: string | null;
  createdAt: string;
  createdBy: string | null;
  finishedAt: string | null;
}

/** How far the work on an import has come; written in the transaction that did it, so that a crash repeats nothing. */
export interface ImportWork extends ImportCounts, ImportResult {
  /** Of the check that these counts are of: another mapping begins another. */
  check: string;
  /** Rows of the blocks that were brought in; which ones they are, the blocks say. */
  broughtIn: number;
}

/** What the work on an import needs of its row. */
export interface ImportState {
  id: number;
  organisationId: string;
  fileName: string;
  status: ImportStatus;
  rows: number;
  columnNames: string[];
  headerKey: string | null;
  mapping: ImportMapping | null;
  counts: ImportWork | null;
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

/** A file that has arrived whole. */
export interface Arrived {
  rows: number;
  format: FileFormat;
  columns: readonly ImportColumn[];
  /** What the columns are known again by; null: by nothing. */
  headerKey: string | null;
  country: string | null;
  countryReason: string | null;
}

export async function finishUpload(db: Kysely<Tables>, id: number, arrived: Arrived): Promise<void> {
  await db
    .updateTable("import")
    .set({
      ...asStatus("mapping", null),
      rows: arrived.rows,
      format: JSON.stringify(arrived.format),
      columns: JSON.stringify(arrived.columns),
      header_key: arrived.headerKey,
      country: arrived.country,
      country_reason: arrived.countryReason,
    })
    .where("id", "=", id)
    .execute();
}

/** Forgets imports and their rows. */
export async function deleteImports(db: Kysely<Tables>, ids: readonly number[]): Promise<void> {
  const which = sql`any(${sql.val([...ids])}::bigint[])`;
  await sql`delete from import_block where import_id = ${which}`.execute(db);
  await sql`delete from import_verdict where import_id = ${which}`.execute(db);
  await sql`delete from import where id = ${which}`.execute(db);
}

/** Forgets what is left of uploads that were cut off more than a day ago. */
export async function forgetCutOffUploads(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from import where columns = '[]' and created_at < now() - interval '1 day'`.execute(db);
  if (rows.length > 0)
    await deleteImports(
      db,
      rows.map(({ id }) => id),
    );
}

/** Refuses with `not_found`. */
export async function findImport(db: Kysely<Tables>, organisationId: string, id: number): Promise<ContactImport> {
  const row = await arrivedImports(db, organisationId).where("id", "=", id).selectAll().executeTakeFirst();
  return row ? importOf(row) : refuseUnknown();
}

/** Those of these imports that are there. */
export async function readImports(
  db: Kysely<Tables>,
  organisationId: string,
  ids: readonly number[],
): Promise<ContactImport[]> {
  const which = sql<boolean>`id = any(${sql.val([...ids])}::bigint[])`;
  const rows = await arrivedImports(db, organisationId).where(which).selectAll().orderBy("id").execute();
  return rows.map(importOf);
}

/** The imports of an organisation that have work to do, the oldest first. */
export async function importIdsAtWork(db: Kysely<Tables>, organisationId: string): Promise<number[]> {
  const rows = await db
    .selectFrom("import")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where("status", "in", atWork)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** The latest first. */
export async function listImports(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after }: IdPage,
): Promise<Rows<ContactImport>> {
  let page = arrivedImports(db, organisationId);
  if (after !== null) page = page.where("id", "<", after);
  const rows = await page
    .selectAll()
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const { total } = await arrivedImports(db, organisationId)
    .select((e) => e.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return { rows: rows.map(importOf), total };
}

function arrivedImports(db: Kysely<Tables>, organisationId: string) {
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
  const row = await arrivedImports(transaction, organisationId)
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
    see_kept: "asked for what stayed",
    replace: "replaced",
  };
  const steps = importActions[action].join(" or ");
  throw new Refusal(
    "import_wrong_state",
    `The import is at the step ${status} and can only be ${verb[action]} at ${steps}.`,
  );
}

/** The work on an import before its first row. */
export const noWork = (): ImportWork => ({
  ...(Object.fromEntries(importVerdicts.map((verdict) => [verdict, 0])) as Record<ImportVerdict, number>),
  rows: 0,
  warnings: 0,
  check: randomUUID(),
  broughtIn: 0,
  added: 0,
  changed: 0,
});

/** The steps at which an import has work to do. */
const atWork: ImportStatus[] = ["checking", "importing"];

/** Imports that have work to do, the oldest first. */
export async function importsAtWork(db: Kysely<Tables>): Promise<ImportState[]> {
  const rows = await db.selectFrom("import").where("status", "in", atWork).selectAll().orderBy("id").execute();
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

/**
 * The import at the step `importing`, held at it until the transaction ends; others may hold it too, and add to what it has
 * come to (`addToResult`). Undefined when it has moved on, or is about to.
 */
export async function joinImporting(transaction: Kysely<Tables>, id: number): Promise<ImportState | undefined> {
  const row = await transaction
    .selectFrom("import")
    .where("id", "=", id)
    .where("status", "=", "importing" satisfies ImportStatus)
    .selectAll()
    .forKeyShare()
    .skipLocked()
    .executeTakeFirst();
  return row && stateOf(row);
}

/** Adds rows that were brought in to what the import has come to, whoever else does so at the same time. */
export async function addToResult(
  db: Kysely<Tables>,
  state: Pick<ImportState, "id" | "organisationId">,
  came: Pick<ImportWork, "broughtIn" | "added" | "changed">,
): Promise<void> {
  const sums = Object.entries(came).map(
    ([name, n]) => sql`${sql.lit(name)}, (counts ->> ${sql.lit(name)})::integer + ${sql.lit(n)}`,
  );
  await sql`update import set counts = counts || jsonb_build_object(${sql.join(sums)}) where id = ${state.id}`.execute(
    db,
  );
  await announceImport(db, state);
}

/** What an import has come to. At least one change is given. */
export async function updateImport(
  db: Kysely<Tables>,
  state: Pick<ImportState, "id" | "organisationId">,
  change: {
    status?: ImportStatus;
    error?: string | null;
    mapping?: ImportMapping;
    counts?: ImportWork;
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
async function announceImport(
  db: Kysely<Tables>,
  { id, organisationId }: Pick<ImportState, "id" | "organisationId">,
): Promise<void> {
  await sql`select pg_notify('campanile', ${`import ${organisationId} ${id}`})`.execute(db);
}

function asStatus(status: ImportStatus, error: string | null) {
  return { status, error };
}

function importOf(row: Selectable<ImportTable>): ContactImport {
  const work = row.counts as ImportWork | null;
  const status = row.status as ImportStatus;
  // The database keeps keys in an order of its own.
  const verdicts = work && Object.fromEntries(importVerdicts.map((one) => [one, work[one]]));
  return {
    id: String(row.id),
    fileName: row.file_name,
    status,
    rows: row.rows,
    format: row.format as unknown as FileFormat,
    columns: row.columns as unknown as ImportColumn[],
    suggestedCountry: row.country,
    countryReason: row.country_reason,
    mapping: row.mapping as ImportMapping | null,
    counts: work && ({ rows: work.rows, ...verdicts } as Omit<ImportCounts, "warnings">),
    warnings: work?.warnings ?? 0,
    progress: work && progressOf(status, row.rows, work),
    result: work && !importAllows("edit", status) && status !== "checking" ? resultOf(work) : null,
    campaignId: row.campaign_id === null ? null : String(row.campaign_id),
    error: row.error,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

const resultOf = ({ added, changed }: ImportWork): ImportResult => ({ added, changed });

function progressOf(status: ImportStatus, total: number, work: ImportWork): ContactImport["progress"] {
  if (status === "checking") return { done: work.rows, total };
  return status === "importing" ? { done: Math.min(work.broughtIn, total), total } : null;
}

function stateOf(row: Selectable<ImportTable>): ImportState {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    fileName: row.file_name,
    status: row.status as ImportStatus,
    rows: row.rows,
    columnNames: row.columns.map(({ name }) => String(name)),
    headerKey: row.header_key,
    mapping: row.mapping as ImportMapping | null,
    counts: row.counts as ImportWork | null,
    campaignId: row.campaign_id,
  };
}

function refuseUnknown(): never {
  throw new Refusal("not_found", "There is no such import in this organisation.");
}
