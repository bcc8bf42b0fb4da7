/** The words of what is known of a contact: its own fields, and what the system adds to them. */
import type { contactFieldNames } from "#domain/template.ts";
import { grouped } from "../lib/format.ts";

export type ContactFieldName = (typeof contactFieldNames)[number];

export const contactFieldWords: Record<ContactFieldName, string> = {
  first_name: "First name",
  last_name: "Last name",
  full_name: "Full name",
  email: "E-mail",
  company: "Company",
  language: "Language",
  timezone: "Time zone",
  phone: "Phone",
  external_id: "External ID",
};

export const contactFactWords = {
  name: "Name",
  tags: "Tags",
  variables: "Variables",
  lastCall: "Last call",
  added: "Added",
  doNotCall: "Do not call",
};

export const contactCount = (count: number): string => `${grouped(count)} ${count === 1 ? "contact" : "contacts"}`;

/** In a field that takes several texts. */
export const enterAfterEach = "Enter after each";
