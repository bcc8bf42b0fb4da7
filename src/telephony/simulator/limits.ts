/**
 * The simulator's own check on whoever dials: a limit that is passed, a number rung while it is being rung, a key placed
 * twice. The engine promises none of these, so each is counted as a fault of the engine and kept as a sentence.
 *
 * The simulator sees the calls of its own process only.
 */
import type { SimulatorSettings } from "#domain/line.ts";

export interface Faults {
  /** All since the line was opened. */
  count: number;
  /** The last hundred, as sentences. */
  latest: readonly string[];
}

const kept = 100;
const spanMilliseconds = 1000;
/** Starts on two sides of a tick of the clock may fall into one span. */
const tolerance = 1;

export class LimitCheck {
  #maxConcurrentCalls = 1;
  #callsPerSecond: number | null = null;
  #live = 0;
  readonly #liveNumbers = new Map<string, number>();
  /** The instants of the last starts, as a ring as long as the starts that one span may hold. */
  #starts: number[] = [];
  #next = 0;
  #count = 0;
  readonly #latest: string[] = [];

  /** New limits, for the next calls; what is live may stay. */
  configure({ maxConcurrentCalls, callsPerSecond }: SimulatorSettings): void {
    this.#maxConcurrentCalls = maxConcurrentCalls;
    if (callsPerSecond === this.#callsPerSecond) return;
    this.#callsPerSecond = callsPerSecond;
    const allowed = callsPerSecond === null ? 0 : Math.floor(callsPerSecond + tolerance);
    this.#starts = Array.from({ length: allowed }, () => Number.NEGATIVE_INFINITY);
    this.#next = 0;
  }

  started(to: string, at: number): void {
    this.#live++;
    if (this.#live > this.#maxConcurrentCalls) {
      this.#fault(at, `call ${this.#live} at once was started on a line that takes ${this.#maxConcurrentCalls}.`);
    }
    const sameNumber = (this.#liveNumbers.get(to) ?? 0) + 1;
    this.#liveNumbers.set(to, sameNumber);
    // The last two digits say which callee it is; the rest is a person's number and stays out of messages.
    if (sameNumber > 1) this.#fault(at, `a number ending in ${to.slice(-2)} was rung while a call to it was live.`);
    this.#countStart(at);
  }

  ended(to: string): void {
    this.#live--;
    const sameNumber = (this.#liveNumbers.get(to) ?? 1) - 1;
    if (sameNumber === 0) this.#liveNumbers.delete(to);
    else this.#liveNumbers.set(to, sameNumber);
  }

  keyRepeated(callKey: string, at: number): void {
    this.#fault(at, `call key ${callKey} was placed again; nobody was rung for it.`);
  }

  faults(): Faults {
    return { count: this.#count, latest: [...this.#latest] };
  }

  #countStart(at: number): void {
    const allowed = this.#starts.length;
    if (allowed === 0) return;
    const oldest = this.#starts[this.#next]!;
    if (at - oldest < spanMilliseconds) {
      this.#fault(at, `${allowed + 1} calls started within a second on a line that takes ${this.#callsPerSecond}.`);
    }
    this.#starts[this.#next] = at;
    this.#next = (this.#next + 1) % allowed;
  }

  #fault(at: number, what: string): void {
    this.#count++;
    this.#latest.push(`${new Date(at).toISOString()}: ${what}`);
    if (this.#latest.length > kept) this.#latest.shift();
  }
}
