/** An import and its rows as the API tells of them, and names of what stands in them. */
import type { ImportField } from "#domain/contact/import.ts";
import type { Answer } from "../../lib/api.ts";
import { fieldWords } from "../../words/imports.tsx";

export type ContactImport = Answer<"getImport">;
export type ImportRow = Answer<"listImportRows">["items"][number];
export type KeptContact = Answer<"listKeptContacts">["items"][number];

const regions = new Intl.DisplayNames(undefined, { type: "region", fallback: "none" });
export const countryName = (code: string): string => regions.of(code) ?? code;

/** What a field is called: its own word, or the name of a variable. */
export const importFieldName = (field: string): string =>
  fieldWords[field as ImportField] ?? field.replace(/^attribute:/, "");
