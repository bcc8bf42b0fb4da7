/** The country of a list's numbers that are written without one: what speaks for it, and when nothing does. */
import type { SurveyedColumn } from "./columns.ts";
import { headerHints, largeCountries } from "./country-hints.ts";
import { countryColumn, readCountry } from "./country-names.ts";
import { readHeader } from "./headers.ts";
import { plainText } from "./plain-text.ts";

/** What is asked of the numbering room. @throws {RangeError} for a country that it does not know */
export type CountryReader = (
  cell: string,
  defaultCountry: string | null,
) => { ok: true; phone: string; country: string | null; kind: string } | { ok: false; code: string };

export interface CountrySuggestion {
  /** ISO 3166-1 alpha-2; null: none is needed, or none can be told. */
  country: string | null;
  /** Why, in a sentence. */
  reason: string;
}

/** More numbers say no more. */
const LOOKED_AT = 60;
/** Numbers of fewer digits are whole ones somewhere, and mistakes everywhere else. */
const TELLING = 7;
/** Shares of the cells that can say it: of countries named, and of numbers that a country has. */
const NAMED = 0.9;
const FIT = 0.6;
/** A country that the header speaks for needs no more than this to go before others that fit as well. */
const HINTED_FIT = 0.8;
/**
 * Between two countries so large a share of the numbers must make the difference, and one number at least: lists have
 * mistakes, and a loose numbering plan has room for them that a strict one has not.
 */
const MARGIN = 0.1;

/** What a number counts for a country where it lacks the 0 before it, and where it is no mobile one though it should be. */
const ZERO_LOST = 0.5;
const NOT_MOBILE = 0.6;
/** Where people leave out the 0 before a mobile number. */
const zeroOptional: ReadonlySet<string> = new Set(["IN"]);

/**
 * The default country for a list. Asked in turn: the numbers that have a country code, a column of countries, and which
 * country has most of the national numbers; there the countries of the header's language go first. Of two that fit
 * equally well none is suggested.
 *
 * @param suggested the meaning of each column, as suggestMapping gives it
 * @param cells of the telephone column and of countryColumn; some hundreds are enough. Without them the samples serve
 * @param writeNationally a number as it is written at home, by which numbers written in groups tell countries apart that
 *   have the same numbers: `0171 1234567` is Germany's way and not Austria's
 */
export function suggestCountry(
  columns: readonly SurveyedColumn[],
  suggested: readonly (string | null)[],
  readPhone: CountryReader,
  cells: { phones?: readonly string[]; countries?: readonly string[] } = {},
  writeNationally: ((phone: string) => string) | null = null,
): CountrySuggestion {
  const phone = suggested.indexOf("phone");
  const numbers = new Set(cells.phones ?? columns[phone]?.samples);

  const abroad: string[] = [];
  const national: string[] = [];
  for (const cell of numbers) {
    const read = readPhone(cell, null);
    if (read.ok && read.country !== null) abroad.push(read.country);
    // What is wrong in itself needs no country.
    if (!read.ok && read.code === "no_country") national.push(cell);
  }
  if (national.length === 0) {
    return none(
      abroad.length > 0 ? "Every number has its country code." : "There are no numbers that could tell a country.",
    );
  }
  const telling = national.filter((cell) => digitsOf(cell).length >= TELLING).slice(0, LOOKED_AT);
  if (telling.length === 0)
    return none("The numbers without a country code are too short to tell it; choose the country.");
  const mobile = isMobileColumn(columns[phone]);
  const fits = fitCounter(telling, { readPhone, writeNationally, mobile });

  const coded = mostOf(abroad, FIT);
  if (coded !== null && fits.of(coded).share >= FIT) {
    return { country: coded, reason: `The numbers that have a country code are mostly of ${nameOf(coded)}.` };
  }
  const named = columns[countryColumn(columns, suggested)];
  if (named) {
    const said = (cells.countries ?? named.samples).map(readCountry).filter((code) => code !== null);
    const country = mostOf(said, NAMED);
    if (country !== null && fits.of(country).share > 0) {
      return { country, reason: `The column "${named.name}" says ${nameOf(country)}.` };
    }
    const several = [...new Set(said)];
    if (country === null && several.length > 1) {
      const list = listOf(several.slice(0, 3));
      return none(
        `The column "${named.name}" names several countries, such as ${list}; choose one, or write each number with its country code.`,
      );
    }
  }
  const hints = headerHints(columns);
  return byLostPlus(telling, fits, hints.countries, readPhone) ?? byFit(fits, hints);
}

