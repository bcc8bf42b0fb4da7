/** Contacts: one per organisation and number. */
import { type Insertable, type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { Refusal } from "#domain/errors.ts";
import { type ContactChoice, isChosen } from "./contact-filter.ts";
import { isTaken } from "./faults.ts";
import type { ContactTable, Tables } from "./tables.ts";

/** What people say about a contact. */
export interface ContactFields {
  /** E.164. */
  phone: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  company: string | null;
  language: string | null;
  /** An IANA zone; null: derived from the number. */
  timezone: string | null;
  tags: string[];
  externalId: string | null;
  /** Any further columns, by name. */
  attributes: Record<string, string>;
}

export interface Contact extends ContactFields {
  id: string;
}

/** Contacts are read in portions, so that any number of them goes out in bounded memory. */
const PORTION = 1_000;

/** All that are meant, the oldest first, in portions. Contacts that come or go meanwhile are in it or not. */
export async function* readContacts(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): AsyncGenerator<Contact[]> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("contact")
      .selectAll()
      .where(isChosen(organisationId, choice, now))
      .where("id", ">", after)
      .orderBy("id")
      .limit(PORTION)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(contactOf);
    after = last.id;
  }
}

/** The names of the attributes that these contacts have, in the order of the alphabet. */
export async function attributeNames(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from contact, jsonb_object_keys(contact.attributes) name
     where ${isChosen(organisationId, choice, now)} order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** Refuses with `not_found`. */
export async function findContact(db: Kysely<Tables>, organisationId: string, id: number): Promise<Contact> {
  const row = await contactRow(db, organisationId, id).executeTakeFirst();
  return row ? contactOf(row) : refuseUnknown();
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockContact(
  transaction: Transaction<Tables>,
  organisationId: string,
  id: number,
): Promise<Contact> {
  const row = await contactRow(transaction, organisationId, id).forUpdate().executeTakeFirst();
  return row ? contactOf(row) : refuseUnknown();
}

/** Refuses with `contact_exists`. */
export async function insertContact(
  db: Kysely<Tables>,
  organisationId: string,
  contact: ContactFields,
  zoneSet: number,
): Promise<Contact> {
  const row = await db
    .insertInto("contact")
    .values({ organisation_id: organisationId, zone_set: zoneSet, ...stored(contact) })
    .onConflict((conflict) => conflict.columns(["organisation_id", "phone"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ? contactOf(row) : refuseDouble();
}

/** Replaces what is known of a contact. Refuses with `contact_exists` when another has the number. */
export async function replaceContact(
  transaction: Transaction<Tables>,
  organisationId: string,
  id: number,
  contact: ContactFields,
  now: Date,
): Promise<void> {
  try {
    await transaction
      .updateTable("contact")
      .set({ ...stored(contact), updated_at: now })
      .where("organisation_id", "=", organisationId)
      .where("id", "=", id)
      .execute();
  } catch (error) {
    if (isTaken(error)) refuseDouble();
    throw error;
  }
}

/** Puts a contact into other zones, in every campaign that has it. */
export async function moveToZones(transaction: Transaction<Tables>, id: number, zoneSet: number): Promise<void> {
  await transaction.updateTable("contact").set({ zone_set: zoneSet }).where("id", "=", id).execute();
  await sql`
    update campaign_contact set zone_set = ${zoneSet}
     where id in (select id from campaign_contact
                   where contact_id = ${id} and zone_set <> ${zoneSet} order by id for update)`.execute(transaction);
}

function contactRow(db: Kysely<Tables>, organisationId: string, id: number) {
  return db.selectFrom("contact").selectAll().where("organisation_id", "=", organisationId).where("id", "=", id);
}

export function contactOf(row: Selectable<ContactTable>): Contact {
  const attributes = Object.entries(row.attributes).filter(([, value]) => value !== null);
  return {
    id: String(row.id),
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    company: row.company,
    language: row.language,
    timezone: row.timezone,
    tags: row.tags,
    externalId: row.external_id,
    attributes: Object.fromEntries(attributes.map(([name, value]) => [name, String(value)])),
  };
}

function stored(contact: ContactFields) {
  return {
    phone: contact.phone,
    first_name: contact.firstName,
    last_name: contact.lastName,
    email: contact.email,
    company: contact.company,
    language: contact.language,
    timezone: contact.timezone,
    tags: contact.tags,
    external_id: contact.externalId,
    attributes: JSON.stringify(contact.attributes),
  } satisfies Partial<Insertable<ContactTable>>;
}

export function refuseUnknown(): never {
  throw new Refusal("not_found", "There is no such contact in this organisation.");
}

function refuseDouble(): never {
  throw new Refusal("contact_exists", "Another contact has this telephone number; change that one instead.");
}
