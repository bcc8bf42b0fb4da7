/** Which columns of a file hold telephone numbers that a person answers: all of them, the surest kind first. */
import { looksLike, phonesOf, plainlyPhoneCells, VAGUE_PHONE_RANK } from "./column-looks.ts";
import type { SurveyedColumn } from "./columns.ts";
import { namesOtherNumbers, readHeader } from "./headers.ts";

/**
 * Columns whose header names telephones, and those without a telling header whose cells are plainly written as telephone
 * numbers. Only where there is none of these, the one column whose cells look most like numbers at all: ids of ten digits
 * look like them too.
 *
 * @returns places in `columns`: mobile, any, home, work; then those told by their cells
 */
export function numberColumns(columns: readonly SurveyedColumn[]): number[] {
  const found: Array<{ index: number; rank: number }> = [];
  const untold: SurveyedColumn[] = [];
  columns.forEach((column, index) => {
    const { header, evidence } = column;
    const reading = header === null ? null : readHeader(header);
    if (reading?.field === "phone") {
      // A header such as `Number` may be anything, so that its cells must agree.
      if (reading.rank < VAGUE_PHONE_RANK || phonesOf(evidence) > 0) found.push({ index, rank: reading.rank });
    } else if (reading === null && (header === null || !namesOtherNumbers(header))) {
      untold.push(column);
      if (plainlyPhoneCells(evidence)) found.push({ index, rank: Number.POSITIVE_INFINITY });
    }
  });
  if (found.length > 0) return found.toSorted((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index);
  const best = looksLike("phone", untold);
  return best ? [columns.indexOf(best)] : [];
}
