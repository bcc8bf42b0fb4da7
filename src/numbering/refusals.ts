/** Why a cell is not read as a telephone number: a word for programs, a sentence for people. */

/** What can be wrong with a cell. */
export type RefusalCode =
  | "missing"
  | "not_a_number"
  | "letters"
  | "wrong_character"
  | "misplaced_plus"
  | "formula"
  | "rounded_by_spreadsheet"
  | "date"
  | "amount"
  | "email"
  | "several"
  | "no_country"
  | "unknown_country_code"
  | "country_code_only"
  | "ambiguous"
  | "too_short"
  | "too_long"
  | "no_area_code"
  | "no_such_number"
  | "emergency"
  | "short_code"
  | "premium_rate";

export interface Refusal {
  code: RefusalCode;
  /** What is wrong and what to do. It quotes the cell, so it is personal data as the cell is. */
  reason: string;
}

export function refusal(code: RefusalCode, reason: string): Refusal {
  return { code, reason };
}

/** So much of a cell as fits into a sentence. */
export function quoted(text: string): string {
  const short = text.replaceAll(/\s+/g, " ").trim();
  return short.length > 30 ? `${short.slice(0, 29)}…` : short;
}
