/** Lines. One that was removed keeps its row, because campaigns and calls name it. */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { LineKind } from "#domain/line.ts";
import type { IdPage, Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

export interface LineFields {
  name: string;
  settings: Readonly<Record<string, unknown>>;
  active: boolean;
}

export interface StoredLine extends LineFields {
  id: number;
  kind: LineKind;
  /** Calls that are claimed or on the line now. */
  liveCalls: number;
}

/** The oldest first. */
export async function listLines(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after }: IdPage,
): Promise<Rows<StoredLine>> {
  const rows = await lineRows(db, organisationId)
    .where("line.id", ">", after ?? 0)
    .orderBy("line.id")
    .limit(limit + 1)
    .execute();
  const { total } = await db
    .selectFrom("line")
    .where("organisation_id", "=", organisationId)
    .where("deleted_at", "is", null)
    .select((e) => e.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return { rows, total };
}

/** Refuses with `not_found`. */
export async function findLine(db: Kysely<Tables>, organisationId: string, id: number): Promise<StoredLine> {
  const row = await lineRows(db, organisationId).where("line.id", "=", id).executeTakeFirst();
  return row ?? refuseUnknown();
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockLine(db: Kysely<Tables>, organisationId: string, id: number): Promise<StoredLine> {
  const row = await lineRows(db, organisationId).where("line.id", "=", id).forUpdate("line").executeTakeFirst();
  return row ?? refuseUnknown();
}

/** Gives the id. */
export async function insertLine(
  db: Kysely<Tables>,
  organisationId: string,
  { kind, name, settings, active }: LineFields & { kind: LineKind },
): Promise<number> {
  const { id } = await db
    .insertInto("line")
    .values({ organisation_id: organisationId, kind, name, settings: JSON.stringify(settings), active })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Replaces what people say about a line; secrets stay. */
export async function changeLine(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
  { name, settings, active }: LineFields,
): Promise<void> {
  await db
    .updateTable("line")
    .set({ name, settings: JSON.stringify(settings), active })
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** Marks it as deleted and forgets its credentials. Refuses with `not_found`. */
export async function removeLine(db: Kysely<Tables>, organisationId: string, id: number, now: Date): Promise<void> {
  const row = await db
    .updateTable("line")
    .set({ deleted_at: now, active: false, secrets: null })
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!row) refuseUnknown();
}

function lineRows(db: Kysely<Tables>, organisationId: string) {
  return db
    .selectFrom("line")
    .where("line.organisation_id", "=", organisationId)
    .where("line.deleted_at", "is", null)
    .select(["line.id", "line.name", "line.kind", "line.settings", "line.active"])
    .select(
      sql<number>`(select count(*) from call k
        where k.organisation_id = line.organisation_id and k.line_id = line.id and k.ended_at is null)`.as("liveCalls"),
    );
}

function refuseUnknown(): never {
  throw new Refusal("not_found", "There is no such line in this organisation.");
}
