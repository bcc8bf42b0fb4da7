/** Rows as text that a spreadsheet opens and runs no part of. */
import { stringify } from "csv-stringify/sync";
import { neutraliseValue } from "#domain/spreadsheet.ts";

/** By it spreadsheets know UTF-8; it stands before the first line. */
export const BYTE_ORDER_MARK = "\ufeff";

export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(neutraliseValue)),
    // Of itself it quotes the line ends it writes, and not a lone line feed in a cell.
    { record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
  );
}
