/** Reads a header as a person would: which field does it name? */
import { importFields, type ImportField } from "#domain/contact/import.ts";
import { fillers, headerPhrases, otherBeginnings } from "./header-words.ts";

export interface HeaderReading {
  field: ImportField;
  /** 0 is the surest name; a later one gives way. */
  rank: number;
}

/** Below a name the table has word for word stands one that has it among fillers. */
const FILLED = 0.5;

const phrases = new Map<string, HeaderReading>();
for (const field of importFields) {
  headerPhrases(field).forEach((words, rank) => {
    for (const word of words) {
      const key = normalise(word);
      if (!phrases.has(key)) phrases.set(key, { field, rank });
    }
  });
}
const fillerWords = new Set(fillers.map(normalise));
const beginnings = otherBeginnings.map(normalise);

/** The field a header names; null when none. */
export function readHeader(header: string): HeaderReading | null {
  const text = normalise(header);
  const exact = phrases.get(text);
  if (exact) return exact;
  const words = text.split(" ").filter((word) => !/^\d+$/.test(word));
  const numberless = phrases.get(words.join(" "));
  if (numberless) return { ...numberless, rank: numberless.rank + FILLED };
  const telling = words.filter((word) => !fillerWords.has(word)).join(" ");
  const filled = phrases.get(telling);
  return filled ? { ...filled, rank: filled.rank + FILLED } : null;
}

/**
 * Whether a header that names no field says that its column holds no number a person answers, such as `Fax` or
 * `Order no.`, whatever its cells look like. `Telefon/Fax` does not.
 */
export function namesOtherNumbers(header: string): boolean {
  const text = normalise(header);
  const words = text.split(" ");
  if (words.some((word) => phrases.get(word)?.field === "phone")) return false;
  return beginnings.some((start) => {
    if (unspaced.test(start)) return text.includes(start);
    return start.length < SHORT ? words.includes(start) : ` ${text}`.includes(` ${start}`);
  });
}

/** Shorter beginnings would be those of too many words. */
const SHORT = 4;
const unspaced = /[\p{Script=Han}\p{Script=Katakana}]/u;

/** What programs call a column when nobody has: `F12`, `Field1`, `Spalte 3`, `c1`, `a`. */
const cryptic =
  /^(?:(?:column|col|field|unnamed|untitled|header|data|var|columna|campo|spalte|feld|colonne|champ|kolom|kolumna|столбец|поле|sutun|coluna|列|字段)? ?\d*|\p{L} ?\d*)$/u;

/** Whether a header says nothing of what stands under it. */
export function isCryptic(header: string): boolean {
  return cryptic.test(normalise(header));
}

/**
 * `firstName`, `FIRST_NAME` and `First  name:` are one; so are accents, Arabic vowel marks, the forms of alif, and the
 * Polish and Turkish letters that people leave out for want of a key.
 */
export function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\u0640]/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
