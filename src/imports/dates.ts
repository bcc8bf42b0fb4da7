/** Dates as people and spreadsheets write them, alone or with a time of day. */
import { isWeekday, monthOf } from "./month-names.ts";
import { plainText } from "./plain-text.ts";

export type DateOrder = "dmy" | "mdy" | "ymd";

/** A date of which it is known how it is written, and maybe not yet which number is what. */
export type WrittenDate = DatePart & { time: string };
type DatePart =
  | { form: "year_first" | "named" | "compact"; year: number; month: number; day: number }
  | { form: "numbers"; numbers: [string, string, string]; separator: string };

/** Years of two digits up to 49 are of this century, as Excel has it since Windows 10. */
const PIVOT = 50;

const time =
  /(?:[ ,]+(?:um|at|à|a las|o|om|alle|в)?\s*|T|(?<=日)\s*)(\d{1,2})(?::|h)(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*(?:uhr|h))?\s*([ap]\.?\s?m\.?|ص|م)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const yearFirst = /^(\d{4})\s*([-/. ]|年)\s*(\d{1,2})\s*(?:\2|月)\s*(\d{1,2})\s*[.日]?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const numbers = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?$/;
/** What people write beside the parts of a date with a name: `3rd of`, `3 de … de`, `1er`. */
const fillers = new Set("st nd rd th er e of the de del den der le di dia feira г года الموافق".split(" "));

/** Null when the cell is no date, or one that no calendar has. */
export function writtenDate(cell: string): WrittenDate | null {
  if (cell.length > 60) return null;
  const text = plainText(cell);
  if (!/\d/.test(text)) return null;
  const clock = time.exec(text);
  const timeOfDay = clock ? readTime(clock) : "";
  if (timeOfDay === null) return null;
  const date = clock ? text.slice(0, clock.index).trimEnd() : text;
  const found = readNumbers(withoutWeekday(date)) ?? readNamed(date);
  return found && { ...found, time: timeOfDay };
}

/** `2026-11-03`, or `2026-11-03 14:30` with a time of day as the cell has it; null when the order makes it no date. */
export function inOrder(date: WrittenDate, order: DateOrder): string | null {
  if (date.form !== "numbers") {
    return date.form === "compact" && order !== "ymd" ? null : written(date.year, date.month, date.day, date.time);
  }
  const [a, b, c] = date.numbers;
  const [year, monthOfYear, day] = order === "dmy" ? [c, b, a] : order === "mdy" ? [c, a, b] : [a, b, c];
  // Of four digits only a year has so many.
  if (day.length > 2) return null;
  return written(year.length === 4 ? Number(year) : century(Number(year)), Number(monthOfYear), Number(day), date.time);
}

const century = (year: number) => (year < PIVOT ? 2000 + year : 1900 + year);

/** `Mon, 3.11.2026` and `2026年11月3日星期二` without the day of the week. */
function withoutWeekday(text: string): string {
  const found =
    /^(?<before>\p{L}[\p{L}\p{M}]*)\.?,?\s*(?=\d)|(?<=日|\d,?\s)[\s(]*(?<after>\p{L}[\p{L}\p{M}]*)\.?\)?$/u.exec(text);
  const word = found?.groups?.["before"] ?? found?.groups?.["after"];
  return found && word !== undefined && isWeekday(word) ? text.replace(found[0], "").trim() : text;
}

function readNumbers(text: string): DatePart | null {
  const three = numbers.exec(text);
  if (three) return { form: "numbers", numbers: [three[1]!, three[3]!, three[4]!], separator: three[2]! };
  const first = yearFirst.exec(text);
  if (first) return checked("year_first", Number(first[1]), Number(first[3]), Number(first[4]));
  const run = compact.exec(text);
  return run && checked("compact", Number(run[1]), Number(run[2]), Number(run[3]));
}

function readNamed(text: string): DatePart | null {
  const figures: string[] = [];
  const words: string[] = [];
  for (const [part] of text.toLowerCase().matchAll(/\d+|[\p{L}\p{M}]+|[^\d\p{L}\p{M}]+/gu)) {
    if (/\d/.test(part)) figures.push(part);
    else if (/\p{L}/u.test(part)) {
      if (!fillers.has(part)) words.push(part);
    } else if (!/^[\s,،./’'º°ª-]+$/.test(part)) return null;
  }
  const month = namedMonth(words);
  const [a = "", b = ""] = figures;
  const [year, day] = a.length === 4 ? [a, b] : [b, a];
  if (month === null || figures.length !== 2 || day.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
  return checked("named", year.length === 4 ? Number(year) : century(Number(year)), month, Number(day));
}

/** Of one word, of two in Arabic (`تشرين الثاني`), and maybe a day of the week beside it. */
function namedMonth(words: readonly string[]): number | null {
  const whole = monthOf(words.join(" "));
  if (whole !== null || words.length < 2) return whole;
  // `mar` is March, and Tuesday in French and Spanish.
  if (isWeekday(words[0]!)) return namedMonth(words.slice(1));
  return isWeekday(words.at(-1)!) ? namedMonth(words.slice(0, -1)) : null;
}

function checked(form: "year_first" | "named" | "compact", year: number, month: number, day: number): DatePart | null {
  return isDay(year, month, day) ? { form, year, month, day } : null;
}

function isDay(year: number, month: number, day: number): boolean {
  return (
    year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  );
}

function written(year: number, month: number, day: number, timeOfDay: string): string | null {
  if (!isDay(year, month, day)) return null;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}${timeOfDay}`;
}

/** ` 14:30`, with seconds where there are some; null when no clock shows it. A zone's letters are left out. */
function readTime([, hours = "", minutes = "", seconds = "", half]: RegExpExecArray): string | null {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    const isAfternoon = /^p|م/i.test(half);
    hour = (hour % 12) + (isAfternoon ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds || 0) > 59) return null;
  const tail = Number(seconds || 0) > 0 ? `:${seconds}` : "";
  return ` ${String(hour).padStart(2, "0")}:${minutes}${tail}`;
}
