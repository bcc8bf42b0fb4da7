/** The words of a contact's own fields. */
import type { contactFieldNames } from "#domain/template.ts";

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
