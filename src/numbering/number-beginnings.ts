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
  completeAt: ReadonlySet<number>;
}

const read = new Map<string, DigitPattern>();

/** How far the digits go along a pattern, from its start. */
export function progress(source: string, digits: string): Progress {
  const walk = { digits, reach: 0 };
  const completeAt = follow(digitPattern(source), new Set([0]), walk);
  return { reach: walk.reach, completeAt };
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
  digits: string;
  reach: number;
}

function follow(pattern: DigitPattern, from: ReadonlySet<number>, walk: Walk): Set<number> {
  const ends = new Set<number>();
  for (const steps of pattern) {
    let at = from;
    for (const step of steps) at = repeat(step, at, walk);
    for (const end of at) ends.add(end);
  }
  return ends;
}

function repeat(step: Step, from: ReadonlySet<number>, walk: Walk): ReadonlySet<number> {
  const ends = new Set(step.fewest === 0 ? from : []);
  let at = from;
  for (let times = 1; times <= step.most && at.size > 0; times++) {
    at = typeof step.of === "number" ? oneDigit(step.of, at, walk) : follow(step.of, at, walk);
    if (times >= step.fewest) for (const end of at) ends.add(end);
  }
  return ends;
}

function oneDigit(allowed: number, from: ReadonlySet<number>, walk: Walk): Set<number> {
  const ends = new Set<number>();
  for (const at of from) {
    const written = at < walk.digits.length;
    if (written && !((allowed >> Number(walk.digits[at])) & 1)) continue;
    ends.add(at + 1);
    if (written) walk.reach = Math.max(walk.reach, at + 1);
  }
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
