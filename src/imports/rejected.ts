/** The rows that did not go in, as a file a person can mend and upload again. */
import { stringify } from "csv-stringify/sync";
import { neutraliseCell } from "#domain/spreadsheet.ts";

/** The column after the file's own; renamed where the file has one of that name. */
export function reasonColumn(columnNames: readonly string[]): string {
  let name = "reason";
  for (let n = 2; columnNames.includes(name); n++) name = `reason (${n})`;
  return name;
}

/** The first line of the file. It begins with a byte order mark, by which spreadsheets know UTF-8. */
export function rejectedHeader(columnNames: readonly string[]): string {
  return `\ufeff${line([...columnNames, reasonColumn(columnNames)])}`;
}

/** One line: the row's cells in their columns, then why it did not go in. */
export function rejectedLine(cells: readonly string[], columns: number, reason: string): string {
  return line([...Array.from({ length: columns }, (_, index) => cells[index] ?? ""), reason]);
}

function line(cells: readonly string[]): string {
  // Of itself it quotes the line ends it writes, and not a lone line feed in a cell.
  return stringify([cells.map(neutraliseCell)], { record_delimiter: "\r\n", quoted_match: /[\r\n]/ });
}
