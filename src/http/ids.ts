/** Ids in requests: opaque text that names something of the caller's organisation, or nothing. */
import { Refusal } from "#domain/errors.ts";
import { readId } from "#store/ids.ts";

/**
 * The id a text stands for.
 *
 * @param what it should name, as it stands in a sentence: `contact`
 * @throws Refusal `not_found` for text that can be no id
 */
export function idOf(text: string, what: string): number {
  const id = readId(text);
  if (id === null) throw new Refusal("not_found", `There is no such ${what} in this organisation.`);
  return id;
}
