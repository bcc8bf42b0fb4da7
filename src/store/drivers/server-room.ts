/**
 * Room on the disk of a PostgreSQL server, of which nothing is known but that it refused a statement for want of room
 * (53100). Small changes may find some when larger ones do not, so one that went well says nothing.
 */

/** For so long after a refusal nothing new is begun; then it is tried again. */
const REFUSED_MILLISECONDS = 10_000;

export class ServerRoom {
  readonly #onNotice: (sentence: string) => void;
  #refusedAt = -Infinity;
  #full = false;

  constructor(onNotice: (sentence: string) => void) {
    this.#onNotice = onNotice;
  }

  refused(): void {
    this.#refusedAt = performance.now();
    if (this.#full) return;
    this.#full = true;
    this.#onNotice("The disk of the database server is full: nothing is dialled until there is room.");
  }

  isFull(): boolean {
    if (!this.#full || performance.now() - this.#refusedAt < REFUSED_MILLISECONDS) return this.#full;
    this.#full = false;
    this.#onNotice("The database server has refused nothing for want of room for 10 s; dialling is tried again.");
    return false;
  }
}
