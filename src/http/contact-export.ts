/** Contacts as a file that a spreadsheet opens and an import takes back. */
import type { ContactChoice } from "#store/contact-filter.ts";
import { attributeNames, type Contact, readContacts } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { BYTE_ORDER_MARK, csvLines } from "./csv-lines.ts";

/** The columns every contact has, under the names that an import suggests for them. */
const columns = {
  phone: (contact) => contact.phone,
  first_name: (contact) => contact.firstName,
  last_name: (contact) => contact.lastName,
  email: (contact) => contact.email,
  company: (contact) => contact.company,
  language: (contact) => contact.language,
  timezone: (contact) => contact.timezone,
  tags: (contact) => contact.tags.join(", "),
  external_id: (contact) => contact.externalId,
} as const satisfies Record<string, (contact: Contact) => string | null>;

/** A header, then a line for each contact with its fields and attributes; in portions, so that memory is bounded. */
export async function* contactsAsCsv(
  db: Sql,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): AsyncGenerator<string> {
  const attributes = await attributeNames(db, organisationId, choice, now);
  const titles = attributes.map((name) => (Object.hasOwn(columns, name) ? `attribute:${name}` : name));
  yield BYTE_ORDER_MARK + csvLines([[...Object.keys(columns), ...titles]]);
  for await (const contacts of readContacts(db, organisationId, choice, now)) {
    yield csvLines(
      contacts.map((contact) => [
        ...Object.values(columns).map((cell) => cell(contact) ?? ""),
        ...attributes.map((name) => (Object.hasOwn(contact.attributes, name) ? contact.attributes[name]! : "")),
      ]),
    );
  }
}
