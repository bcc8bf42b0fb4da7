/** What the values of an attribute can be compared as; `text` where they are written differently. */
export const attributeValueTypes = ["text", "number", "date", "yes_no"] as const;
export type AttributeValueType = (typeof attributeValueTypes)[number];

/** What a contact may know beyond its fields: lists of contacts must stay answers that a program can take. */
export const attributeLimits = {
  names: 200,
  nameCharacters: 64,
  valueCharacters: 5_000,
  /** Of all names and values together. */
  characters: 8_192,
} as const;

/** What is wrong with the attributes as a whole, in half a sentence after their subject; null when nothing is. */
export function attributesFault(attributes: Readonly<Record<string, string | null>>): string | null {
  const names = Object.keys(attributes);
  if (names.length > attributeLimits.names) return `are ${names.length}; ${attributeLimits.names} are the most`;
  let characters = 0;
  for (const name of names) characters += name.length + (attributes[name]?.length ?? 0);
  if (characters <= attributeLimits.characters) return null;
  return `have ${characters.toLocaleString("en-US")} characters together; ${attributeLimits.characters.toLocaleString("en-US")} are the most`;
}
