/** Which column is what: a suggestion from the headers and, where they say nothing, from the cells; and a person's word. */
import { attributeLimits } from "#domain/contact/attributes.ts";
import {
  columnMeaning,
  type ColumnMeaning,
  importFields,
  type ImportField,
  type ImportMapping,
} from "#domain/contact/import.ts";
import { type Problem, Refusal } from "#domain/errors.ts";
import { looks, looksLike, phonesOf, plainlyPhones, VAGUE_PHONE_RANK } from "./column-looks.ts";
import type { SurveyedColumn } from "./columns.ts";
import { type HeaderReading, normalise, readHeader } from "./headers.ts";

/** The rank in header-words.ts of names that may be a whole name or half of one. */
const PLAIN_NAME = 1;

const headerSaysSo = "The header says so.";

export interface Suggestion {
  suggested: ColumnMeaning | null;
  /** Why, in a sentence; null when nothing is suggested. */
  reason: string | null;
}

interface Candidate {
  index: number;
  rank: number;
}

/**
 * For each column a field or none and why, each field at most once.
 *
 * A header decides before the cells, unless a column called telephone holds none and another plainly does. Of several
 * columns with telephone numbers the one with the surest name is taken (mobile, any, home, work), then the one with more
 * numbers. A column without anything in it gives way to one that has something.
 */
export function suggestMapping(columns: readonly SurveyedColumn[]): Suggestion[] {
  const suggestions: Suggestion[] = columns.map(() => ({ suggested: null, reason: null }));
  const readings = columns.map((column) => (column.header === null ? null : readHeader(column.header)));
  const given = new Set<ImportField>();
  const give = (field: ImportField, index: number, reason: string) => {
    suggestions[index] = { suggested: field, reason };
    given.add(field);
  };

  for (const field of importFields) {
    const best = bestNamed(field, columns, readings);
    if (best) give(field, best.index, headerSaysSo);
  }
  for (const field of Object.keys(looks) as Array<keyof typeof looks>) {
    if (given.has(field) || (field === "full_name" && (given.has("first_name") || given.has("last_name")))) continue;
    const untold = columns.filter((_, index) => readings[index] === null && suggestions[index]!.suggested === null);
    const found = looksLike(field, untold);
    if (found) give(field, columns.indexOf(found), looks[field]);
  }
  shareNames(suggestions, (index) => readings[index]?.rank === PLAIN_NAME);
  const attributes = new Set<string>();
  columns.forEach(({ header }, index) => {
    if (header === null || suggestions[index]!.suggested !== null || attributes.has(header)) return;
    // A header such as `attribute:plan`, as our own exports write it, says itself what the column is.
    if (columnMeaning(header)?.kind !== "attribute") return;
    attributes.add(header);
    suggestions[index] = { suggested: header as ColumnMeaning, reason: headerSaysSo };
  });
  return suggestions;
}

/** Of the columns whose headers name a field the best; undefined also where one without such a header is better. */
function bestNamed(
  field: ImportField,
  columns: readonly SurveyedColumn[],
  readings: ReadonlyArray<HeaderReading | null>,
): Candidate | undefined {
  const isPhone = field === "phone";
  const filled = ({ index }: Candidate) => columns[index]!.evidence.filled;
  const numbers = ({ index }: Candidate) => (isPhone ? phonesOf(columns[index]!.evidence) : 0);
  const emptyLast = (candidate: Candidate) => ((isPhone ? numbers(candidate) : filled(candidate)) === 0 ? 1 : 0);
  const best = readings
    .flatMap((reading, index): Candidate[] => (reading?.field === field ? [{ index, rank: reading.rank }] : []))
    .filter((candidate) => !isPhone || candidate.rank < VAGUE_PHONE_RANK || numbers(candidate) > 0)
    .toSorted(
      (a, b) => emptyLast(a) - emptyLast(b) || a.rank - b.rank || numbers(b) - numbers(a) || a.index - b.index,
    )[0];
  if (!isPhone || !best || numbers(best) > 0) return best;
  const untold = columns.filter((_, index) => readings[index] === null);
  return plainlyPhones(untold) ? undefined : best;
}

/** `Name` beside `Vorname`, or `Nombre` beside `Apellidos`, is the other half and not the whole. */
function shareNames(suggestions: Suggestion[], isPlain: (index: number) => boolean): void {
  const find = (field: ImportField) => suggestions.findIndex(({ suggested }) => suggested === field);
  const whole = find("full_name");
  if (whole < 0 || !isPlain(whole)) return;
  const first = find("first_name") >= 0;
  const last = find("last_name") >= 0;
  if (first === last) return;
  suggestions[whole] = first
    ? { suggested: "last_name", reason: "Its header says name, and another column holds the first name." }
    : { suggested: "first_name", reason: "Its header says name, and another column holds the last name." };
}

/** The name of an attribute for a column that is none of the fields: `Plan type` → `plan_type`. */
export function attributeName(columnName: string): string {
  return normalise(columnName).replaceAll(" ", "_").slice(0, 64) || "column";
}

/**
 * A person's mapping, checked against the file's columns. Several columns may be the phone; every other meaning is one
 * column's.
 *
 * @throws Refusal `invalid` with a sentence for each column that cannot be what it is said to be, for each type given to
 *   what is no attribute, or when no column is the phone
 */
export function checkMapping(mapping: ImportMapping, columnNames: readonly string[]): void {
  const problems: Problem[] = [];
  const names = new Set(columnNames);
  const seen = new Map<string, string>();
  const unknown = (column: string) =>
    `The file has no column "${column}"; its columns are ${columnNames.slice(0, 20).join(", ")}.`;
  for (const [column, text] of Object.entries(mapping.columns)) {
    if (text === null) continue;
    const fault = (message: string) => problems.push({ path: `columns.${column}`, message });
    const meaning = columnMeaning(text);
    if (!names.has(column)) {
      fault(unknown(column));
    } else if (!meaning) {
      fault(`"${text}" is no field; use ${importFields.join(", ")}, or attribute:NAME.`);
    } else {
      const target = meaning.kind === "field" ? meaning.field : `attribute:${meaning.name}`;
      const other = target === "phone" ? undefined : seen.get(target);
      if (other !== undefined) fault(`"${other}" and "${column}" are both mapped to ${target}; keep one.`);
      seen.set(target, column);
    }
  }
  const attributes = [...seen.keys()].filter((target) => target.startsWith("attribute:")).length;
  if (attributes > attributeLimits.names) {
    const message = `${attributes} columns are mapped to attributes; ${attributeLimits.names} are the most. Leave some out.`;
    problems.push({ path: "columns", message });
  }
  for (const column of Object.keys(mapping.types ?? {})) {
    const fault = (message: string) => problems.push({ path: `types.${column}`, message });
    const text = Object.hasOwn(mapping.columns, column) ? mapping.columns[column] : null;
    if (!names.has(column)) {
      fault(unknown(column));
    } else if (columnMeaning(text ?? "")?.kind !== "attribute") {
      fault(`Only attributes have a type, and "${column}" is none; map it to attribute:NAME or leave its type out.`);
    }
  }
  if (problems.length === 0 && !seen.has("phone")) {
    const message = "No column is mapped to phone; say which column holds the telephone numbers.";
    problems.push({ path: "columns", message });
  }
  if (problems.length > 0) throw new Refusal("invalid", problems[0]!.message, problems);
}
