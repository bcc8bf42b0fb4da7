/** Whether the first record of a file names its columns, told from the first records; and titles that stand above it. */
import { looksLikeEmail, readsAsPhone } from "../evidence.ts";
import { readHeader } from "../headers.ts";
import { isBlank } from "./scan.ts";

export interface DetectedHeader {
  header: boolean;
  /** Records before the header that belong to no table. */
  titles: number;
  reason: string;
}

/** Titles, dates of export and comments stand on so many lines at most. */
const TITLES = 5;

/** More tell no more. */
const LOOKED_AT = 200;

const CHOSEN = "Chosen by you.";

/**
 * @param first the first records of the file, at least one
 * @param chosen a person's word; titles above a header are left out all the same, as they name no columns, and where
 *   there is no header, nothing is left out
 */
export function detectHeader(first: readonly string[][], chosen: boolean | undefined): DetectedHeader {
  const records = first.slice(0, LOOKED_AT);
  if (chosen === false) return { header: false, titles: 0, reason: CHOSEN };
  const titles = titlesAbove(records);
  if (titles > 0) {
    const lines = titles === 1 ? "The first line is a title and is left out." : severalTitles(titles);
    return { header: true, titles, reason: chosen ? `${CHOSEN} ${lines}` : lines };
  }
  if (chosen) return { header: true, titles: 0, reason: CHOSEN };
  return { titles: 0, ...firstNames(records[0]!, records.slice(1)) };
}

const severalTitles = (titles: number) => `The first ${titles} lines are a title and are left out.`;

/** How many records stand above one that is surely a header. */
function titlesAbove(records: readonly string[][]): number {
  for (let at = 1; at <= TITLES && at < records.length - 1; at++) {
    if (isHeaderUnder(records[at]!, records.slice(0, at), records.slice(at + 1))) return at;
  }
  return 0;
}

function isHeaderUnder(header: readonly string[], above: readonly string[][], below: readonly string[][]): boolean {
  const filled = filledCells(header);
  if (filled.length < 2 || filled.some(isContact)) return false;
  const known = filled.filter((cell) => readHeader(cell) !== null).length;
  if (known === 0 && showsBelow(header, below, isContact) === null) return false;
  // Two names that are known leave no doubt, so that a title may have a comma in it.
  const most = known > 1 ? filled.length - 1 : 1;
  return above.every((record) => isTitle(record, most));
}

function isTitle(record: readonly string[], mostCells: number): boolean {
  const filled = filledCells(record);
  if (filled.some(isContact)) return false;
  return (
    record[0]!.startsWith("#") || (filled.length <= mostCells && filled.every((cell) => readHeader(cell) === null))
  );
}

const filledCells = (record: readonly string[]) => record.filter((cell) => !isBlank(cell));

/** `2024-2025` has the look of a telephone number too. */
const isYears = (cell: string) => /^\s*(19|20)\d\d\s*[-–/]\s*(19|20)\d\d\s*$/.test(cell);
const isContact = (cell: string) => (readsAsPhone(cell) && !isYears(cell)) || looksLikeEmail(cell);

/** A number or a date, and no word. */
const isFigure = (cell: string) => /^[^\p{L}]*\p{Nd}[^\p{L}]*$/u.test(cell);
const isYear = (cell: string) => /^\s*(19|20)\d\d\s*$/.test(cell);

function firstNames(first: readonly string[], below: readonly string[][]): Omit<DetectedHeader, "titles"> {
  const known = first.filter((cell) => readHeader(cell) !== null);
  const contact = first.find(isContact);
  if (contact !== undefined) {
    return {
      header: false,
      reason: `The first line holds ${contactName(contact, "a")}, so it is a row like the others.`,
    };
  }
  if (known.length > 0)
    return { header: true, reason: `The first line names its columns: “${known[0]!.trim()}” is one.` };
  const under = showsBelow(first, below, isContact);
  if (under !== null) {
    return { header: true, reason: `The first line holds ${contactName(under, "no")} and the lines below do.` };
  }
  if (isBlankOverContacts(first, below)) {
    // A row that lacks its number, rather than a column that lacks its name, unless other columns say so.
    const figure = showsBelow(first, below, isFigure);
    return figure === null
      ? {
          header: false,
          reason: "The first line has nothing where the lines below have their numbers, and names nothing.",
        }
      : { header: true, reason: "The first line has words where the lines below have figures." };
  }
  const figures = first.filter(isFigure);
  if (figures.length === 0 || (figures.every(isYear) && new Set(figures).size === figures.length && first.length > 1)) {
    return { header: true, reason: "The first line holds words, as names of columns do." };
  }
  return { header: false, reason: "The first line holds figures, so it is a row like the others." };
}

function contactName(cell: string, article: "a" | "no"): string {
  if (!looksLikeEmail(cell)) return `${article} telephone number`;
  return article === "a" ? "an email address" : "no email address";
}

function isBlankOverContacts(first: readonly string[], below: readonly string[][]): boolean {
  const width = Math.max(...below.map((record) => record.length), 0);
  return Array.from({ length: width }, (_, column) => column).some(
    (column) => isBlank(first[column] ?? "") && mostlyBelow(column, below, isContact) !== null,
  );
}

/** A cell below that is `such`, in a column whose first cell is filled and is not; null when there is none. */
function showsBelow(
  first: readonly string[],
  below: readonly string[][],
  such: (cell: string) => boolean,
): string | null {
  for (const [column, cell] of first.entries()) {
    const found = isBlank(cell) || such(cell) ? null : mostlyBelow(column, below, such);
    if (found !== null) return found;
  }
  return null;
}

/** A cell of the column that is `such`, as at least half of its filled ones are. */
function mostlyBelow(column: number, below: readonly string[][], such: (cell: string) => boolean): string | null {
  const filled = below.map((record) => record[column] ?? "").filter((cell) => !isBlank(cell));
  const found = filled.filter(such);
  return found.length > 0 && found.length >= filled.length / 2 ? found[0]! : null;
}
