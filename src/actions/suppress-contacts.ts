import { refuseExpired } from "./suppress-number.ts";
import type { ContactChoice } from "#store/contact-filter.ts";
import { readChosen } from "#store/contact-selection.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { suppress, type Suppression } from "#store/suppress.ts";

/** Calls wait while a portion goes onto the list. */
const PORTION = 1_000;

/**
 * Puts the numbers of all that are meant on the do-not-call list, in portions. An entry that forbids at least as much stays
 * as it is. Refuses with `invalid`.
 */
export async function suppressContacts(
  db: Sql,
  choice: ContactChoice,
  entry: Omit<Suppression, "phones" | "keepKnown">,
): Promise<{ added: number; already: number }> {
  refuseExpired(entry);
  const sums = { added: 0, already: 0 };
  for await (const portion of readChosen(db, entry.organisationId, choice, PORTION, entry.now)) {
    const phones = portion.map((contact) => contact.phone);
    const added = await db.transaction().execute(async (transaction) => {
      await lockOrganisation(transaction, entry.organisationId);
      return suppress(transaction, { ...entry, phones, keepKnown: true });
    });
    sums.added += added;
    sums.already += phones.length - added;
  }
  return sums;
}
