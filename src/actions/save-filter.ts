import type { ContactFilter } from "#store/contact-filter.ts";
import type { Sql } from "#store/db.ts";
import { insertSavedFilter, type SavedFilter } from "#store/saved-filters.ts";

/** Keeps a filter under a name; names need not differ. */
export function saveFilter(
  db: Sql,
  organisationId: string,
  filter: { name: string; filter: ContactFilter },
  createdBy: string,
): Promise<SavedFilter> {
  return insertSavedFilter(db, organisationId, filter, createdBy);
}