/**
 * Whether the numbers that are written without a country code are mostly this country's and written as there, so that
 * what was right for another list may be so for this one.
 */
export function fitsCountry(phones: readonly string[], country: string, readPhone: CountryReader): boolean {
  const national = [...new Set(phones)].filter((cell) => {
    const read = readPhone(cell, null);
    return !read.ok && read.code === "no_country" && digitsOf(cell).length >= TELLING;
  });
  if (national.length === 0) return true;
  const fits = fitCounter(national.slice(0, LOOKED_AT), { readPhone, writeNationally: null, mobile: false });
  return fits.of(country).score >= FIT;
}

/**
 * A spreadsheet takes the + from all numbers of a list, whatever their countries. Any country's reader then adds it,
 * unless it has such numbers of its own; a loose plan such as Germany's has, where a 0 would be lacking as well.
 */
function byLostPlus(
  cells: readonly string[],
  fits: FitCounter,
  hinted: readonly string[],
  readPhone: CountryReader,
): CountrySuggestion | null {
  const whole = cells.flatMap((cell) => {
    const read = readPhone(`+${digitsOf(cell)}`, null);
    return read.ok && read.country !== null ? [{ cell, phone: read.phone, country: read.country }] : [];
  });
  const [best] = fits.best([...hinted, ...largeCountries.split(" ")], 0);
  const score = best === undefined ? 0 : fits.of(best).score;
  if (whole.length < cells.length * HINTED_FIT || whole.length <= cells.length * (score + MARGIN)) return null;
  const readers = [...new Set(whole.map(({ country }) => country))];
  const country = readers.find((one) =>
    whole.every(({ cell, phone }) => {
      const read = tryRead(readPhone, cell, one);
      return read?.ok === true && read.phone === phone;
    }),
  );
  if (country === undefined) return null;
  return { country, reason: "The numbers begin with country codes and have lost their +; they are read with it." };
}

function byFit(fits: FitCounter, hints: ReturnType<typeof headerHints>): CountrySuggestion {
  const hinted = fits.best(hints.countries, HINTED_FIT);
  const surely = hinted[0] !== undefined && fits.of(hinted[0]).score >= HINTED_FIT;
  const others = surely ? [] : fits.best([...hints.countries, ...largeCountries.split(" ")], FIT);
  const equal = surely || hinted.some((country) => others.includes(country)) ? hinted : [...others, ...hinted];
  const best = equal.length > 1 ? fits.sameWriting(equal) : equal[0];
  if (best === undefined) {
    if (equal.length === 0)
      return none("The numbers without a country code fit no country that was tried; choose the country.");
    return none(
      `National numbers fit ${equal.length === 2 ? "both " : ""}${listOf(equal.slice(0, 3))}; choose the country.`,
    );
  }
  const language = hints.languages.length === 1 ? languageNames.of(hints.languages[0]!) : undefined;
  const fit = `numbers without a country code fit ${nameOf(best)}.`;
  const says = hints.countries.includes(best) && language !== undefined;
  return { country: best, reason: says ? `The header is in ${language}, and ${fit}` : `The ${fit}` };
}

interface Fit {
  /** Of the numbers the share that the country has, 0 to 1; less when it is certain to stay below FIT. */
  share: number;
  /** The same, where numbers count less that are not written as they are there. */
  score: number;
}

interface FitCounter {
  of(country: string): Fit;
  /** The countries that fit best, from a share on; more than one when none is better than another. */
  best(countries: readonly string[], least: number): string[];
  /** The one of these countries where numbers are grouped as these are; undefined when that tells nothing. */
  sameWriting(countries: readonly string[]): string | undefined;
}

