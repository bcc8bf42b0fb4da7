/** By what an erased person is known again in text: the number in any writing, the e-mail address, the whole name. */
import { asciiDigits } from "#numbering/ascii-digits.ts";

export interface Person {
  /** E.164. */
  phone: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
}

/** Digits with at most three other marks between two of them, as people write numbers. */
const numberLike = /[+(]{0,2}\p{Nd}(?:[\s()./+‐-―-]{0,3}\p{Nd}){6,}/gu;
const emailLike = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/gu;
const wordLike = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu;
/** So many of a number's last digits are compared, where both have them: what stands before differs by writing. */
const MOST_DIGITS = 10;
/** Fewer are no number of somebody. */
const LEAST_DIGITS = 7;
const GONE = "[erased]";

/** Of any number of people: what is looked for is found by a hash, so that a text costs the same for one and a thousand. */
export class Traces {
  readonly #endings = new Set<string>();
  readonly #emails = new Set<string>();
  /** The words of whole names in both orders, by their first word. */
  readonly #names = new Map<string, string[][]>();
  readonly #pairs = new Set<string>();

  constructor(people: readonly Person[]) {
    for (const { phone, email, firstName, lastName } of people) {
      const digits = phone.replaceAll(/\D/g, "");
      for (let n = LEAST_DIGITS; n <= Math.min(MOST_DIGITS, digits.length); n++) this.#endings.add(digits.slice(-n));
      if (email !== null) this.#emails.add(folded(email));
      const [first, last] = [wordsOf(firstName), wordsOf(lastName)];
      if (first.length === 0 || last.length === 0) continue;
      for (const name of [
        [...first, ...last],
        [...last, ...first],
      ])
        this.#names.set(name[0]!, [...(this.#names.get(name[0]!) ?? []), name]);
      this.#pairs.add(pair(first, last));
    }
  }

  /** The text with `[erased]` in place of what tells of them; the same text when nothing does. */
  without(text: string): string {
    let changed = text.replaceAll(emailLike, (found) => (this.#emails.has(folded(found)) ? GONE : found));
    changed = changed.replaceAll(numberLike, (found) => (this.#isNumber(found) ? GONE : found));
    return this.#names.size === 0 ? changed : this.#withoutNames(changed);
  }

  /** Whether a row of a file is theirs: a cell has number, e-mail or name, or two cells the two parts of the name. */
  inRow(cells: readonly string[], { byName }: { byName: boolean }): boolean {
    for (const cell of cells) {
      if (cell.length < 3) continue;
      if (byName ? this.without(cell) !== cell : this.#hasAddress(cell)) return true;
    }
    if (!byName || this.#pairs.size === 0) return false;
    const parts = cells.filter((cell) => cell.length > 0 && cell.length <= 100).map(wordsOf);
    return parts.some((first) => parts.some((last) => first !== last && this.#pairs.has(pair(first, last))));
  }

  #hasAddress(cell: string): boolean {
    return (
      (cell.match(emailLike) ?? []).some((found) => this.#emails.has(folded(found))) ||
      (cell.match(numberLike) ?? []).some((found) => this.#isNumber(found))
    );
  }

  /** Also where two numbers stand side by side. */
  #isNumber(found: string): boolean {
    const digits = asciiDigits(found).replaceAll(/\D/g, "").replace(/^0+/, "");
    if (digits.length <= MOST_DIGITS) return this.#endings.has(digits);
    for (let at = MOST_DIGITS; at <= digits.length; at++)
      if (this.#endings.has(digits.slice(at - MOST_DIGITS, at))) return true;
    // A number of a small country after its own country's code.
    return digits.length < 13 && this.#endings.has(digits.slice(-8)) && !this.#hasLonger(digits.slice(-8));
  }

  /** Whether the ending is that of a number of which more digits can be compared. */
  #hasLonger(ending: string): boolean {
    return [...this.#endings].some((one) => one.length > ending.length && one.endsWith(ending));
  }

  #withoutNames(text: string): string {
    const words = [...text.matchAll(wordLike)];
    let result = "";
    let done = 0;
    for (let at = 0; at < words.length; at++) {
      const name = this.#names
        .get(folded(words[at]![0]))
        ?.find((one) => one.every((word, n) => words[at + n] !== undefined && folded(words[at + n]![0]) === word));
      if (!name) continue;
      const end = words[at + name.length - 1]!;
      result += text.slice(done, words[at]!.index) + GONE;
      done = end.index + end[0].length;
      at += name.length - 1;
    }
    return done === 0 ? text : result + text.slice(done);
  }
}

const folded = (text: string) => text.normalize("NFKC").toLowerCase();
const wordsOf = (text: string | null) => (text?.match(wordLike) ?? []).map(folded);
const pair = (first: readonly string[], last: readonly string[]) => `${first.join(" ")}\n${last.join(" ")}`;
