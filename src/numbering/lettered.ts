/** Letters in a number: named, or turned into the digits of the keys that bear them. */
import { quoted } from "./refusals.ts";

/** Keys 2 to 9 of a telephone (ITU-T E.161, option A). */
const keys = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"] as const;
const digitOf = new Map(
  keys.flatMap((letters, at) => Array.from(letters, (letter) => [letter, String(at + 2)] as const)),
);

/** A word at the end that stands for digits; what stands before the digits is a label. */
const spelled = /^[^a-z]*\d[^a-z]*[a-z]{3,}(?:[\s.-]*[a-z\d]+)*$/iu;

/** The letters of a cell as it has them, shortened: `FLOWERS`, `Tel, mobil`. */
export function lettersIn(text: string): string {
  return quoted((text.match(/\p{L}+/gu) ?? []).join(", "));
}

/** The number with its letters turned into digits, laid out as it was; null when the letters do not look meant so. */
export function inDigits(text: string): string | null {
  if (!spelled.test(text)) return null;
  return text.replaceAll(/[a-z]/giu, (letter) => digitOf.get(letter.toUpperCase()) ?? letter);
}
