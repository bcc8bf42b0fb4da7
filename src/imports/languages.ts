/** Languages as people write them in a list: a tag, or the name in one of the languages we read headers in. */

const known =
  "ar bg bn ca cs da de el en es et fa fi fr gu he hi hr hu id it ja ko lt lv ms nb nl no pl " +
  "pt ro ru sk sl sr sv sw ta te th tl tr uk ur vi zh";

/** Those in which headers are read (header-words.ts). */
export const readerLanguages = ["en", "es", "de", "fr", "ar", "it", "nl", "pl", "ru", "tr", "pt", "zh", "ja"] as const;

const tags = new Map<string, string>();
/** In its own words first: two languages may have one name in a third. */
for (const tag of known.split(" ")) learn([tag], new Intl.DisplayNames([tag], { type: "language" }));
for (const reader of readerLanguages) learn(known.split(" "), new Intl.DisplayNames([reader], { type: "language" }));

function learn(languages: readonly string[], names: Intl.DisplayNames): void {
  for (const language of languages) {
    const name = names.of(language)?.toLowerCase();
    if (name !== undefined && !tags.has(name)) tags.set(name, language);
  }
}

/** The language tag (BCP 47) that a cell means, such as `pt-BR` for `pt_br` and `es` for `Spanish`; null when none. */
export function readLanguage(cell: string): string | null {
  const text = cell.trim();
  const named = tags.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return null;
  try {
    return Intl.getCanonicalLocales(text.replaceAll("_", "-"))[0] ?? null;
  } catch {
    return null;
  }
}

/** In capitals a country has the same two letters; `no`, `is` and their like are words. */
const tag =
  /^(?:ar|bg|cs|da|de|el|en|es|fa|fi|fr|he|hi|hr|hu|it|ja|ko|nl|pl|pt|ro|ru|sk|sv|th|tr|uk|vi|zh)(?:[-_][A-Z]{2})?$/u;

/** Whether a cell is a language beyond doubt, when nobody has said that it is one: a name, or a common tag in small letters. */
export function namesLanguage(cell: string): boolean {
  const text = cell.trim();
  return tag.test(text) || (text.length > 3 && tags.has(text.toLowerCase())) || /^(?:中文|日本語|한국어)$/u.test(text);
}
