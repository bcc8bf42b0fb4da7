import type { Sql } from "#store/db.ts";
import { deleteSavedFilter } from "#store/saved-filters.ts";

/** Refuses with `not_found`. */
export function deleteFilter(db: Sql, organisationId: string, id: number): Promise<void> {
  return deleteSavedFilter(db, organisationId, id);
}
