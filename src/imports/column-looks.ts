/** Columns told by their cells, where the header does not say what they are. */
import type { ImportField } from "#domain/contact/import.ts";
import type { ColumnEvidence, SurveyedColumn } from "./columns.ts";
import { isCryptic, namesOtherNumbers } from "./headers.ts";
import { namesLanguage } from "./languages.ts";
import { isTitle } from "./person-names.ts";
import { readZone } from "./timezones.ts";

/** Of a column's filled cells, so many must look like it. */
const MOST = 0.6;

/** The rank in header-words.ts of telephone words from which on a header could be anything, such as `Number`. */
export const VAGUE_PHONE_RANK = 4;

/** Of so many cells, so many at least differ where each is a person's own. */
const SEVERAL = 6;
const DIFFERENT = 3;

/** The fields that cells can tell, in the order in which they are looked for, and why a column is taken for each. */
export const looks = {
  phone: "Its cells look like telephone numbers.",
  email: "Its cells look like email addresses.",
  timezone: "Its cells are time zones.",
  language: "Its cells are languages.",
  full_name: "Its cells look like names.",
} as const satisfies Partial<Record<ImportField, string>>;

/**
 * The column that looks most like a field; undefined when none does.
 *
 * @param among columns whose headers name no field
 */
export function looksLike(field: keyof typeof looks, among: readonly SurveyedColumn[]): SurveyedColumn | undefined {
  switch (field) {
    case "phone":
      return mostPhones(among, phoneWeight);
    case "email":
      return among.find(({ evidence }) => isMostly(evidence, evidence.emails));
    case "timezone":
      return among.find(({ samples }) => samples.length > 0 && samples.every(isPlaceZone));
    case "language":
      return among.find(
        (column) => saysNothing(column) && column.samples.length > 0 && column.samples.every(namesLanguage),
      );
    case "full_name":
      return among.find((column) => saysNothing(column) && holdsNames(column));
  }
}

/** The column whose cells are written as telephone numbers and can hardly be anything else. */
export function plainlyPhones(among: readonly SurveyedColumn[]): SurveyedColumn | undefined {
  return mostPhones(among, (evidence) => (plainlyPhoneCells(evidence) ? written(evidence) : 0));
}

/** Whether cells are mostly written as telephone numbers are, with a code, a leading 0 or in groups. */
export function plainlyPhoneCells(evidence: ColumnEvidence): boolean {
  return written(evidence) > 0 && isMostly(evidence, written(evidence));
}

const written = ({ phones }: ColumnEvidence): number => phones[2] + phones[3];

/** Cells of a column that look like telephone numbers at all. */
export function phonesOf({ phones }: ColumnEvidence): number {
  return phones[1] + phones[2] + phones[3];
}

function mostPhones(
  among: readonly SurveyedColumn[],
  weight: (evidence: ColumnEvidence) => number,
): SurveyedColumn | undefined {
  let best: SurveyedColumn | undefined;
  for (const column of among) {
    if (column.header !== null && namesOtherNumbers(column.header)) continue;
    if (weight(column.evidence) > (best ? weight(best.evidence) : 0)) best = column;
  }
  return best;
}

/** Numbers written as such count before mere digits, which may be anything. */
function phoneWeight(evidence: ColumnEvidence): number {
  const { phones } = evidence;
  return isMostly(evidence, phonesOf(evidence)) ? phones[1] + 2 * phones[2] + 3 * phones[3] : 0;
}

function isMostly({ filled }: ColumnEvidence, cells: number): boolean {
  return filled > 0 && cells >= filled * MOST;
}

/** Words, but neither titles nor codes, nor the few words of a choice such as yes and no. */
function holdsNames({ samples, evidence }: SurveyedColumn): boolean {
  if (!isMostly(evidence, evidence.names)) return false;
  if (evidence.filled >= SEVERAL && samples.length < DIFFERENT) return false;
  return !samples.every((sample) => isTitle(sample) || /^\p{Lu}{1,3}$/u.test(sample));
}

/** `Cuba` and `UTC` are zones too, but a column of them may be anything. */
function isPlaceZone(cell: string): boolean {
  return (cell.includes("/") || / Time\b/u.test(cell)) && readZone(cell).ok;
}

function saysNothing({ header }: SurveyedColumn): boolean {
  return header === null || isCryptic(header);
}
