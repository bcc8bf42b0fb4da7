/** What is said of imports: their states, the verdicts on rows, the fields of contacts, and how files are written. */
import type {
  AttributeType,
  DuplicatePolicy,
  ImportField,
  ImportStatus,
  ImportVerdict,
} from "#domain/contact/import.ts";
import type { Answer } from "../../lib/api.ts";
import { contactFieldWords } from "../../words/contact-fields.ts";

export type ContactImport = Answer<"getImport">;
export type ImportRow = Answer<"listImportRows">["items"][number];
export type KeptContact = Answer<"listKeptContacts">["items"][number];

export const statusWords: Record<ImportStatus, string> = {
  mapping: "Columns to match",
  checking: "Checking",
  preview: "To confirm",
  importing: "Importing",
  done: "Done",
  failed: "Failed",
  undone: "Undone",
};

export const verdictWords: Record<ImportVerdict, string> = {
  ready: "Ready",
  invalid_number: "Bad number",
  missing_number: "No number",
  duplicate_in_file: "Same number twice",
  duplicate_in_contacts: "Already stored",
  do_not_call: "Do not call",
  other: "Something else",
};

export const fieldWords: Record<ImportField, string> = {
  ...contactFieldWords,
  phone: "Phone number",
  tags: "Tags",
};

export const typeWords: Record<AttributeType, string> = {
  text: "text",
  number: "a number",
  date_dmy: "day/month/year",
  date_mdy: "month/day/year",
  date_ymd: "year/month/day",
  yes_no: "yes or no",
};

export const policyWords: Record<DuplicatePolicy, { label: string; about: string }> = {
  skip: { label: "Keep what is stored", about: "Nothing in them changes." },
  fill_blanks: { label: "Fill in blanks", about: "Only what they lack is taken from the file." },
  update: { label: "Update", about: "The file replaces what is stored; empty cells erase nothing." },
};

const delimiterNames: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };
export const delimiterWords = (delimiter: string): string => delimiterNames[delimiter] ?? `“${delimiter}”`;
export const delimiterChoices = Object.entries(delimiterNames).map(([value, name]) => ({
  value,
  label: name[0]!.toUpperCase() + name.slice(1),
}));

export const becauseWords: Record<KeptContact["because"], string> = {
  called: "Was called meanwhile",
  in_campaign: "Is in a campaign",
  changed: "Was changed meanwhile",
};

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
export const countryName = (code: string): string => regions.of(code) ?? code;

/** What a changed field is called: a field's own word, or the name of a variable. */
export function changedFieldName(field: string): string {
  const known = field as ImportField;
  return fieldWords[known] ?? field.replace(/^attribute:/, "");
}
