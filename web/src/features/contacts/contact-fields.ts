/** The fields of a contact's form, and their way to the API. */
import { contactFieldWords } from "../../words/contact-fields.ts";
import { contactForm } from "../../words/contacts.tsx";
import type { Contact } from "./use-contacts.ts";

/** What is blank is not known. */
export interface ContactForm {
  phone: string;
  firstName: string;
  lastName: string;
  email: string;
  company: string;
  language: string;
  timezone: string;
  externalId: string;
  tags: string[];
  variables: { name: string; value: string }[];
}

export const textFields = [
  { field: "firstName", label: contactFieldWords.first_name },
  { field: "lastName", label: contactFieldWords.last_name },
  { field: "email", label: contactFieldWords.email },
  { field: "company", label: contactFieldWords.company },
  { field: "language", label: contactFieldWords.language, about: contactForm.languageAbout },
  { field: "externalId", label: contactFieldWords.external_id },
] as const;

export function formOf(contact: Contact | null): ContactForm {
  return {
    phone: contact?.phone ?? "",
    firstName: contact?.firstName ?? "",
    lastName: contact?.lastName ?? "",
    email: contact?.email ?? "",
    company: contact?.company ?? "",
    language: contact?.language ?? "",
    timezone: contact?.timezone ?? "",
    externalId: contact?.externalId ?? "",
    tags: contact?.tags ?? [],
    variables: Object.entries(contact?.attributes ?? {}).map(([name, value]) => ({ name, value })),
  };
}

const known = (text: string): string | null => text.trim() || null;

/** Of a stored contact, variables that are gone from the form are taken away. */
export function bodyOf(form: ContactForm, before: Contact | null) {
  const named = form.variables.filter(({ name }) => name.trim() !== "");
  const attributes: Record<string, string> = Object.fromEntries(
    named.map(({ name, value }): [string, string] => [name.trim(), value]),
  );
  const gone = Object.keys(before?.attributes ?? {}).filter((name) => !Object.hasOwn(attributes, name));
  return {
    phone: form.phone.trim(),
    firstName: known(form.firstName),
    lastName: known(form.lastName),
    email: known(form.email),
    company: known(form.company),
    language: known(form.language),
    timezone: known(form.timezone),
    externalId: known(form.externalId),
    tags: form.tags,
    attributes,
    gone,
  };
}

type Problems = ReadonlyArray<{ path: string; message: string }>;

/** The contract's own sentences, by field. The schemas are loaded when they are first needed. */
export async function problemsOf(body: Omit<ReturnType<typeof bodyOf>, "gone">): Promise<Problems> {
  const { contactInput } = await import("#contract/contacts.ts");
  const { parse } = await import("#contract/sentences.ts");
  const read = parse(contactInput, body);
  return "problems" in read ? read.problems : [];
}
