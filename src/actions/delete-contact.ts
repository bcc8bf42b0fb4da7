import { Refusal } from "#domain/errors.ts";
import { eraseContacts, lockContacts } from "#store/contact-erase.ts";
import type { ContactChoice } from "#store/contact-filter.ts";
import { readChosen } from "#store/contact-selection.ts";
import { refuseUnknown } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";

/**
 * Deletes a contact with everything that is known of the person; what was counted stays counted. Refuses with
 * `not_found`, or `in_use` while the contact is being called.
 */
export async function deleteContact(db: Sql, organisationId: string, id: number): Promise<void> {
  const { deleted, inUse } = await deletePortion(db, organisationId, [id]);
  if (inUse > 0) throw new Refusal("in_use", "This contact is being called now; try again when the call has ended.");
  if (deleted === 0) refuseUnknown();
}

/** Calls wait while a portion goes. */
const PORTION = 500;

export interface ContactsDeleted {
  deleted: number;
  /** Those that are being called now, and stay. */
  inUse: number;
}

/** The same for all that are meant, in portions: what is deleted when a later one fails stays deleted. */
export async function deleteContacts(
  db: Sql,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): Promise<ContactsDeleted> {
  const sums: ContactsDeleted = { deleted: 0, inUse: 0 };
  for await (const portion of readChosen(db, organisationId, choice, PORTION, now)) {
    const ids = portion.map((contact) => contact.id);
    const { deleted, inUse } = await deletePortion(db, organisationId, ids);
    sums.deleted += deleted;
    sums.inUse += inUse;
  }
  return sums;
}

function deletePortion(db: Sql, organisationId: string, ids: readonly number[]): Promise<ContactsDeleted> {
  return db.transaction().execute(async (transaction) => {
    // Under this lock nobody is claimed, so that whoever is not being called now will not be before the end.
    await lockOrganisation(transaction, organisationId);
    const contacts = await lockContacts(transaction, organisationId, ids);
    const free = contacts.filter((contact) => !contact.beingCalled).map((contact) => contact.id);
    await eraseContacts(transaction, organisationId, free);
    return { deleted: free.length, inUse: contacts.length - free.length };
  });
}
