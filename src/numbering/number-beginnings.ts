/**
 * How far digits go along a pattern of the metadata: a regular expression only says whether they are a number, not
 * whether they begin like one. The metadata's patterns are made of digits, classes, groups, alternatives and counts.
 */

/** One of several ways, each a row of steps. */
export type DigitPattern = readonly (readonly Step[])[];

interface Step {
  /** The digits allowed, bit 0 for digit 0; or a pattern inside the pattern. */
  of: number | DigitPattern;
  fewest: number;
  most: number;
}

export interface Progress {
  /** How many of the digits are the beginning of something that the pattern allows. */
  reach: number;
  /** After how many digits the pattern is complete; more than there are when the right ones may follow. */
  completeAt: number[];
}

const read = new Map<string, DigitPattern>();

/** No pattern of the metadata goes on for longer; places in the digits are the bits of a 32-bit number. */
const longest = 30;

/** How far the digits go along a pattern, from its start. */
export function progress(source: string, digits: string): Progress {
  const known = digits.slice(0, longest);
  const walk: Walk = { placesOf: Array.from({ length: 10 }, () => -1 << known.length), reached: 0 };
  for (let at = 0; at < known.length; at++) {
    const digit = Number(known[at]);
    walk.placesOf[digit] = (walk.placesOf[digit] ?? 0) | (1 << at);
  }
  const ends = follow(digitPattern(source), 1, walk);
  const completeAt: number[] = [];
  for (let at = 0; at <= longest; at++) if ((ends >>> at) & 1) completeAt.push(at);
  // What is reached beyond the digits was only supposed.
  const reached = walk.reached & ((2 << known.length) - 1);
  return { reach: reached === 0 ? 0 : 31 - Math.clz32(reached), completeAt };
}

/** @throws {Error} for a pattern with anything else in it. */
export function digitPattern(source: string): DigitPattern {
  const known = read.get(source);
  if (known) return known;
  const reader = new PatternReader(source);
  const pattern = reader.alternatives();
  if (!reader.atEnd) throw new Error(`The pattern ${source} cannot be read at ${reader.at}.`);
  read.set(source, pattern);
  return pattern;
}

interface Walk {
  /** For each digit the places where it stands or, behind the last one, may stand; a bit for each place. */
  placesOf: number[];
  /** The places that some way through the pattern comes to. */
  reached: number;
}

/** From some places to those behind the pattern. */
function follow(pattern: DigitPattern, from: number, walk: Walk): number {
  let ends = 0;
  for (const steps of pattern) {
    let at = from;
    for (const step of steps) {
      if (at === 0) break;
      at = repeat(step, at, walk);
    }
    ends |= at;
  }
  return ends;
}

function repeat(step: Step, from: number, walk: Walk): number {
  let ends = step.fewest === 0 ? from : 0;
  let at = from;
  for (let times = 1; times <= step.most && at !== 0; times++) {
    at = typeof step.of === "number" ? oneDigit(step.of, at, walk) : follow(step.of, at, walk);
    if (times >= step.fewest) ends |= at;
  }
  return ends;
}

function oneDigit(allowed: number, from: number, walk: Walk): number {
  let places = 0;
  for (let digit = 0; digit < 10; digit++) if ((allowed >> digit) & 1) places |= walk.placesOf[digit] ?? 0;
  const ends = (from & places) << 1;
  walk.reached |= ends;
  return ends;
}

const anyDigit = 0b11_1111_1111;

class PatternReader {
  at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.#source.length;
  }

  alternatives(): Step[][] {
    const found = [this.#steps()];
    while (this.#take("|")) found.push(this.#steps());
    return found;
  }

  #steps(): Step[] {
    const steps: Step[] = [];
    for (let of = this.#atom(); of !== null; of = this.#atom()) steps.push({ of, ...this.#count() });
    return steps;
  }

  #atom(): number | DigitPattern | null {
    if (this.#take("(?:")) {
      const inside = this.alternatives();
      return this.#take(")") ? inside : null;
    }
    if (this.#take("\\d")) return anyDigit;
    const [text = "", digits] = this.#match(/\[([\d-]+)\]|\d/y);
    return text === "" ? null : allowedIn(digits ?? text);
  }

  #count(): { fewest: number; most: number } {
    if (this.#take("?")) return { fewest: 0, most: 1 };
    const [, fewest = "1", most = fewest] = this.#match(/\{(\d+)(?:,(\d+))?\}/y);
    return { fewest: Number(fewest), most: Number(most) };
  }

  #take(text: string): boolean {
    const found = this.#source.startsWith(text, this.at);
    if (found) this.at += text.length;
    return found;
  }

  #match(sticky: RegExp): readonly (string | undefined)[] {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.#source);
    if (found) this.at = sticky.lastIndex;
    return found ?? [];
  }
}

/** The bits of a class such as `1-35-9`. */
function allowedIn(digits: string): number {
  let allowed = 0;
  for (const [, from, to = from] of digits.matchAll(/(\d)(?:-(\d))?/g))
    for (let digit = Number(from); digit <= Number(to); digit++) allowed |= 1 << digit;
  return allowed;
}
