/** Digits and signs of any writing as ASCII has them, so that numbers and dates are read by one set of patterns. */
import { asciiDigits } from "#numbering/ascii-digits.ts";

/** No code point of ASCII beyond blank to tilde, in which nothing need be changed. */
const plain = /^[ -~]*$/;

/** Trimmed, without marks nobody sees, in compatibility form (full-width digits, narrow blanks), every script's digits as 0 to 9. */
export function plainText(cell: string): string {
  if (plain.test(cell)) return cell.trim();
  return asciiDigits(cell.normalize("NFKC").replaceAll(/\p{Cf}/gu, ""))
    .replaceAll(/[−‐-―]/g, "-")
    .trim();
}
