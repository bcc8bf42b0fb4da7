/** One piece of work that is begun before it is asked for, so that the next chunk is ready while this one is written. */
export class Ahead<T> {
  #begun: { key: string; work: Promise<T> } | undefined;

  /** Begins what will be asked for under the key. A fault is kept for whoever asks. */
  begin(key: string, make: () => Promise<T>): void {
    const work = make();
    work.catch(() => {});
    this.#begun = { key, work };
  }

  /** What was begun under the key; another, or none, is made now. */
  take(key: string, make: () => Promise<T>): Promise<T> {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun?.key === key ? begun.work : make();
  }
}
