/** Numbers and texts of cells as a person sees them in the spreadsheet, with dates the same in every language. */
import { dateFromSerial, format, getFormatDateInfo, isDateFormat } from "numfmt";

/** Excel takes no longer ones. */
const FORMAT_CHARACTERS = 255;
/** The day after 9999-12-31. */
const LAST_DAY = 2_958_466;
/** 1904-01-01 in days of 1900. */
const DAYS_TO_1904 = 1_462;
/** Excel keeps 15 digits of a number; what is longer has lost some. */
const EXACT_BELOW = 1e15;
const inExponentForm = /\dE[+-]?\d+\)?$/i;
const options = { locale: "en-US" };

export interface CellFormat {
  number(value: number): string;
  text(value: string): string;
  /** Whether a time of day is seen; for dates that are stored as text. */
  showsTime: boolean;
}

const general: CellFormat = { number: plainNumber, text: (value) => value, showsTime: true };

/** Formats by the style of a cell, made when the first cell needs them. */
export class CellFormats {
  readonly #made: CellFormat[] = [];
  readonly #codes: readonly string[];
  readonly #from1904: boolean;

  constructor(codes: readonly string[], from1904: boolean) {
    this.#codes = codes;
    this.#from1904 = from1904;
  }

  of(style: number): CellFormat {
    return (this.#made[style] ??= cellFormat(this.#codes[style] ?? "General", this.#from1904));
  }
}

/** @param code a number format (ECMA-376 part 1, 18.8.31); one that nobody understands counts as General */
export function cellFormat(code: string, from1904: boolean): CellFormat {
  if (/^general$/i.test(code) || code === "@" || code.length > FORMAT_CHARACTERS) return general;
  try {
    format(code, 0, options);
  } catch {
    return general;
  }
  const { year, month, day, hours, seconds } = getFormatDateInfo(code);
  const shift = from1904 && (year || month || day) ? DAYS_TO_1904 : 0;
  const seen = (value: number | string) => format(code, value, options).trim();
  const text = code.includes("@") ? seen : general.text;
  if (year && month && day) {
    return { number: (value) => isoDate(value + shift, hours, seconds), text, showsTime: hours };
  }
  if (isDateFormat(code)) return { number: (value) => seen(value + shift), text, showsTime: true };
  const number = (value: number) => {
    const shown = seen(value);
    return inExponentForm.test(shown) ? plainNumber(value, shown) : shown;
  };
  return { number, text, showsTime: true };
}

/** A whole number in all its digits while they are exact: it may be a telephone number. */
function plainNumber(value: number, otherwise?: string): string {
  if (Number.isInteger(value) && Math.abs(value) < EXACT_BELOW) return String(value);
  return otherwise ?? format("General", value, options);
}

/** Day 60 is Excel's 1900-02-29, and day 0 its 1900-01-00. What is no day is seen as `####` there, and a number here. */
function isoDate(days: number, hours: boolean, seconds: boolean): string {
  if (!(days >= 0 && days < LAST_DAY)) return plainNumber(days);
  const [year, month, day, hour, minute, second] = dateFromSerial(days);
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  if (!hours) return date;
  return `${date} ${two(hour)}:${two(minute)}${seconds ? `:${two(second)}` : ""}`;
}

/** A date of a strict workbook, stored as text such as `2026-11-03T14:30:00`. */
export function storedDate(stored: string, { showsTime }: CellFormat): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?Z?)?$/.exec(stored);
  if (!found) return stored;
  const [, date, time = "00:00", seconds = ":00"] = found;
  const clock = seconds === ":00" ? time : time + seconds;
  return showsTime && clock !== "00:00" ? `${date} ${clock}` : date!;
}
