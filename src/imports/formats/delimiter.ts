/** Which character separates the cells of a file, told from its beginning. */
import { parse } from "csv-parse/sync";
import { looksLikeEmail, readsAsPhone } from "../evidence.ts";

const candidates = [",", ";", "\t", "|"] as const;

/** Enough to be certain; a sample has far more. */
const SAMPLE_RECORDS = 200;

/**
 * The delimiter under which the records have the same number of cells as the first one, at least two: the more of them
 * the better. Where several do equally well, the one that leaves whole telephone numbers and email addresses in the
 * cells, then the one with more cells. A file in which none separates anything has one column; a comma is then as good
 * as any.
 *
 * @param sample the beginning of the file
 * @param complete whether it is the whole file; else its last record, which may be cut, is not looked at
 */
export function detectDelimiter(sample: string, complete: boolean): string {
  let best = { delimiter: ",", regular: 0, recognised: 0, cells: 1 };
  for (const delimiter of candidates) {
    const found = { delimiter, ...judge(sample, delimiter, complete) };
    if (found.cells < 2) continue;
    const difference = found.regular - best.regular || found.recognised - best.recognised || found.cells - best.cells;
    if (difference > 0) best = found;
  }
  return best.delimiter;
}

/** `regular`: share of the records with as many cells as the first, in hundredths, so that one odd row decides nothing. */
function judge(sample: string, delimiter: string, complete: boolean) {
  const records = sampleRecords(sample, delimiter, complete);
  const cells = records[0]?.length ?? 0;
  const sameLength = records.filter((record) => record.length === cells).length;
  return {
    cells,
    regular: records.length === 0 ? 0 : Math.round((100 * sameLength) / records.length),
    recognised: records.flat().filter((cell) => readsAsPhone(cell) || looksLikeEmail(cell)).length,
  };
}

function sampleRecords(sample: string, delimiter: string, complete: boolean): string[][] {
  try {
    const records = parse(sample, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      to: SAMPLE_RECORDS + 1,
    });
    const whole = complete || records.length > SAMPLE_RECORDS ? records : records.slice(0, -1);
    return whole.slice(0, SAMPLE_RECORDS).map(withoutTrailingBlanks);
  } catch {
    return unquotedRecords(sample, delimiter, complete);
  }
}

/** For a sample that ends inside quotation marks: lines, split without regard to them. */
function unquotedRecords(sample: string, delimiter: string, complete: boolean): string[][] {
  const lines = sample.split(/\r\n|\n|\r/);
  const whole = complete ? lines : lines.slice(0, -1);
  return whole
    .filter((line) => line.trim() !== "")
    .slice(0, SAMPLE_RECORDS)
    .map((line) => withoutTrailingBlanks(line.split(delimiter)));
}

/** Spreadsheets write delimiters for cells that were never filled. */
function withoutTrailingBlanks(record: string[]): string[] {
  let length = record.length;
  while (length > 0 && record[length - 1]!.trim() === "") length--;
  return record.slice(0, length);
}
