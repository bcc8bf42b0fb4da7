/** What the server makes of two contacts, to look at before. */
import type { Contact } from "./use-contacts.ts";

const texts = ["firstName", "lastName", "email", "company", "language", "timezone", "externalId"] as const;
const isKnown = (value: string | null): boolean => value !== null && value.trim() !== "";

/** What the first does not know it takes from the other; tags are joined. */
export function merged(one: Contact, other: Contact, phone: "this" | "other"): Contact {
  const taken = Object.fromEntries(texts.map((field) => [field, isKnown(one[field]) ? one[field] : other[field]]));
  const had = new Set(one.tags.map((tag) => tag.toLowerCase()));
  const filled = Object.entries(one.attributes).filter(([, value]) => isKnown(value));
  return {
    ...one,
    ...taken,
    phone: phone === "this" ? one.phone : other.phone,
    tags: [...one.tags, ...other.tags.filter((tag) => !had.has(tag.toLowerCase()))],
    attributes: { ...one.attributes, ...other.attributes, ...Object.fromEntries(filled) },
  };
}
