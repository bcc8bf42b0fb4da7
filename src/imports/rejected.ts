/** The rows that did not go in, as a file a person can mend and upload again: written as the file they came from is. */
import { stringify } from "csv-stringify/sync";
import type { FileFormat } from "#domain/contact/file-format.ts";
import { neutraliseCell } from "#domain/spreadsheet.ts";
import { encode, encodingOf, fits, withEscapes } from "./formats/writing.ts";

/** How the file was read that the rows come from; a workbook's rows are written as a spreadsheet reads CSV best. */
export type RejectedFormat = Pick<FileFormat, "encoding" | "delimiter" | "quote">;

/** The column after the file's own; renamed where the file has one of that name. */
export function reasonColumn(columnNames: readonly string[]): string {
  let name = "reason";
  for (let n = 2; columnNames.includes(name); n++) name = `reason (${n})`;
  return name;
}

/** The first line of the file, with the byte order mark by which spreadsheets know Unicode. */
export function rejectedHeader(columnNames: readonly string[], format: RejectedFormat): Buffer {
  const isUnicode = encodingOf(format).startsWith("utf-");
  return encode(`${isUnicode ? "\ufeff" : ""}${line([...columnNames, reasonColumn(columnNames)], format)}`, format);
}

/**
 * One line: the row's cells in their columns, then why it did not go in. A letter that the encoding lacks, which a person
 * may have typed into a cell, is written as `&#NNNN;`, and the reason says so.
 */
export function rejectedLine(
  cells: readonly string[],
  columns: number,
  reason: string,
  format: RejectedFormat,
): Buffer {
  const own = Array.from({ length: columns }, (_, index) => cells[index] ?? "");
  const told = fits(own.join(""), format)
    ? reason
    : `${reason} Letters that this file cannot hold are written as &#NNNN;.`;
  return encode(line([...own, plainMarks(told, format)], format), format);
}

function line(cells: readonly string[], format: RejectedFormat): string {
  const { delimiter } = format;
  // Where quotation marks were text, a cell may hold a delimiter by now, and the reason does; as in most files, then.
  const quote = format.quote === "'" || delimiter === '"' ? "'" : '"';
  const safe = cells.map((cell) => withEscapes(neutraliseCell(cell), format));
  return stringify([safe], {
    delimiter: delimiter ?? ",",
    quote,
    escape: quote,
    // Single ones are known by being everywhere.
    quoted: quote === "'",
    record_delimiter: "\r\n",
    // Of itself it quotes the line ends it writes, and not a lone line feed in a cell.
    quoted_match: /[\r\n]/,
  });
}

const marks: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "…": "...",
};

/** The typographic marks of our own sentences as a typewriter has them, where the encoding has no others. */
function plainMarks(sentence: string, format: RejectedFormat): string {
  return fits(sentence, format) ? sentence : sentence.replaceAll(/[“”‘’–—…]/g, (mark) => marks[mark]!);
}
