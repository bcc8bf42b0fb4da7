/** Files of people who must not be called, and their rows that could not be listed. */
import { type Kysely, sql } from "kysely";
import type { FileFormat } from "#domain/contact/file-format.ts";
import { Refusal } from "#domain/errors.ts";
import type { Tables } from "./tables.ts";

export interface DoNotCallFile {
  organisationId: string;
  fileName: string;
  createdBy: string | null;
  createdAt: Date;
  /** All columns of the file, in its order. */
  columns: readonly string[];
  format: FileFormat;
}

export interface RefusedRow {
  /** From 1, without the header. */
  row: number;
  cells: readonly string[];
  reason: string;
}

export async function insertDoNotCallImport(db: Kysely<Tables>, file: DoNotCallFile): Promise<number> {
  const { id } = await db
    .insertInto("do_not_call_import")
    .values({
      organisation_id: file.organisationId,
      file_name: file.fileName.toWellFormed(),
      created_by: file.createdBy,
      created_at: file.createdAt,
      columns: JSON.stringify(file.columns),
      format: JSON.stringify(file.format),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertRefusedRows(
  db: Kysely<Tables>,
  importId: number,
  rows: readonly RefusedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("do_not_call_refused")
    .values(
      rows.map(({ row, cells, reason }) => ({
        import_id: importId,
        row,
        // JSON of the database holds neither NUL nor half a character.
        cells: JSON.stringify(cells.map((cell) => cell.replaceAll("\0", "").toWellFormed())),
        reason: reason.replaceAll("\0", "").toWellFormed(),
      })),
    )
    .execute();
}

/** Refuses with `not_found`. */
export async function findDoNotCallImport(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
): Promise<{ columns: string[]; format: FileFormat }> {
  const row = await db
    .selectFrom("do_not_call_import")
    .select(["columns", "format"])
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row) return row;
  throw new Refusal("not_found", "There is no such import of the do-not-call list; its rows are kept for 30 days.");
}

/** In the order of the file, after a row. */
export async function readRefusedRows(
  db: Kysely<Tables>,
  importId: number,
  after: number,
  limit: number,
): Promise<RefusedRow[]> {
  return db
    .selectFrom("do_not_call_refused")
    .select(["row", "cells", "reason"])
    .where("import_id", "=", importId)
    .where("row", ">", after)
    .orderBy("row")
    .limit(limit)
    .execute();
}

/** Which of the numbers are on the list already for as long as an import would list them: forever, and on every line. */
export async function listedForever(
  db: Kysely<Tables>,
  organisationId: string,
  phones: readonly string[],
): Promise<Set<string>> {
  if (phones.length === 0) return new Set();
  const rows = await db
    .selectFrom("do_not_call")
    .select("phone")
    .where("organisation_id", "=", organisationId)
    .where(sql<boolean>`phone = any(${sql.val([...phones])}::text[])`)
    .where("source", "<>", "simulator")
    .where("expires_at", "is", null)
    .execute();
  return new Set(rows.map(({ phone }) => phone));
}

/** @returns how many imports went, with their rows */
export async function deleteDoNotCallImports(db: Kysely<Tables>, before: Date): Promise<number> {
  const deleted = await db.deleteFrom("do_not_call_import").where("created_at", "<", before).returning("id").execute();
  return deleted.length;
}
