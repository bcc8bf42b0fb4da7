/** Digits of any writing as ASCII has them. */

/** The text with every script's digits as 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, asciiDigit);
}

/** Every script's digits stand in rows of ten that begin with its zero, some rows without a gap between (Unicode, Nd). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return String((code - start) % 10);
}
