/** Which column is what: a suggestion from the headers and, where they say nothing, from the cells; and a person's word. */
import {
  columnMeaning,
  type ColumnMeaning,
  importFields,
  type ImportField,
  type ImportMapping,
} from "#domain/contact/import.ts";
import { type Problem, Refusal } from "#domain/errors.ts";
import type { ColumnEvidence, SurveyedColumn } from "./columns.ts";
import { normalise, readHeader } from "./headers.ts";

/** Of a column's filled cells, so many must look like it. */
const MOST = 0.6;

/** The rank in header-words.ts of names that may be a whole name or half of one. */
const PLAIN_NAME = 1;
/** The rank from which on a header could be anything, such as `Number`, so that the cells must agree. */
const VAGUE = 3;

interface Candidate {
  index: number;
  rank: number;
}

/**
 * For each column a field or null, each field at most once.
 *
 * A header decides before the cells. Of several columns with telephone numbers the one with the surest name is taken,
 * then the one with more numbers; a column without a single number gives way to one that has some.
 */
export function suggestMapping(columns: readonly SurveyedColumn[]): Array<ColumnMeaning | null> {
  const suggested: Array<ColumnMeaning | null> = columns.map(() => null);
  const readings = columns.map((column) => (column.header === null ? null : readHeader(column.header)));
  const untaken = (index: number) => suggested[index] === null;

  for (const field of importFields) {
    const named = readings.flatMap((reading, index): Candidate[] =>
      reading?.field === field ? [{ index, rank: reading.rank }] : [],
    );
    const best = field === "phone" ? bestPhone(columns, named) : named.toSorted(byRank)[0];
    if (best) suggested[best.index] = field;
  }

  const silent = columns.map((_, index) => index).filter((index) => readings[index] === null);
  if (!suggested.includes("phone")) give("phone", mostPhones(columns, silent));
  if (!suggested.includes("email")) {
    give(
      "email",
      silent.filter(untaken).find((index) => isMostly(columns[index]!.evidence, "emails")),
    );
  }
  if (columns.every((column) => column.header === null)) {
    give(
      "full_name",
      silent.filter(untaken).find((index) => isMostly(columns[index]!.evidence, "names")),
    );
  }
  shareNames(suggested, (index) => readings[index]?.rank === PLAIN_NAME);
  columns.forEach(({ header }, index) => {
    suggested[index] ??= attributeOf(header, suggested);
  });
  return suggested;

  function give(field: ImportField, index: number | undefined): void {
    if (index !== undefined) suggested[index] = field;
  }
}

const byRank = (a: Candidate, b: Candidate) => a.rank - b.rank || a.index - b.index;

const phonesOf = ({ phones }: ColumnEvidence) => phones[1] + phones[2] + phones[3];

function isMostly(evidence: ColumnEvidence, what: "emails" | "names"): boolean {
  return evidence.filled > 0 && evidence[what] >= evidence.filled * MOST;
}

function bestPhone(columns: readonly SurveyedColumn[], named: readonly Candidate[]): Candidate | undefined {
  const numbers = ({ index }: Candidate) => phonesOf(columns[index]!.evidence);
  const emptyLast = (candidate: Candidate) => (numbers(candidate) === 0 ? 1 : 0);
  const likely = named.filter((candidate) => candidate.rank < VAGUE || numbers(candidate) > 0);
  return likely.toSorted(
    (a, b) => emptyLast(a) - emptyLast(b) || a.rank - b.rank || numbers(b) - numbers(a) || a.index - b.index,
  )[0];
}

/** The column that looks most like telephone numbers: written as such before mere digits, which may be anything. */
function mostPhones(columns: readonly SurveyedColumn[], among: readonly number[]): number | undefined {
  const look = (index: number) => {
    const { filled, phones } = columns[index]!.evidence;
    if (filled === 0 || phonesOf(columns[index]!.evidence) < filled * MOST) return 0;
    return phones[1] + 2 * phones[2] + 3 * phones[3];
  };
  return among.filter((index) => look(index) > 0).toSorted((a, b) => look(b) - look(a) || a - b)[0];
}

/** `Name` beside `Vorname`, or `Nombre` beside `Apellidos`, is the other half and not the whole. */
function shareNames(suggested: Array<ColumnMeaning | null>, isPlain: (index: number) => boolean): void {
  const whole = suggested.indexOf("full_name");
  if (whole < 0 || !isPlain(whole)) return;
  const first = suggested.includes("first_name");
  const last = suggested.includes("last_name");
  if (first !== last) suggested[whole] = first ? "last_name" : "first_name";
}

/** A header such as `attribute:plan`, as our own exports write it, says itself what the column is. */
function attributeOf(header: string | null, given: readonly unknown[]): ColumnMeaning | null {
  if (header === null || given.includes(header)) return null;
  return columnMeaning(header)?.kind === "attribute" ? (header as ColumnMeaning) : null;
}

/** The name of an attribute for a column that is none of the fields: `Plan type` → `plan_type`. */
export function attributeName(columnName: string): string {
  return normalise(columnName).replaceAll(" ", "_").slice(0, 64) || "column";
}

/**
 * A person's mapping, checked against the file's columns.
 *
 * @throws Refusal `invalid` with a sentence for each column that cannot be what it is said to be, or when none is the
 *   phone
 */
export function checkMapping(mapping: ImportMapping, columnNames: readonly string[]): void {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const fault = (column: string, message: string) => problems.push({ path: `columns.${column}`, message });
  for (const [column, text] of Object.entries(mapping.columns)) {
    if (text === null) continue;
    const meaning = columnMeaning(text);
    if (!columnNames.includes(column)) {
      const known = columnNames.slice(0, 20).join(", ");
      fault(column, `The file has no column "${column}"; its columns are ${known}.`);
    } else if (!meaning) {
      fault(column, `"${text}" is no field; use ${importFields.join(", ")}, or attribute:NAME.`);
    } else {
      const target = meaning.kind === "field" ? meaning.field : `attribute:${meaning.name}`;
      const other = seen.get(target);
      if (other !== undefined) fault(column, `"${other}" and "${column}" are both mapped to ${target}; keep one.`);
      seen.set(target, column);
    }
  }
  if (problems.length === 0 && !seen.has("phone")) {
    const message = "No column is mapped to phone; say which column holds the telephone numbers.";
    problems.push({ path: "columns", message });
  }
  if (problems.length > 0) throw new Refusal("invalid", problems[0]!.message, problems);
}
