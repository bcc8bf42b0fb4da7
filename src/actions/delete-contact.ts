import { Refusal } from "#domain/errors.ts";
import { eraseContact, isBeingCalled, lockContact } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";

/**
 * Deletes a contact with everything that is known of the person; what was counted stays counted. Refuses with
 * `not_found`, or `in_use` while the contact is being called.
 */
export async function deleteContact(db: Sql, organisationId: string, id: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // Under this lock nobody is claimed, so that whoever is not being called now will not be before the end.
    await lockOrganisation(transaction, organisationId);
    await lockContact(transaction, organisationId, id);
    if (await isBeingCalled(transaction, id))
      throw new Refusal("in_use", "This contact is being called now; try again when the call has ended.");
    await eraseContact(transaction, organisationId, id);
  });
}
