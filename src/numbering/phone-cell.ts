/**
 * A cell of somebody's list, made ready for reading: foreign digits and invisible characters, extensions, what
 * spreadsheets do to numbers, two numbers in one cell.
 */
import { asciiDigits } from "./ascii-digits.ts";
import { meansNothing } from "./no-value.ts";
import { notNumber } from "./not-a-number.ts";
import { quoted, type Refusal, refusal } from "./refusals.ts";

export type PhoneCell =
  /** Digits with a `+` before them or none, as written. */
  | { is: "number"; digits: string; warnings: string[] }
  | { is: "missing" }
  /** Letters between the digits; `text` is the number with them. */
  | { is: "lettered"; text: string }
  | { is: "unreadable"; refusal: Refusal };

const extension =
  /(?:[\s,;]*(?:(?<!\p{L})(?:ext(?:ension|n)?|durchwahl|poste|доб|x)|#)[\s.:=]*|[,;pw]+\s*)(\d{1,7})[#*]?$/iu;
const severalWords = /\s+(?:or|and|und|oder|et|ou|y|o|e)\s+/iu;

/** Parts of an address that do not belong to the number: `sip:+14155550123@example.com;user=phone` (RFC 3261, RFC 3966). */
const scheme = /^(?:tel|callto|sips?|sms|whatsapp)\s*:(?:\/\/)?\s*/iu;
const host = /@.*$/su;
const parameters = /;(?!ext=)[a-z-]+=[^;]*/giu;

/** No number with all its ornaments is longer; what is, would keep the patterns busy. */
const longestCell = 250;

/**
 * The digits of a cell that holds nothing but digits, blanks and the signs people part them with; null = ask `readCell`.
 * Nearly every cell of a list is such a one.
 */
export function plainDigits(cell: string): string | null {
  const { length } = cell;
  if (length > longestCell) return null;
  let digits = "";
  let from = -1;
  let parted = false;
  let slashed = false;
  for (let at = 0; at < length; at++) {
    const code = cell.charCodeAt(at);
    if (code >= zero && code <= nine) {
      if (from < 0) from = at;
      continue;
    }
    if (from >= 0) {
      digits += cell.slice(from, at);
      from = -1;
    }
    if (code === plus) {
      if (digits !== "") return null;
      from = at;
    } else if (code === slash) slashed = true;
    else if (partingSigns.has(code)) parted = true;
    else return null;
  }
  if (from >= 0) digits += from === 0 ? cell : cell.slice(from);
  // Short ones may be dates or nothing at all; a decimal is no number to dial; two numbers may stand beside a slash.
  if (parted || slashed) {
    if (length <= longestDate || cell.trimEnd().endsWith(".0") || (slashed && digits.length >= 2 * shortestBesideSlash))
      return null;
  }
  return digits.length > 1 ? digits : null;
}

const [zero, nine, plus, slash] = [48, 57, 43, 47];
const partingSigns = new Set(Array.from(" ()-.[]", (sign) => sign.charCodeAt(0)));
const longestDate = 10;
const shortestBesideSlash = 8;

/** Takes a cell apart. Never guesses: what may be two things is unreadable. */
export function readCell(cell: string): PhoneCell {
  const trimmed = cell.trim();
  if (trimmed.length > longestCell) {
    const reason = `This cell holds ${trimmed.length.toLocaleString("en-US")} characters; enter one number and nothing else.`;
    return unreadable("not_a_number", reason);
  }
  const text = tidy(trimmed);
  if (meansNothing(text)) return { is: "missing" };
  const other = notNumber(text);
  if (other) return { is: "unreadable", refusal: other };
  const several = severalIn(text);
  if (several) return unreadable("several", severalReason(several));

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

export function severalReason([first, second]: readonly [string, string]): string {
  return `There are several numbers in this cell: ${quoted(first)} and ${quoted(second)}; keep one.`;
}

/** The digits alone, or why they cannot be had. */
function plain(number: string): PhoneCell {
  if (!/\d/u.test(number)) return unreadable("not_a_number", noDigits(number));
  if (/\p{L}/u.test(number)) return { is: "lettered", text: number };
  const strange = /[^\d\s+()[\].\p{Pd}−/·•_~]/u.exec(number);
  if (strange) return unreadable("wrong_character", `A telephone number cannot hold "${strange[0]}"; take it out.`);
  const digits = number.replaceAll(/[^\d+]/gu, "");
  if (/\d\+/u.test(digits))
    return unreadable("misplaced_plus", "The + may only stand before the number; move it there.");
  return { is: "number", digits: digits.replace(/^\++/u, "+"), warnings: [] };
}

function noDigits(text: string): string {
  return `There are no digits in this cell, only ${quoted(text)}; write the number.`;
}

function unreadable(code: Refusal["code"], reason: string): PhoneCell {
  return { is: "unreadable", refusal: refusal(code, reason) };
}

function tidy(cell: string): string {
  const text = /^[\x20-\x7e]*$/u.test(cell)
    ? cell
    : asciiDigits(cell.normalize("NFKC").replaceAll(/[\p{Cf}\p{Extended_Pictographic}\ufe0f]/gu, ""));
  const bare = text
    .trim()
    .replace(/^=?(["'])([^"']*)\1$/u, "$2")
    .replace(/^['`´]/u, "")
    .trim();
  const address = scheme.exec(bare);
  const number = address ? bare.slice(address[0].length).replace(host, "") : bare;
  // Elsewhere such a parameter may say what country is meant (phone-context).
  return number.startsWith("+") && number.includes(";") ? number.replaceAll(parameters, "") : number;
}

/** The first two of several. Slashes are no sign of it: `030/1234567` is how Germans write one number. */
function severalIn(text: string): [string, string] | null {
  const international = /^(.*?\+[^+]*?\d.*?)(\+\d[^+]*)/su.exec(text);
  if (international) return [international[1] ?? "", international[2] ?? ""];
  const parts = text.split(/[;,|\n&]/u).flatMap((part) => part.split(severalWords));
  return (
    firstTwo(parts.filter((part) => digitsIn(part) >= 6)) ??
    firstTwo(text.split("/").filter((part) => digitsIn(part) >= shortestBesideSlash))
  );
}

function firstTwo([first, second]: readonly string[]): [string, string] | null {
  return first === undefined || second === undefined ? null : [first, second];
}

function digitsIn(text: string): number {
  return text.replaceAll(/\D/gu, "").length;
}
