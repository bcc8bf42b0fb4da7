/** Whole names, taken apart. */
import type { ContactFields } from "#domain/contact/import.ts";

/** What stands before a name and is none, without full stops. Not `Don` or `Pan`, which are names as well. */
const titles = new Set(
  (
    "mr mrs ms miss mx dr prof herr frau hr fr monsieur madame mme mlle señor señora sr sra srta " +
    "dott sigra dhr mevr mevrouw г-н г-жа السيد السيدة & and und et"
  ).split(" "),
);
/** `Mr & Mrs`, `Herr Prof. Dr.` */
const MOST_TITLES = 3;

/** Names in these scripts begin with the family's when they are written in two words. */
const familyFirst = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+[\s\u3000]/u;
const turned = /^([^,]+),\s*([^,]+)$/u;

/**
 * `Lovelace, Ada` and `山田 太郎` are turned; of `Ada King Lovelace` the first word is the first name; the title of
 * `Dr. Ada Lovelace` is left out, and what follows the title alone, as in `Frau Lovelace`, is the last name.
 */
export function splitName(name: string): Pick<ContactFields, "first_name" | "last_name"> {
  if (name.includes(",")) {
    const parts = turned.exec(name);
    if (parts) return { first_name: withoutTitles(words(parts[2]!)).join(" "), last_name: parts[1]!.trim() };
  }
  const all = words(name);
  const named = withoutTitles(all);
  const [first = "", ...rest] = named;
  if (rest.length === 0) return named.length < all.length ? { last_name: first } : { first_name: first };
  if (familyFirst.test(name)) return { first_name: rest.join(" "), last_name: first };
  return { first_name: first, last_name: rest.join(" ") };
}

function words(text: string): string[] {
  return text.trim().split(/\s+/u);
}

function withoutTitles(all: string[]): string[] {
  let from = 0;
  while (from < MOST_TITLES && from < all.length - 1 && isTitle(all[from]!)) from++;
  return from === 0 ? all : all.slice(from);
}

/** A person's title, such as `Herr`, `Mrs.` or `Dr`. */
export function isTitle(word: string): boolean {
  return titles.has(word.toLowerCase().replaceAll(".", ""));
}
