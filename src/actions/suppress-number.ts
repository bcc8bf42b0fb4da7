import { Refusal } from "#domain/errors.ts";
import type { Sql } from "#store/db.ts";
import { type DoNotCallEntry, findDoNotCall } from "#store/do-not-call.ts";
import { suppress, type Suppression } from "#store/suppress.ts";
import { readNumber } from "./read-number.ts";

/**
 * Puts a number, as people write it, on the do-not-call list: from this moment no campaign dials it. One that is on the
 * list gets the new note and date. Refuses with `invalid`.
 */
export async function suppressNumber(
  db: Sql,
  entry: Omit<Suppression, "phones" | "keepKnown"> & { phone: string },
): Promise<DoNotCallEntry> {
  const { phone: text, ...rest } = entry;
  const phone = readNumber(text);
  refuseExpired(rest);
  await suppress(db, { ...rest, phones: [phone] });
  return findDoNotCall(db, rest.organisationId, phone);
}

/** Refuses an entry that would bind nobody, with `invalid`. */
export function refuseExpired({ expiresAt, now }: Pick<Suppression, "expiresAt" | "now">): void {
  if (!expiresAt || expiresAt > now) return;
  const message = "expiresAt is past; give a later instant, or null for an entry that stays.";
  throw new Refusal("invalid", message, [{ path: "expiresAt", message }]);
}
