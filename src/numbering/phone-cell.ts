/**
 * A cell of somebody's list, made ready for reading: foreign digits and invisible characters, extensions, what
 * spreadsheets do to numbers, two numbers in one cell.
 */

export type PhoneCell =
  /** Digits with a `+` before them or none, as written. */
  { is: "number"; digits: string; warnings: string[] } | { is: "missing" } | { is: "unreadable"; reason: string };

const missing = /^(?:[-–—−_.?*/]*|#?n[./]?a\.?|none|null|nil|unknown)$/iu;
const exponent = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/iu;
const extension = /(?:[\s,;]*(?:(?<!\p{L})(?:ext(?:ension|n)?|durchwahl|poste|доб|x)|#)[\s.:=]*|,+\s*)(\d{1,7})$/iu;
const severalWords = /\s+(?:or|and|und|oder|et|ou|y|o|e)\s+/iu;

/** Takes a cell apart. Never guesses: what may be two things is unreadable. */
export function readCell(cell: string): PhoneCell {
  const text = tidy(cell);
  if (missing.test(text)) return { is: "missing" };
  if (exponent.test(text)) {
    const reason =
      "A spreadsheet has rounded this number and its last digits are lost; format the column as text and enter it again.";
    return { is: "unreadable", reason };
  }
  if (holdsSeveral(text)) return { is: "unreadable", reason: "There are several numbers in this cell; keep one." };

  const warnings: string[] = [];
  let number = text;
  // The library would read the 0 as a digit of the number.
  if (/^\+?\d{5,}[.,]0$/u.test(number)) {
    number = number.slice(0, -2);
    warnings.push("The .0 that a spreadsheet added at the end was left out.");
  }
  const extended = extension.exec(number);
  if (extended && digitsIn(number.slice(0, extended.index)) >= 5) {
    number = number.slice(0, extended.index);
    warnings.push(`The extension ${extended[1]} was left out.`);
  }
  const read = plain(number);
  return read.is === "number" ? { ...read, warnings } : read;
}

/** The digits alone, or why they cannot be had. */
function plain(number: string): { is: "number"; digits: string } | { is: "unreadable"; reason: string } {
  if (/\p{L}/u.test(number)) {
    return { is: "unreadable", reason: "There are letters in this number; write it in digits." };
  }
  const strange = /[^\d\s+()[\].\p{Pd}−/·•_]/u.exec(number);
  if (strange) return { is: "unreadable", reason: `A telephone number cannot hold "${strange[0]}"; take it out.` };
  const digits = number.replaceAll(/[^\d+]/gu, "");
  if (/\d\+/u.test(digits))
    return { is: "unreadable", reason: "The + may only stand before the number; move it there." };
  if (!/\d/u.test(digits)) return { is: "unreadable", reason: "There are no digits in this cell; write the number." };
  return { is: "number", digits: digits.replace(/^\++/u, "+") };
}

function tidy(cell: string): string {
  const text = /^[\x20-\x7e]*$/u.test(cell)
    ? cell
    : cell
        .normalize("NFKC")
        .replaceAll(/\p{Cf}/gu, "")
        .replaceAll(/\p{Nd}/gu, asciiDigit);
  return text
    .trim()
    .replace(/^=?(["'])(.*)\1$/u, "$2")
    .replace(/^['`´]/u, "")
    .replace(/^tel:\s*/iu, "")
    .trim();
}

/** Every script's digits stand in rows of ten that begin with its zero, some rows without a gap between (Unicode, Nd). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return String((code - start) % 10);
}

/** Slashes are no sign of it: `030/1234567` is how Germans write one number. */
function holdsSeveral(text: string): boolean {
  if (/\+.*\d.*\+\d/u.test(text)) return true;
  const parts = text.split(/[;,|\n&]/u).flatMap((part) => part.split(severalWords));
  if (parts.filter((part) => digitsIn(part) >= 6).length > 1) return true;
  return text.split("/").filter((part) => digitsIn(part) >= 8).length > 1;
}

function digitsIn(text: string): number {
  return text.replaceAll(/\D/gu, "").length;
}
