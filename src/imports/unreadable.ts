/** The one way a file is refused: what is wrong with it, and what to do, in a sentence. */
import { Refusal } from "#domain/errors.ts";

export function unreadable(sentence: string): Refusal {
  return new Refusal("unreadable_file", sentence);
}
