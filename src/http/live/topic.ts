/**
 * What happened to one campaign, numbered, for whoever follows it: the last events stand ready for one who lost the
 * connection, and older ones are forgotten.
 */
export interface LiveEvent {
  /** Counts up over all topics of a process. */
  sequence: number;
  name: "campaign" | "call" | "conversation";
  /** For `campaign` the reader's permissions decide what it says; it is written out for each. */
  data: unknown;
}

const KEPT = 500;

export class Topic {
  #events: LiveEvent[] = [];
  /** The first event that is still known. */
  #from = 0;

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
