/** Numbers as people and spreadsheets of any country write them. */
import { plainText } from "./plain-text.ts";

/** More digits than a computer's numbers hold are an id. */
const MOST_DIGITS = 15;

const currencies = Intl.supportedValuesOf("currency").join("|");
/** Signs of money, their codes and percent, which say what is counted and not how much. */
const unit = new RegExp(String.raw`^(?:\p{Sc}|${currencies})\s*|\s*(?:\p{Sc}|${currencies}|%|٪)$`, "giu");

const whole = /^\d+$/;
const decimal = /^(\d*)([.,])(\d+)$/;
/** Thousands by one sign throughout, then decimals by another. */
const grouped = /^\d{1,3}(?:([ '’.,])\d{3})(?:\1\d{3})*(?:([.,])(\d+))?$/;
/** As in India: 12,34,567.89. */
const lakhs = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.(\d+))?$/;

export interface NumberReading {
  /** As `-1234.5`, without zeros that say nothing; null when it is not certain. */
  number: string | null;
  /** Whether it is a number that can be read in two ways, such as `1.234`. */
  twoWays: boolean;
}

const none: NumberReading = { number: null, twoWays: false };

/** What has leading zeros, or more digits than a number can have, is an id and no number. */
export function readNumber(cell: string): NumberReading {
  if (cell.length > 40) return none;
  const text = plainText(cell).replaceAll("٫", ".").replaceAll("٬", "’");
  if (!/\d/.test(text)) return none;
  // The sign may stand before the unit or after it.
  const signed = /^([+-]?)\s*(.*)$/s.exec(text.replaceAll(unit, ""))!;
  const negative = signed[1] === "-";
  const { number, twoWays } = unsigned(signed[2]!.replaceAll(unit, ""));
  return { number: negative && number !== null && number !== "0" ? `-${number}` : number, twoWays };
}

function unsigned(text: string): NumberReading {
  if (whole.test(text)) return written(text, "");
  const simple = decimal.exec(text);
  if (simple) {
    const [, before = "", , after = ""] = simple;
    // Three digits after the only sign are thousands as well as decimals, but for 0.125 and 1234.567.
    const twoWays = after.length === 3 && before.length <= 3 && /^[1-9]/.test(before);
    return twoWays ? { number: null, twoWays } : written(before || "0", after);
  }
  const groups = grouped.exec(text);
  if (groups) {
    const [, group, point, decimals = ""] = groups;
    if (group === point) return none;
    return written(digitsOf(point === undefined ? text : text.slice(0, -decimals.length - 1)), decimals);
  }
  const indian = lakhs.exec(text);
  if (!indian) return none;
  const decimals = indian[1] ?? "";
  return written(digitsOf(decimals === "" ? text : text.slice(0, -decimals.length - 1)), decimals);
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");

function written(before: string, after: string): NumberReading {
  if (before.length + after.length > MOST_DIGITS || (before.length > 1 && before.startsWith("0"))) return none;
  const decimals = after.replace(/0+$/, "");
  return { number: decimals === "" ? before : `${before}.${decimals}`, twoWays: false };
}
