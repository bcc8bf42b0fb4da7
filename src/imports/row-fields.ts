/** What the cells of a row give a contact, by the file's mapping. */
import { attributeLimits, attributesFault } from "#domain/contact/attributes.ts";
import {
  type AttributeType,
  columnMeaning,
  type ContactFields,
  type ImportField,
  type ImportMapping,
} from "#domain/contact/import.ts";
import { plainLines, plainName } from "#domain/plain-name.ts";
import { meansNothing } from "#numbering/no-value.ts";
import { readTyped } from "./attribute-types.ts";
import { cellText, shown } from "./cells.ts";
import { looksLikeEmail } from "./evidence.ts";
import { readLanguage } from "./languages.ts";
import { splitName } from "./person-names.ts";
import { readZone } from "./timezones.ts";

/** A column of the file that is mapped to something. */
export interface MappedColumn {
  name: string;
  index: number;
  meaning: NonNullable<ReturnType<typeof columnMeaning>>;
}

/** What a row's cells come to, but for its number. */
export interface RowFields {
  fields: ContactFields;
  /** What was left out or could not be read, in sentences; the row can go in all the same. */
  warnings: string[];
  /** The first thing for which the row cannot go in, in a sentence, and the column it stands in. */
  fault: string | null;
  column: string | null;
}

/** As the API has them, so that nothing comes in by a file that could not be typed in. */
const longest = { field: 500, attribute: attributeLimits.valueCharacters, tag: 100, tags: 100 } as const;

/** Values of one column that are remembered: a list has few languages and few zones, and many rows. */
const REMEMBERED = 1_000;

/** The file's columns that mean something, in its order. */
export function mappedColumns(columnNames: readonly string[], mapping: ImportMapping): MappedColumn[] {
  return columnNames.flatMap((name, index) => {
    // A column may be called "constructor".
    const meaning = columnMeaning((Object.hasOwn(mapping.columns, name) && mapping.columns[name]) || "");
    return meaning ? [{ name, index, meaning }] : [];
  });
}

/**
 * Reads what each row gives its contact, beside its number: what rowJudge (verdicts.ts) judges, without asking whether
 * it can be called.
 *
 * @param columnNames of the file, in its order
 */
export function fieldReader(
  columnNames: readonly string[],
  mapping: ImportMapping,
): (cells: readonly string[]) => ContactFields {
  const read = rowReader(mappedColumns(columnNames, mapping), mapping);
  return (cells) => read(cells).fields;
}

type Step = (text: string, row: RowFields) => void;

/** Columns with telephone numbers are passed over. */
export function rowReader(
  columns: readonly MappedColumn[],
  mapping: ImportMapping,
): (cells: readonly string[]) => RowFields {
  const steps = columns.flatMap(({ name, index, meaning }): Array<{ index: number; step: Step }> => {
    if (meaning.kind === "field") {
      return meaning.field === "phone" ? [] : [{ index, step: fieldStep(meaning.field, name) }];
    }
    const type = mapping.types && Object.hasOwn(mapping.types, name) ? mapping.types[name]! : "text";
    return [{ index, step: attributeStep(meaning.name, type, name) }];
  });

  return (cells) => {
    const row: RowFields = { fields: {}, warnings: [], fault: null, column: null };
    for (const { index, step } of steps) {
      const cell = cells[index];
      if (cell === undefined || cell === "") continue;
      const text = plainLines(cellText(cell));
      if (text !== "") step(text, row);
    }
    const whole = row.fields.attributes === undefined ? null : attributesFault(row.fields.attributes);
    if (whole !== null) {
      // They are not kept either: what the row gives a stored contact must fit as well.
      delete row.fields.attributes;
      fault(row, null, `The row's attributes ${whole}; map fewer columns, or shorten their cells.`);
    }
    return row;
  };
}

function fault(row: RowFields, column: string | null, sentence: string): void {
  if (row.fault !== null) return;
  row.fault = sentence;
  row.column = column;
}

function fits(text: string, most: number, column: string, row: RowFields): boolean {
  if (text.length <= most) return true;
  const length = most.toLocaleString("en-US");
  fault(row, column, `The text in the column "${column}" is longer than ${length} characters; shorten it.`);
  return false;
}

const typeNames = {
  text: "text",
  number: "a number",
  date_dmy: "a date (day, month, year)",
  date_mdy: "a date (month, day, year)",
  date_ymd: "a date (year, month, day)",
  yes_no: "yes or no",
} as const satisfies Record<AttributeType, string>;

function attributeStep(key: string, type: AttributeType, column: string): Step {
  return (text, row) => {
    if (!fits(text, longest.attribute, column, row)) return;
    let value = text;
    if (type !== "text") {
      const read = readTyped(type, text);
      if (read !== null) value = read;
      else
        row.warnings.push(
          `"${shown(text)}" in the column "${column}" cannot be read as ${typeNames[type]} and is kept as it is.`,
        );
    }
    const attributes = (row.fields.attributes ??= {});
    // To an ordinary object this name is no key like others.
    if (key === "__proto__") Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true });
    else attributes[key] = value;
  };
}

function fieldStep(field: Exclude<ImportField, "phone">, column: string): Step {
  const step = unmeasured(field, column);
  // A tag has a length of its own.
  return field === "tags" ? step : (text, row) => void (fits(text, longest.field, column, row) && step(text, row));
}

function unmeasured(field: Exclude<ImportField, "phone">, column: string): Step {
  switch (field) {
    case "tags":
      return (text, row) => tags(text, column, row);
    case "full_name":
      return (text, { fields }) => {
        const parts = splitName(plainName(text));
        // A column of its own for a part of the name is surer than what is split from the whole.
        if (parts.first_name !== undefined) fields.first_name ??= parts.first_name;
        if (parts.last_name !== undefined) fields.last_name ??= parts.last_name;
      };
    case "email":
      return (text, row) => {
        if (looksLikeEmail(text)) row.fields.email = text;
        else row.warnings.push(`"${shown(text)}" is not an email address and is left out.`);
      };
    case "language": {
      const read = remembering(readLanguage);
      return (text, row) => {
        const tag = read(text);
        if (tag !== null) row.fields.language = tag;
        else row.warnings.push(`The language "${shown(text)}" is not known and is left out; write it as en or pt-BR.`);
      };
    }
    case "timezone": {
      const read = remembering(readZone);
      return (text, row) => {
        if (meansNothing(text)) return;
        const zone = read(text);
        if (zone.ok) row.fields.timezone = zone.zone;
        else fault(row, column, zone.reason);
      };
    }
    case "first_name":
      return (text, row) => void (row.fields.first_name = plainName(text));
    case "last_name":
      return (text, row) => void (row.fields.last_name = plainName(text));
    case "company":
      return (text, row) => void (row.fields.company = plainName(text));
    case "external_id":
      return (text, row) => void (row.fields.external_id = plainName(text));
  }
}

function tags(text: string, column: string, row: RowFields): void {
  const found: string[] = [];
  for (const piece of text.split(/[,;|،]/u)) {
    const tag = plainName(piece);
    if (tag !== "" && !found.includes(tag)) found.push(tag);
  }
  if (found.length > longest.tags) {
    fault(row, column, `The column "${column}" has ${found.length} tags; ${longest.tags} are the most.`);
  } else if (found.length > 0 && found.every((tag) => fits(tag, longest.tag, column, row))) {
    row.fields.tags = found;
  }
}

function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size < REMEMBERED) known.set(text, value);
    return value;
  };
}
