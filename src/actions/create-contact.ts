import { type Contact, type ContactFields, insertContact } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { zoneSetOf } from "./contact-zones.ts";
import { readNumber } from "./read-number.ts";
import { tidyContact } from "./tidy-contact.ts";

/** @param given its number as people write it. Refuses with `invalid`, or `contact_exists` when somebody has the number. */
export async function createContact(db: Sql, organisationId: string, given: ContactFields): Promise<Contact> {
  const contact = { ...given, ...tidyContact(given), phone: readNumber(given.phone) };
  return insertContact(db, organisationId, contact, await zoneSetOf(db, contact));
}
