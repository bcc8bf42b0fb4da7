import { retentionLimit } from "#domain/retention.ts";
import type { Sql } from "#store/db.ts";
import { countForgettable } from "#store/retention.ts";

/** What the rule `retentionDays` would remove now, were it this number of days. */
export function previewRetention(
  db: Sql,
  organisationId: string,
  days: number,
  now: number,
): Promise<{ conversations: number; recordings: number }> {
  return countForgettable(db, organisationId, retentionLimit(days, now));
}
