/** People's spellings of telephone numbers, read into E.164 or refused with a sentence. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { type E164, isE164 } from "#domain/phone.ts";
import { fictionalRangeOf } from "./fictional.ts";
import { type FormerNumber, parseFormer, withoutCarrierMark } from "./former-prefixes.ts";
import { inDigits, lettersIn } from "./lettered.ts";
import { writeNationally } from "./national-writing.ts";
import type { LineKind } from "./numbering-plans.ts";
import { longestNational, parseDigits, type ParsedNumber } from "./parse-digits.ts";
import { plainDigits, readCell, severalReason } from "./phone-cell.ts";
import { type Refusal, refusal, type RefusalCode } from "./refusals.ts";
import { whyNot } from "./why-not.ts";

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
] as const satisfies readonly LineKind[];
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
  | {
      ok: false;
      verdict: "missing_number" | "invalid_number";
      /** What is wrong, for programs. */
      code: RefusalCode;
      /** What is wrong and what to do, for people. */
      reason: string;
    };

/**
 * Reads a cell: E.164 or the country's own way of writing, with spaces, dots, brackets, leading 00, a lost plus, an
 * extension (left out, with a warning) and digits of any script.
 * @param defaultCountry ISO 3166 alpha-2, for numbers without a country code; null = every number must have one.
 * @throws {RangeError} for a default country that does not exist.
 */
export function readPhone(cell: string, defaultCountry: string | null): ReadPhone {
  const country = defaultCountry === null ? null : countryOf(defaultCountry);
  const read = readText(cell, country);
  if (read.ok || read.code !== "too_long") return read;
  const two = twoNumbersIn(cell, country);
  return two ? refused(refusal("several", severalReason(two))) : read;
}

function readText(cell: string, country: CountryCode | null): ReadPhone {
  const digits = plainDigits(cell);
  if (digits !== null) return judge(digits, country, [], cell);
  const read = readCell(withoutCarrierMark(cell, country));
  switch (read.is) {
    case "missing":
      return {
        ok: false,
        verdict: "missing_number",
        code: "missing",
        reason: "There is no number in this cell; enter one.",
      };
    case "unreadable":
      return refused(read.refusal);
    case "lettered":
      return refused(whyLettered(read.text, country));
    case "number":
      return judge(read.digits, country, read.warnings, cell);
  }
}

/** @param cell where the digits stand, for how they are grouped */
function judge(digits: string, country: CountryCode | null, warnings: string[], cell: string): ReadPhone {
  if (digits.startsWith("+")) return acceptInternational(digits, warnings) ?? refused(whyNot(digits, country));
  if (country) {
    const number = parseDigits(digits, country);
    if (number && isAmbiguous(number, digits, country)) {
      if (number.national.length <= longestNational) return refused(withOrWithoutCode());
    } else {
      const former = number?.kind ? null : parseFormer(digits, country);
      const prefix = former?.prefix ?? prefixOf(number, digits);
      if (isOfAnother(former?.number ?? number, prefix, { digits, cell })) return refused(withOrWithoutCode());
      const found = former ? acceptFormer(former, warnings) : accept(number, warnings);
      if (found) return found;
    }
  }
  if (digits.startsWith("00")) {
    const found = acceptInternational(`+${digits.slice(2)}`, warnings);
    if (found) return found;
    // A shorter one is more likely a mistyped number of this country than a whole one of another.
  } else if (country && !digits.startsWith("0") && digits.length >= shortestWithoutPlus) {
    const added = [...warnings, "The + that was missing before the country code was added."];
    const number = parseDigits(`+${digits}`, null);
    const found = number && beginsWith(number.callingCode, cell) ? acceptInternational(`+${digits}`, added) : null;
    if (found) return found;
  }
  return refused(whyNot(digits, country));
}

const shortestWithoutPlus = 11;

/** Whether a calling code can be meant: `415 555 01023` is one digit too many in the US, and no `41` of Switzerland. */
function beginsWith(callingCode: string, cell: string): boolean {
  const [first = "", ...others] = groupsOf(cell);
  return others.length === 0 || first.length === callingCode.length;
}

/**
 * Where numbers differ in length and are written with a 0 in front, as in Germany and Austria, a spreadsheet makes the
 * same digits of `+49 170 1234567` and of an area code that has lost its 0.
 */
