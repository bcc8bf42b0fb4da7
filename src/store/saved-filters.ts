/** Contact filters that people keep under a name. */
import type { Kysely } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { ContactFilter } from "./contact-filter.ts";
import type { IdPage, Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

export interface SavedFilter {
  id: string;
  name: string;
  /** As it was saved. */
  filter: unknown;
  createdAt: Date;
  /** The name of whoever saved it. */
  createdBy: string | null;
}

/** The oldest first. */
export async function listSavedFilters(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after }: IdPage,
): Promise<Rows<SavedFilter>> {
  const saved = db.selectFrom("saved_filter").where("organisation_id", "=", organisationId);
  const rows = await saved
    .where("id", ">", after ?? 0)
    .select(columns)
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const { total } = await saved.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows: rows.map(savedFilterOf), total };
}

export async function insertSavedFilter(
  db: Kysely<Tables>,
  organisationId: string,
  { name, filter }: { name: string; filter: ContactFilter },
  createdBy: string,
): Promise<SavedFilter> {
  const row = await db
    .insertInto("saved_filter")
    .values({ organisation_id: organisationId, name, filter: JSON.stringify(filter), created_by: createdBy })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return savedFilterOf(row);
}

/** Refuses with `not_found`. */
export async function deleteSavedFilter(db: Kysely<Tables>, organisationId: string, id: number): Promise<void> {
  const row = await db
    .deleteFrom("saved_filter")
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new Refusal("not_found", "There is no such filter in this organisation.");
}

const columns = ["id", "name", "filter", "created_at as createdAt", "created_by as createdBy"] as const;

function savedFilterOf({ id, ...filter }: Omit<SavedFilter, "id"> & { id: number }): SavedFilter {
  return { id: String(id), ...filter };
}
