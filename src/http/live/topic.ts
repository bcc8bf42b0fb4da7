/**
 * The calls and conversations of one campaign as they were told, numbered: the last ones stand ready for a reader who
 * lost the connection, and older ones are forgotten. The campaign itself is not kept: its newest state says it all.
 */
export interface LiveEvent {
  /** Counts up over all topics of a process. */
  sequence: number;
  name: "call" | "conversation";
  data: unknown;
}

const KEPT = 500;

export class Topic {
  #events: LiveEvent[] = [];
  /** The first event that is still known. */
  #from: number;

  /** @param from the number of the next event of the process: nothing before it was heard here */
  constructor(from: number) {
    this.#from = from;
  }

  add(event: LiveEvent): void {
    this.#events.push(event);
    if (this.#events.length <= KEPT * 2) return;
    const dropped = this.#events.splice(0, KEPT);
    this.#from = dropped.at(-1)!.sequence + 1;
  }

  /** Everything after that number, or null when part of it is no longer known. */
  since(sequence: number): LiveEvent[] | null {
    if (sequence + 1 < this.#from) return null;
    return this.#events.filter((event) => event.sequence > sequence);
  }
}
