/** What may be said about the contacts of a campaign, and what is known of each. */
import { contactFieldNames, knownValues, parseTemplate, variableKey } from "#domain/template.ts";
import type { ContactFilter } from "#contract/filters.ts";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { type ContactFieldName, contactFieldWords } from "../../words/contact-fields.ts";

export type Contact = Answer<"getContact">;

/** Those that make sense in a sentence; any other may be typed. */
const offeredFields: readonly ContactFieldName[] = ["first_name", "last_name", "company"];

const isField = (name: string): name is ContactFieldName => contactFieldNames.some((field) => field === name);

/** `First name` of `first_name`; an imported column keeps its own name. */
export const variableLabel = (name: string): string => (isField(name) ? contactFieldWords[name] : name);

/** As many contacts as are looked through for the names of their columns, and loaded at a time for previews. */
const LOOKED_AT = 100;

export function useCampaignSample(campaignId: string) {
  const filter = JSON.stringify({ all: [{ field: "campaign", op: "is", value: campaignId }] });
  return usePages<Contact>(keys.campaignPart(campaignId, "sample"), (cursor, signal) =>
    call("listContacts", { query: { filter, limit: LOOKED_AT, sort: "createdAt", cursor } }, { signal }),
  );
}

/** The names to offer: the usual fields, then the columns that came with the campaign's contacts. */
export function offeredVariables(contacts: readonly Contact[]): string[] {
  const columns = new Map<string, string>();
  for (const { attributes } of contacts)
    for (const name of Object.keys(attributes)) columns.set(variableKey(name), name);
  return [...offeredFields, ...columns.values()];
}

function valuesOf(contact: Contact): Record<string, string | null> {
  const { firstName, lastName, externalId, email, company, language, timezone, phone, attributes } = contact;
  const full = [firstName, lastName].filter(Boolean).join(" ");
  const fields: Record<ContactFieldName, string | null> = {
    first_name: firstName,
    last_name: lastName,
    full_name: full === "" ? null : full,
    email,
    company,
    language,
    timezone,
    phone,
    external_id: externalId,
  };
  // In the order in which a call is given them.
  return { ...attributes, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) };
}

export interface Spoken {
  text: string;
  /** Where the text is a contact's value, a fallback, or a value that is missing; null: written so. */
  from: "value" | "fallback" | "missing" | null;
}

/** What one contact hears, piece by piece; null for a template that cannot be read. */
export function spokenTo(template: string, contact: Contact): Spoken[] | null {
  const parsed = parseTemplate(template);
  if (!parsed.ok) return null;
  const values = knownValues(valuesOf(contact));
  return parsed.parts.map((part): Spoken => {
    if (part.kind === "text") return { text: part.text, from: null };
    const value = values.get(variableKey(part.name));
    if (value) return { text: value, from: "value" };
    if (part.fallback !== null) return { text: part.fallback, from: "fallback" };
    return { text: variableLabel(part.name), from: "missing" };
  });
}

/** The contact's fields behind each name. */
const filterFields: Record<ContactFieldName, readonly string[]> = {
  first_name: ["firstName"],
  last_name: ["lastName"],
  full_name: ["firstName", "lastName"],
  email: ["email"],
  company: ["company"],
  language: ["language"],
  timezone: ["timezone"],
  phone: ["phone"],
  external_id: ["externalId"],
};

/** The campaign's contacts for whom a variable has no value. */
export function lacking(campaignId: string, name: string): ContactFilter {
  const fields = isField(name) ? filterFields[name] : [`attribute:${name}`];
  return {
    all: [{ field: "campaign", op: "is", value: campaignId }, ...fields.map((field) => ({ field, op: "is_empty" }))],
  } as ContactFilter;
}
