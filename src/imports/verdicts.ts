/** What a row comes to by its own cells. What it shares with other rows and lists, the database finds (src/store). */
import { columnMeaning, type ContactFields, type ImportField, type ImportMapping } from "#domain/contact/import.ts";
import { looksLikeEmail } from "./evidence.ts";
import { readLanguage } from "./languages.ts";

/** What is asked of the numbering room. */
export interface Readers {
  readPhone(
    cell: string,
    defaultCountry: string | null,
  ):
    | { ok: true; phone: string; warnings: readonly string[] }
    | { ok: false; verdict: "missing_number" | "invalid_number"; reason: string };
  isZone(name: string): boolean;
}

export interface JudgedRow {
  verdict: "ready" | "missing_number" | "invalid_number" | "other";
  /** Why it is not ready, in a sentence. */
  reason: string | null;
  warnings: string[];
  phone: string | null;
  fields: ContactFields;
}

/** As the API has them, so that nothing comes in by a file that could not be typed in. */
const longest = { field: 500, attribute: 5_000, tag: 100, tags: 100 } as const;

/**
 * A judge for the rows of one file. Cells beyond the row's end count as empty; a cell that is only blanks is empty.
 *
 * @param columnNames of the file, in its order
 */
export function rowJudge(
  columnNames: readonly string[],
  mapping: ImportMapping,
  readers: Readers,
): (cells: readonly string[]) => JudgedRow {
  const columns = columnNames.flatMap((name, index) => {
    // A column may be called "constructor".
    const meaning = columnMeaning((Object.hasOwn(mapping.columns, name) && mapping.columns[name]) || "");
    return meaning ? [{ name, index, meaning }] : [];
  });
  const phoneIndex = columns.find(({ meaning }) => meaning.kind === "field" && meaning.field === "phone")?.index ?? -1;

  return (cells) => {
    const row = new RowReader(readers);
    for (const { name, index, meaning } of columns) {
      const value = (cells[index] ?? "").trim();
      if (value === "" || index === phoneIndex) continue;
      if (meaning.kind === "attribute") row.attribute(meaning.name, value, name);
      else row.field(meaning.field, value, name);
    }
    const read = readers.readPhone(cells[phoneIndex] ?? "", mapping.country);
    const { fields, warnings, fault } = row;
    if (!read.ok) return { verdict: read.verdict, reason: read.reason, warnings, phone: null, fields };
    const common = { warnings: [...read.warnings, ...warnings], phone: read.phone, fields };
    return fault === null
      ? { verdict: "ready", reason: null, ...common }
      : { verdict: "other", reason: fault, ...common };
  };
}

/** Gathers one row. Keeps the first fault; a fault keeps the row out, a warning does not. */
class RowReader {
  readonly fields: ContactFields = {};
  readonly warnings: string[] = [];
  fault: string | null = null;
  readonly #readers: Readers;

  constructor(readers: Readers) {
    this.#readers = readers;
  }

  attribute(key: string, value: string, column: string): void {
    if (!this.#fits(value, longest.attribute, column)) return;
    this.fields.attributes = { ...this.fields.attributes, [key]: value };
  }

  field(field: ImportField, value: string, column: string): void {
    if (field === "tags") return this.#tags(value, column);
    if (!this.#fits(value, longest.field, column)) return;
    switch (field) {
      case "phone":
        return;
      case "full_name":
        // A column of its own for a part of the name is surer than what is split from the whole.
        Object.assign(this.fields, { ...splitName(value), ...this.fields });
        return;
      case "email":
        if (looksLikeEmail(value)) this.fields.email = value;
        else this.#warn(`"${shown(value)}" is not an email address and is left out.`);
        return;
      case "language": {
        const tag = readLanguage(value);
        if (tag !== null) this.fields.language = tag;
        else this.#warn(`The language "${shown(value)}" is not known and is left out; write it as en or pt-BR.`);
        return;
      }
      case "timezone":
        if (this.#readers.isZone(value)) this.fields.timezone = value;
        else {
          this.fault ??= `"${shown(value)}" is not a time zone; write it as Europe/Berlin, or leave it empty to go by the number.`;
        }
        return;
      case "first_name":
      case "last_name":
      case "company":
      case "external_id":
        this.fields[field] = value;
    }
  }

  #tags(value: string, column: string): void {
    const tags = [...new Set(value.split(/[,;|،]/).map((tag) => tag.trim()))].filter((tag) => tag !== "");
    if (tags.length > longest.tags) {
      this.fault ??= `The column "${column}" has ${tags.length} tags; ${longest.tags} are the most.`;
    } else if (tags.every((tag) => this.#fits(tag, longest.tag, column)) && tags.length > 0) {
      this.fields.tags = tags;
    }
  }

  #fits(value: string, most: number, column: string): boolean {
    if (value.length <= most) return true;
    this.fault ??= `The text in the column "${column}" is longer than ${most.toLocaleString("en-US")} characters; shorten it.`;
    return false;
  }

  #warn(sentence: string): void {
    this.warnings.push(sentence);
  }
}

const shown = (value: string) => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** `Lovelace, Ada` is turned; of `Ada King Lovelace` the first word is the first name. */
export function splitName(name: string): Pick<ContactFields, "first_name" | "last_name"> {
  const turned = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (turned) return { first_name: turned[2]!.trim(), last_name: turned[1]!.trim() };
  const [first = "", ...rest] = name.split(/\s+/);
  return rest.length > 0 ? { first_name: first, last_name: rest.join(" ") } : { first_name: first };
}
