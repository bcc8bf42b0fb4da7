/** People's spellings of telephone numbers, read into E.164 or refused with a sentence. */
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
  validatePhoneNumberLength,
} from "libphonenumber-js/max";
import { type E164, isE164 } from "#domain/phone.ts";
import { fictionalRangeOf } from "./fictional.ts";
import { readCell } from "./phone-cell.ts";

/** Kinds of lines that can be called, after libphonenumber's types. */
export const phoneKinds = [
  "fixed_line",
  "mobile",
  "fixed_line_or_mobile",
  "toll_free",
  "shared_cost",
  "voip",
  "personal_number",
  "pager",
  "uan",
  "voicemail",
] as const;
export type PhoneKind = (typeof phoneKinds)[number];

export type ReadPhone =
  | {
      ok: true;
      phone: E164;
      /** ISO 3166 alpha-2; null for numbers of no country, such as +800. */
      country: string | null;
      kind: PhoneKind;
      /** What was left out or added, in sentences. */
      warnings: string[];
    }
  | { ok: false; verdict: "missing_number" | "invalid_number"; reason: string };

/**
 * Reads a cell: E.164 or the country's own way of writing, with spaces, dots, brackets, leading 00, a lost plus, an
 * extension (left out, with a warning) and digits of any script.
 * @param defaultCountry ISO 3166 alpha-2, for numbers without a country code; null = every number must have one.
 * @throws {RangeError} for a default country that does not exist.
 */
export function readPhone(cell: string, defaultCountry: string | null): ReadPhone {
  const country = defaultCountry === null ? null : countryOf(defaultCountry);
  if (isE164(cell)) return judge(cell, country, []);
  const read = readCell(cell);
  switch (read.is) {
    case "missing":
      return { ok: false, verdict: "missing_number", reason: "There is no number in this cell; enter one." };
    case "unreadable":
      return refused(read.reason);
    case "number":
      return judge(read.digits, country, read.warnings);
  }
}

function judge(digits: string, country: CountryCode | null, warnings: string[]): ReadPhone {
  for (const reading of readings(digits, country)) {
    if (reading.ambiguous)
      return refused("This can be read with a country code and without one; write it with + and the country code.");
    const found = reading.number && recognise(reading.number);
    if (!found) continue;
    if (found.kind === "premium_rate") return refused("This is a premium-rate number; such numbers are never called.");
    const added = reading.warning === undefined ? warnings : [...warnings, reading.warning];
    return { ok: true, phone: found.phone, country: found.country, kind: found.kind, warnings: added };
  }
  return refused(whyNot(digits, country));
}

interface Reading {
  number: PhoneNumber | undefined;
  warning?: string;
  ambiguous?: boolean;
}

/** What the digits may mean, the likelier first. */
function* readings(digits: string, country: CountryCode | null): Generator<Reading> {
  if (digits.startsWith("+")) {
    yield { number: parse(digits) };
    return;
  }
  if (country) {
    const number = parse(digits, country);
    const ambiguous = number !== undefined && isAmbiguous(number, digits);
    if (!ambiguous || number.nationalNumber.length <= longestNational) yield { number, ambiguous };
  }
  if (digits.startsWith("00")) yield { number: parse(`+${digits.slice(2)}`) };
  // A shorter one is more likely a mistyped number of this country than a whole one of another.
  else if (country && !digits.startsWith("0") && digits.length >= shortestWithoutPlus)
    yield { number: parse(`+${digits}`), warning: "The + that was missing before the country code was added." };
}

const shortestWithoutPlus = 11;

/** National numbers of more digits than this are not in use. */
const longestNational = 11;

/**
 * Where numbers differ in length and are written with a 0 in front, as in Germany and Austria, a spreadsheet makes the
 * same digits of `+49 170 1234567` and of an area code that has lost its 0.
 */
function isAmbiguous(national: PhoneNumber, digits: string): boolean {
  if (!digits.startsWith(national.countryCallingCode) || !national.isValid()) return false;
  const whole = parse(`+${digits}`);
  if (!whole?.isValid() || whole.number === national.number) return false;
  return national.formatNational().replaceAll(/\D/gu, "") !== digits;
}

function parse(text: string, country?: CountryCode): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false });
}

interface Recognised {
  phone: E164;
  country: string | null;
  kind: PhoneKind | "premium_rate";
}

function recognise(number: PhoneNumber): Recognised | null {
  const phone = number.number;
  if (!isE164(phone)) return null;
  // A type is only told of valid numbers.
  const type = number.getType()?.toLowerCase();
  const kind = type === "premium_rate" ? type : phoneKinds.find((known) => known === type);
  if (kind) return { phone, country: number.country ?? null, kind };
  const fictional = fictionalRangeOf(phone);
  return fictional ? { phone, country: fictional.country, kind: fictional.kind } : null;
}

function whyNot(digits: string, country: CountryCode | null): string {
  const international = digits.startsWith("+") || digits.startsWith("00");
  if (!international && !country)
    return "This number has no country code; write it with + and the country code, or choose a country for the list.";
  const asRead = digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
  const where = international ? "its country" : `the country chosen (${countryNames.of(country ?? "")})`;
  switch (validatePhoneNumberLength(asRead, country ?? undefined)) {
    case "INVALID_COUNTRY":
      return "No country has the code after the +; check the first digits.";
    case "TOO_SHORT":
    case "NOT_A_NUMBER":
      return `This is too short for a number in ${where}; enter all digits (emergency numbers and short codes are never called).`;
    case "TOO_LONG":
      return `This is too long for a number in ${where}; check that the cell holds one number only.`;
    case "INVALID_LENGTH":
    case undefined:
      return `There is no such number in ${where}; check its digits.`;
  }
}

const countryNames = new Intl.DisplayNames("en", { type: "region" });

function countryOf(text: string): CountryCode {
  const country = text.trim().toUpperCase();
  if (isSupportedCountry(country)) return country;
  throw new RangeError(`There is no country "${text}"; use a two-letter code such as US or DE.`);
}

function refused(reason: string): ReadPhone {
  return { ok: false, verdict: "invalid_number", reason };
}
