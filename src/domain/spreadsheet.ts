/** Files that people open in a spreadsheet. */

/**
 * What a spreadsheet runs as a formula when it opens a file: OWASP, "CSV Injection", with the full-width signs that the
 * Japanese and Chinese editions take for their own, and blanks or a quotation mark before a sign, which some take away.
 */
const formula = /^(?:[\t\r\n]|[\s"]*[=+\-@＝＋－＠])/u;
/** A text and nothing else, as programs write it to keep the zeros of a number. */
const quotedText = /^="(?:[^"]|"")*"$/u;
/** Numbers, telephone numbers among them: they begin with a sign and do nothing; a call would need letters. */
const plainNumber = /^[+\-＋－]?[\p{Nd} \u00a0().,/-]*$/u;
/** What the import of a file takes an apostrophe away from: those that we write, and how people keep a number's zeros. */
const apostrophe = /^'(?='*(?:[\t\r\n]|[\s"]*[=+\-@＝＋－＠]|[\d\s]+$))/u;

/**
 * A cell of somebody's own file that no spreadsheet runs: a formula gets an apostrophe before it, `+1 415 555 0123` stays
 * as it is. Reading the file again comes to the same as reading the file it is from.
 */
export function neutraliseCell(cell: string): string {
  return formula.test(cell) && !plainNumber.test(cell.trim()) && !quotedText.test(cell.trim()) ? `'${cell}` : cell;
}

/** The same for a value of ours, which `withoutApostrophe` gives back as it is, also where it begins with an apostrophe. */
export function neutraliseValue(value: string): string {
  return apostrophe.test(value) || quotedText.test(value.trim()) ? `'${value}` : neutraliseCell(value);
}

/** The text that an apostrophe protects. Other apostrophes stay: people are called `'t Hooft`. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") ? cell.replace(apostrophe, "") : cell;
}
