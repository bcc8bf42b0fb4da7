/** Languages as people write them in a list: a tag, or the name in one of the languages we read headers in. */

const known =
  "ar bg bn ca cs da de el en es et fa fi fr gu he hi hr hu id it ja ko lt lv ms nb nl no pl " +
  "pt ro ru sk sl sr sv sw ta te th tl tr uk ur vi zh";

const tags = new Map<string, string>();
for (const tag of known.split(" ")) {
  for (const reader of [tag, "en", "es", "de", "fr", "ar"]) {
    const name = new Intl.DisplayNames([reader], { type: "language" }).of(tag);
    if (name !== undefined) tags.set(name.toLowerCase(), tag);
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