function fitCounter(
  cells: readonly string[],
  {
    readPhone,
    writeNationally,
    mobile,
  }: { readPhone: CountryReader; writeNationally: ((phone: string) => string) | null; mobile: boolean },
): FitCounter {
  const known = new Map<string, Fit>();
  const margin = Math.max(MARGIN, 0.5 / cells.length);

  return { of, best, sameWriting };

  function of(country: string): Fit {
    const before = known.get(country);
    if (before) return before;
    let fitting = 0;
    let score = 0;
    for (const [index, cell] of cells.entries()) {
      const weight = weigh(cell, country);
      if (weight > 0) fitting++;
      score += weight;
      if (index + 1 - fitting > cells.length * (1 - FIT)) break;
    }
    const fit = { share: fitting / cells.length, score: score / cells.length };
    known.set(country, fit);
    return fit;
  }

  function best(countries: readonly string[], least: number): string[] {
    const fitting = [...new Set(countries)].filter((country) => of(country).share >= least);
    const top = Math.max(0, ...fitting.map((country) => of(country).score));
    return fitting.filter((country) => top - of(country).score < margin).toSorted((a, b) => of(b).score - of(a).score);
  }

  function weigh(cell: string, country: string): number {
    const phone = phoneIn(cell, country);
    if (!phone) return 0;
    return (lacksZero(cell, phone, country) ? ZERO_LOST : 1) * (mobile && !/mobile/u.test(phone.kind) ? NOT_MOBILE : 1);
  }

  /** A default country's neighbours with its calling code, such as Canada beside the US, are countries of their own. */
  function phoneIn(cell: string, country: string): { phone: string; kind: string } | null {
    const read = tryRead(readPhone, cell, country);
    return read?.ok && read.country === country ? read : null;
  }

  function lacksZero(cell: string, { phone, kind }: { phone: string; kind: string }, country: string): boolean {
    const digits = digitsOf(cell);
    if (digits.startsWith("0") || phone === `+${digits}`) return false;
    if (kind === "mobile" && zeroOptional.has(country)) return false;
    const withZero = readPhone(`0${digits}`, country);
    return withZero.ok && withZero.phone === phone;
  }

  function sameWriting(countries: readonly string[]): string | undefined {
    if (!writeNationally) return undefined;
    const grouped = cells.filter((cell) => firstGroup(cell) !== digitsOf(cell));
    const matching = countries.map((country) => {
      const same = grouped.filter((cell) => {
        const read = phoneIn(cell, country);
        return read !== null && firstGroup(writeNationally(read.phone)) === firstGroup(cell);
      });
      return { country, count: same.length };
    });
    const [most, next] = matching.toSorted((a, b) => b.count - a.count);
    if (!most || most.count < grouped.length * FIT || most.count === 0) return undefined;
    return next && most.count - next.count < Math.max(1, grouped.length * MARGIN) ? undefined : most.country;
  }
}

/** Without the `.0` of a number that a program took for a decimal. */
const digitsOf = (cell: string) =>
  plainText(cell)
    .replace(/(?<=\d{5})[.,]0$/u, "")
    .replaceAll(/\D/gu, "");
const firstGroup = (cell: string) => /\d+/u.exec(plainText(cell))?.[0] ?? "";

/** Null for a country without telephones of its own. */
function tryRead(readPhone: CountryReader, cell: string, country: string): ReturnType<CountryReader> | null {
  try {
    return readPhone(cell, country);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** In a column of mobile numbers, a number that is a landline's in a country is none of that country's. */
function isMobileColumn(column: SurveyedColumn | undefined): boolean {
  const reading = column?.header ? readHeader(column.header) : null;
  return reading?.field === "phone" && reading.rank < 1;
}

function mostOf(values: readonly string[], share: number): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (count > values.length / 2 && count >= values.length * share) return value;
  return null;
}

const countryNames = new Intl.DisplayNames("en", { type: "region" });
const languageNames = new Intl.DisplayNames("en", { type: "language" });
const withArticle = new Set(["US", "GB", "AE", "NL", "PH", "DO"]);
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

const nameOf = (country: string) => (withArticle.has(country) ? "the " : "") + (countryNames.of(country) ?? country);
const listOf = (countries: readonly string[]) => list.format(countries.map(nameOf));
const none = (reason: string): CountrySuggestion => ({ country: null, reason });
