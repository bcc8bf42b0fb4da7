import type { Sql } from "#store/db.ts";
import * as lines from "#store/lines.ts";

/** Calls on the line go on to their end; the engine pauses the campaigns that call over it. Refuses with `not_found`. */
export function removeLine(db: Sql, organisationId: string, id: number, now: Date): Promise<void> {
  return lines.removeLine(db, organisationId, id, now);
}
