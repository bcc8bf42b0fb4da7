/**
 * Text into records by RFC 4180, with what people's programs write beside it. A stray quotation mark inside a cell is
 * text; lines may end in CR, LF or CRLF, each for itself; rows have as many cells as they have.
 *
 * It stands here in place of a library because a million rows must pass in about a second: csv-parse goes byte by byte and
 * hands on row by row, 240,000 rows of six cells a second from file to chunks; this way it is 1,300,000 (one core of an
 * EPYC, November 2026). That library is the oracle of its tests.
 */
import { limits } from "./limits.ts";
import type { Quote } from "./table.ts";

/** How cells are told apart. */
export interface Dialect {
  /** One UTF-16 unit. */
  delimiter: string;
  quote: Quote;
  /** `\"` inside quotation marks is a quotation mark, as MySQL writes it; `""` is one in any case. */
  backslash: boolean;
  /** A quotation mark after blanks at the beginning of a cell counts, and the blanks do not. */
  padded: boolean;
  /** Every record is one cell in quotation marks, with the real cells inside it; see `unwrapped`. */
  wrapped: boolean;
}

export interface Scan {
  /** Without those in which every cell is blank. */
  records: string[][];
  /** Where the first record begins that is not whole; the text's length when all are. */
  rest: number;
  /** Why the scan stopped at `rest` for good. */
  fault: "quote_not_closed" | "record_too_long" | null;
  /** Cells in quotation marks. */
  quoted: number;
  /** Cells that begin with something in quotation marks, and go on after it. */
  stray: number;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const NONE = -1;

/**
 * @param text must begin at the beginning of a record
 * @param final whether the file ends with the text; else its last record is left for when more is known
 */
export function scan(text: string, dialect: Dialect, final: boolean): Scan {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote === "none" ? NONE : dialect.quote.charCodeAt(0);
  const padding = dialect.padded && delimiter !== SPACE ? SPACE : NONE;
  const found: Scan = { records: [], rest: 0, fault: null, quoted: 0, stray: 0 };
  const { length } = text;
  let record: string[] = [];
  let blank = true;
  for (let at = 0; at < length || record.length > 0;) {
    let end = at;
    let cell: string | null = null;
    let code = text.charCodeAt(at);
    if (code === quote || code === padding) {
      const opening = code === quote ? at : skipSpaces(text, at);
      if (text.charCodeAt(opening) === quote) {
        const closing = closingQuote(text, opening + 1, dialect);
        if (closing < 0) {
          if (final) found.fault = "quote_not_closed";
          return found;
        }
        end = delimiter === SPACE ? closing + 1 : skipSpaces(text, closing + 1);
        code = text.charCodeAt(end);
        if (end === length || code === delimiter || code === LF || code === CR) {
          cell = unquoted(text.slice(opening + 1, closing), dialect);
          found.quoted++;
        } else found.stray++;
      }
    }
    if (cell === null) {
      while (end < length) {
        code = text.charCodeAt(end);
        if (code === delimiter || code === LF || code === CR) break;
        end++;
      }
      cell = text.slice(at, end);
    }
    record.push(cell);
    if (blank && !isBlank(cell)) blank = false;
    if (end < length && code === delimiter) {
      at = end + 1;
      continue;
    }
    // A CR that turns out to be half of a CRLF leaves a blank line, which is no record.
    if (!final && end === length) return found;
    if (end - found.rest > limits.recordCharacters) {
      found.fault = "record_too_long";
      return found;
    }
    at = end === length ? end : code === CR && text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
    found.rest = at;
    if (!blank) found.records.push(record);
    record = [];
    blank = true;
  }
  return found;
}

/** A record of its own out of the one cell of a wrapped record; as it is where that holds no single record. */
export function unwrapped(record: string[], dialect: Dialect): string[] {
  if (record.length !== 1) return record;
  const { records, fault } = scan(record[0]!, dialect, true);
  return fault === null && records.length === 1 ? records[0]! : record;
}

export function isBlank(cell: string): boolean {
  if (cell === "") return true;
  const first = cell.charCodeAt(0);
  return (first <= SPACE || first > 126) && cell.trim() === "";
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Where the quotation mark stands that closes the cell; below 0 when none does. */
function closingQuote(text: string, from: number, { quote, backslash }: Dialect): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at)) {
    if (backslash && isEscaped(text, at, from)) at++;
    else if (text.charCodeAt(at + 1) === text.charCodeAt(at)) at += 2;
    else return at;
  }
  return NONE;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(text: string, at: number, from: number): boolean {
  let before = at;
  while (before > from && text[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

function unquoted(text: string, { quote, backslash }: Dialect): string {
  const plain = text.includes(quote) ? text.replaceAll(quote + quote, quote) : text;
  return backslash && plain.includes("\\") ? plain.replaceAll(/\\(["'\\\r\n])/g, "$1") : plain;
}
