/** Changes a contact. A changed number or zone counts from the next attempt on, in every campaign. */
import { attributesFault } from "#domain/contact/attributes.ts";
import { Refusal } from "#domain/errors.ts";
import { type Contact, type ContactFields, lockContact, moveToZones, replaceContact } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { zoneSetOf } from "./contact-zones.ts";
import { readNumber } from "./read-number.ts";
import { tidyContact } from "./tidy-contact.ts";

export type ContactChange = {
  [Field in keyof Omit<ContactFields, "attributes">]?: ContactFields[Field] | undefined;
} & {
  /** Those named change, null takes one away, the others stay. */
  attributes?: Record<string, string | null> | undefined;
};

/** What is absent stays. Refuses with `not_found`, `invalid`, or `contact_exists` when another has the number. */
export async function updateContact(
  db: Sql,
  organisationId: string,
  id: number,
  change: ContactChange,
  now: Date,
): Promise<Contact> {
  const phone = change.phone === undefined ? {} : { phone: readNumber(change.phone) };
  return db.transaction().execute(async (transaction) => {
    // Campaign contacts change under the organisation's lock, so that no claim waits for them and they for none.
    if (change.phone !== undefined || change.timezone !== undefined)
      await lockOrganisation(transaction, organisationId);
    const before = await lockContact(transaction, organisationId, id);
    const attributes = merged(before.attributes, change.attributes ?? {});
    const fault = attributesFault(attributes);
    if (fault !== null) {
      const message = `With this change the contact's attributes ${fault}; take some away.`;
      throw new Refusal("invalid", message, [{ path: "attributes", message }]);
    }
    const after: Contact = { ...before, ...tidyContact(change), ...phone, attributes };
    await replaceContact(transaction, organisationId, id, after, now);
    if (after.phone !== before.phone || after.timezone !== before.timezone)
      await moveToZones(transaction, id, await zoneSetOf(transaction, after));
    return after;
  });
}

function merged(before: Record<string, string>, change: Record<string, string | null>): Record<string, string> {
  const all = Object.entries({ ...before, ...change });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}
