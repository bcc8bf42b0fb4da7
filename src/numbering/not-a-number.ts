/** What people's lists have in the column of telephone numbers, and what is something else. */
import { quoted, type Refusal, refusal } from "./refusals.ts";

const exponent = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/iu;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const formula = /^[=@]/u;
/** With its currency, or with both marks of a written sum: `1,234.50`. */
const amount = /^[-+(]*(?:\p{Sc}|(?:EUR|USD|GBP|CHF|JPY|INR)\b).*\d|\d.*(?:\p{Sc}|\b(?:EUR|USD|GBP|CHF|JPY|INR))\W*$/iu;
const sum = /^-?\d{1,3}(?:(?:,\d{3})+\.\d{2}|(?:\.\d{3})+,\d{2})$/u;
const time = "(?:[T ]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[ap]m)?Z?)?$";
const yearFirst = new RegExp(`^(\\d{4})([./-])(\\d{1,2})\\2(\\d{1,2})${time}`, "iu");
const yearLast = new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})${time}`, "iu");
/** With slashes only: Greenland and the Faroes write their numbers `32-10-00`. */
const shortYear = new RegExp(`^(\\d{1,2})/(\\d{1,2})/\\d{2}${time}`, "iu");

/** What a cell is if it is surely no telephone number; null = it may be one. */
export function notNumber(text: string): Refusal | null {
  if (exponent.test(text)) {
    return refusal(
      "rounded_by_spreadsheet",
      "A spreadsheet has rounded this number and its last digits are lost; format the column as text and enter it again.",
    );
  }
  if (formula.test(text))
    return refusal("formula", `This is a formula: ${quoted(text)}; enter the number that it shows.`);
  if (email.test(text))
    return refusal("email", `This is an email address: ${quoted(text)}; enter a telephone number here.`);
  if (isDate(text)) return refusal("date", `This is a date: ${quoted(text)}; enter a telephone number here.`);
  if (amount.test(text) || sum.test(text))
    return refusal("amount", `This is an amount of money: ${quoted(text)}; enter a telephone number here.`);
  return null;
}

function isDate(text: string): boolean {
  const first = yearFirst.exec(text);
  if (first) return isYear(first[1]) && isDayAndMonth(first[3], first[4]);
  const last = yearLast.exec(text);
  if (last) return isYear(last[4]) && isDayAndMonth(last[1], last[3]);
  const short = shortYear.exec(text);
  return short !== null && isDayAndMonth(short[1], short[2]);
}

function isYear(text = ""): boolean {
  return text >= "1900" && text <= "2099";
}

/** In either order. */
function isDayAndMonth(one = "", other = ""): boolean {
  const [low = 0, high = 0] = [Number(one), Number(other)].toSorted((a, b) => a - b);
  return low >= 1 && low <= 12 && high <= 31;
}
