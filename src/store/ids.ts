/** Ids are bigint here and opaque text outside. */

/** The id that a text from outside stands for; null when it can stand for none. */
export function readId(text: string): number | null {
  if (!/^[1-9]\d{0,15}$/.test(text)) return null;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : null;
}
