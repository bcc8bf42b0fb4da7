/** The rows that did not go in, as a file a person can mend and upload again. */
import { stringify } from "csv-stringify/sync";

/** What a spreadsheet would run as a formula when it opens the file (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;
/** Numbers, telephone numbers among them: they begin with a sign and do nothing. Letters and calls would be needed. */
const plainNumber = /^[+-]?[\p{Nd} \u00a0().,/-]*$/u;

/** A cell that no spreadsheet runs: a formula gets an apostrophe before it, `+1 415 555 0123` stays as it is. */
export function harmless(cell: string): string {
  return formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

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
  return stringify([cells.map(harmless)], { record_delimiter: "\r\n" });
}
