/** Files that people open in a spreadsheet. */

/** What a spreadsheet runs as a formula when it opens a file (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;
/** Numbers, telephone numbers among them: they begin with a sign and do nothing; a call would need letters. */
const plainNumber = /^[+-]?[\p{Nd} \u00a0().,/-]*$/u;

/** A cell that no spreadsheet runs: a formula gets an apostrophe before it, `+1 415 555 0123` stays as it is. */
export function neutraliseCell(cell: string): string {
  return formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}
