import type { Sql } from "#store/db.ts";
import { refuseUnlisted, unlist } from "#store/do-not-call.ts";
import { readPhone } from "#numbering/read-phone.ts";

/** Takes a number off the do-not-call list. Refuses with `not_found`, also for text that is no number. */
export async function unlistNumber(db: Sql, organisationId: string, phone: string): Promise<void> {
  const read = readPhone(phone, null);
  if (!read.ok) refuseUnlisted();
  await unlist(db, organisationId, read.phone);
}
