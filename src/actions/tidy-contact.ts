/** What people say about a contact, without spaces around it; blank is the same as not known. */
import type { ContactFields } from "#store/contacts.ts";

type Partially<T> = { [Key in keyof T]?: T[Key] | undefined };

const texts = ["firstName", "lastName", "email", "company", "language", "timezone", "externalId"] as const;

/** The fields that are given, tidied. The number is for `readNumber`, attributes for whoever merges them. */
export function tidyContact(given: Partially<Omit<ContactFields, "phone" | "attributes">>) {
  const tidied: Partial<Omit<ContactFields, "phone" | "attributes">> = {};
  for (const field of texts) {
    const value = given[field];
    if (value !== undefined) tidied[field] = value?.trim() || null;
  }
  if (given.tags) tidied.tags = [...new Set(given.tags.map((tag) => tag.trim()))].filter((tag) => tag !== "");
  return tidied;
}
