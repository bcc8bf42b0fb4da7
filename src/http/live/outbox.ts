/**
 * What one reader is still to be sent. A newer state of a campaign takes the place of an older one that was not sent yet,
 * so that a slow reader gets fewer and never wrong numbers; one that falls far behind is let go, and resumes.
 */
const MOST_WAITING = 5_000;
/** Characters: a reader that stopped reading costs no more than this. */
const MOST_WAITING_LENGTH = 4_000_000;
const TEXTS_AT_ONCE = 100;

type Step = IteratorResult<string, undefined>;

/** Its own iterator, not a generator: `return` has to be heard before the first `next` and while one is waiting, too. */
export class Outbox implements AsyncIterable<string>, AsyncIterator<string, undefined> {
  #waiting: Array<{ key: string | null; text: string }> = [];
  #length = 0;
  #asking: ((step: Step) => void) | undefined;
  #closed = false;
  readonly #onClose: () => void;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @param key what an older text of the same key is replaced by; null = never */
  add(key: string | null, text: string): void {
    if (this.#closed) return;
    if (key !== null) this.#drop(key);
    this.#waiting.push({ key, text });
    this.#length += text.length;
    if (this.#waiting.length > MOST_WAITING || this.#length > MOST_WAITING_LENGTH) {
      // What was sent so far is whole; with the rest the reader would only fall further behind.
      this.#forget();
      this.close();
      return;
    }
    this.#hand();
  }

  /** What waits is still sent, and then the stream ends. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#hand();
    this.#onClose();
  }

  next(): Promise<Step> {
    return new Promise((resolve) => {
      this.#asking = resolve;
      this.#hand();
    });
  }

  async return(): Promise<Step> {
    this.#forget();
    this.close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #drop(key: string): void {
    const at = this.#waiting.findIndex((one) => one.key === key);
    if (at < 0) return;
    const [dropped] = this.#waiting.splice(at, 1);
    this.#length -= dropped!.text.length;
  }

  #forget(): void {
    this.#waiting = [];
    this.#length = 0;
  }

  #hand(): void {
    const asking = this.#asking;
    if (!asking || (this.#waiting.length === 0 && !this.#closed)) return;
    this.#asking = undefined;
    const texts = this.#waiting.splice(0, TEXTS_AT_ONCE).map((one) => one.text);
    for (const text of texts) this.#length -= text.length;
    asking(texts.length === 0 ? { done: true, value: undefined } : { done: false, value: texts.join("") });
  }
}
