/** Digits and signs of any writing as ASCII has them, so that numbers and dates are read by one set of patterns. */

/** No code point of ASCII beyond blank to tilde, in which nothing need be changed. */
const plain = /^[ -~]*$/;

/** Trimmed, without marks nobody sees, in compatibility form (full-width digits, narrow blanks), every script's digits as 0 to 9. */
export function plainText(cell: string): string {
  if (plain.test(cell)) return cell.trim();
  return cell
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\p{Nd}/gu, asciiDigit)
    .replaceAll(/[−‐-―]/g, "-")
    .trim();
}

/** Every script's digits stand in a row that begins with its zero (Unicode, Nd); NFKC has done with the crowded rows. */
function asciiDigit(digit: string): string {
  let zero = digit.codePointAt(0)!;
  const code = zero;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
