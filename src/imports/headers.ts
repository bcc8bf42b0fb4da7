/** Reads a header as a person would: which field does it name? */
import { importFields, type ImportField } from "#domain/contact/import.ts";
import { fillers, headerPhrases } from "./header-words.ts";

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

/** `firstName`, `FIRST_NAME` and `First  name:` are one; so are accents, Arabic vowel marks and the forms of alif. */
export function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\u0640]/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