function isAmbiguous(national: ParsedNumber, digits: string, country: CountryCode): boolean {
  if (national.kind === null || !digits.startsWith(national.callingCode)) return false;
  const whole = parseDigits(`+${digits}`, null);
  if (!whole?.kind || whole.number === national.number) return false;
  // Rare enough to ask the library, which knows how the country writes it.
  const written = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false })?.formatNational();
  return written?.replaceAll(/\D/gu, "") !== digits;
}

function withOrWithoutCode(): Refusal {
  const reason = "This can be read with a country code and without one; write it with + and the country code.";
  return refusal("ambiguous", reason);
}

/** A carrier's code before a national number, such as 90 in Brazil; "" for none, and for the 0, 1 or 8 of everyday. */
function prefixOf(number: ParsedNumber | null, digits: string): string {
  if (!number?.kind || digits.startsWith("0")) return "";
  const length = digits.length - number.national.length;
  return length >= 2 && digits.endsWith(number.national) ? digits.slice(0, length) : "";
}

/**
 * Whether a number with a prefix is as well another country's that has lost its plus: `15512345670` is Mexico City's and
 * New Jersey's. The groups may tell: `1 55 1234 5670` is written as in Mexico only.
 */
function isOfAnother(
  number: ParsedNumber | null,
  prefix: string,
  { digits, cell }: { digits: string; cell: string },
): boolean {
  if (!number || prefix === "" || prefix.startsWith("0") || digits.length < shortestWithoutPlus) return false;
  const other = parseDigits(`+${digits}`, null);
  if (!other?.kind || other.callingCode === number.callingCode) return false;
  const here = [prefix, ...groupsOf(writeNationally(number.number))].join(" ");
  const there = [other.callingCode, ...groupsOf(writeNationally(other.number))].join(" ");
  return here === there || groupsOf(cell).join(" ") !== here;
}

/** @param digits + and digits */
function acceptInternational(digits: string, warnings: string[]): ReadPhone | null {
  const found = accept(parseDigits(digits, null), warnings);
  if (found) return found;
  const former = parseFormer(digits, null);
  return former && acceptFormer(former, warnings);
}

function acceptFormer({ number, country, prefix }: FormerNumber, warnings: string[]): ReadPhone | null {
  const place = countryNames.of(country) ?? country;
  return accept(number, [...warnings, `The ${prefix} that was once dialled before numbers in ${place} was left out.`]);
}

/** null when there is no such number. */
function accept(number: ParsedNumber | null, warnings: string[]): ReadPhone | null {
  if (number === null || !isE164(number.number)) return null;
  const { number: phone, country, kind } = number;
  if (kind === "premium_rate")
    return refused(refusal("premium_rate", "This is a premium-rate number; such numbers are never called."));
  if (kind !== null) return { ok: true, phone, country, kind, warnings };
  const fictional = fictionalRangeOf(phone);
  return fictional ? { ok: true, phone, country: fictional.country, kind: fictional.kind, warnings } : null;
}

/** Numbers that spell a word are written with it on purpose: 1-800-FLOWERS. */
function whyLettered(text: string, country: CountryCode | null): Refusal {
  const letters = lettersIn(text);
  const one = letters.length === 1;
  const found = `There ${one ? "is a letter" : "are letters"} in this number: ${letters}`;
  const spelled = inDigits(text);
  const offered = spelled !== null && judge(spelled.replaceAll(/[^\d+]/gu, ""), country, [], spelled).ok;
  return refusal("letters", offered ? `${found}; in digits it is ${spelled}.` : `${found}; use digits only.`);
}

/** A cell too long for one number that is two of them with a blank between. */
function twoNumbersIn(cell: string, country: CountryCode | null): [string, string] | null {
  const words = cell.trim().split(/\s+/u);
  for (let at = 1; at < words.length; at++) {
    const [first, second] = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    if (readText(first, country).ok && readText(second, country).ok) return [first, second];
  }
  return null;
}

function groupsOf(text: string): string[] {
  return text.match(/\p{Nd}+/gu) ?? [];
}

const countryNames = new Intl.DisplayNames("en", { type: "region" });
const known = new Map<string, CountryCode>();

function countryOf(text: string): CountryCode {
  const found = known.get(text);
  if (found) return found;
  const country = text.trim().toUpperCase();
  if (!isSupportedCountry(country)) {
    throw new RangeError(`There is no country "${text}"; use a two-letter code such as US or DE.`);
  }
  // Only what is a code as it stands: there is no end of ways to write one with blanks.
  if (text.length === 2) known.set(text, country);
  return country;
}

function refused({ code, reason }: Refusal): ReadPhone {
  return { ok: false, verdict: "invalid_number", code, reason };
}
