/** Time that stands still until a test moves it: three weeks pass in the time their work takes. */
import type { Clock } from "#domain/clock.ts";

interface Timer {
  at: number;
  /** Timers of one instant run in the order in which they were set. */
  order: number;
  /** Null once it ran or was called off. */
  action: (() => void) | null;
}

/** A called-off timer stays in the heap until it surfaces; past this many, and more than half, they are swept out. */
const sweepAt = 1024;

export class VirtualClock implements Clock {
  #now: number;
  #heap: Timer[] = [];
  #set = 0;
  #calledOff = 0;

  /** @param start milliseconds since 1970, or an ISO 8601 instant */
  constructor(start: number | string = "2026-11-02T12:00:00Z") {
    this.#now = typeof start === "number" ? start : Date.parse(start);
    if (!Number.isFinite(this.#now)) throw new Error(`“${start}” is no instant; give milliseconds or ISO 8601.`);
  }

  now(): number {
    return this.#now;
  }

  /** Timers that wait. */
  get waiting(): number {
    return this.#heap.length - this.#calledOff;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, milliseconds), order: this.#set++, action };
    push(this.#heap, timer);
    return () => {
      if (!timer.action) return;
      timer.action = null;
      this.#calledOff++;
      if (this.#calledOff > sweepAt && this.#calledOff * 2 > this.#heap.length) this.#sweep();
    };
  }

  /** The instant of the earliest timer, which may be now; null when nothing waits. */
  next(): number | null {
    return this.#earliest()?.at ?? null;
  }

  /** Runs what is due at this instant, timers set by these runs included, and says how many ran. */
  runDue(): number {
    return this.#runUpTo(this.#now);
  }

  /** Moves to an instant; timers on the way run in order, each at its own instant. Says how many ran. */
  advanceTo(instant: number): number {
    if (!(instant >= this.#now)) throw new Error(`The clock stands at ${this.#now} and cannot go to ${instant}.`);
    const ran = this.#runUpTo(instant);
    this.#now = instant;
    return ran;
  }

  #runUpTo(instant: number): number {
    let ran = 0;
    for (let timer = this.#earliest(); timer && timer.at <= instant; timer = this.#earliest()) {
      pop(this.#heap);
      this.#now = timer.at;
      const action = timer.action;
      timer.action = null;
      ran++;
      action?.();
    }
    return ran;
  }

  #earliest(): Timer | undefined {
    let timer = this.#heap[0];
    while (timer && !timer.action) {
      pop(this.#heap);
      this.#calledOff--;
      timer = this.#heap[0];
    }
    return timer;
  }

  #sweep(): void {
    const waiting = this.#heap.filter((timer) => timer.action);
    this.#calledOff = 0;
    // A sorted array is a heap.
    this.#heap = waiting.toSorted((one, other) => (before(one, other) ? -1 : 1));
  }
}

function before(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Timer[], timer: Timer): void {
  let place = heap.length;
  heap.push(timer);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above]!;
    if (!before(timer, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below++;
    if (!before(heap[below]!, last)) break;
    heap[place] = heap[below]!;
    place = below;
  }
  heap[place] = last;
}
