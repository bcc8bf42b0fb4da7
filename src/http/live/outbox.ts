/**
 * What one reader is still to be sent. A newer state of a campaign takes the place of an older one that was not sent yet,
 * so that a slow reader gets fewer and never wrong numbers; one that falls far behind is let go, and resumes.
 */
const MOST_WAITING = 5_000;

export class Outbox implements AsyncIterable<string> {
  #waiting: Array<{ key: string | null; text: string }> = [];
  #wake: (() => void) | undefined;
  #closed = false;
  readonly #onClose: () => void;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  /** @param key what an older text of the same key is replaced by; null = never */
  add(key: string | null, text: string): void {
    if (this.#closed) return;
    if (key !== null) this.#waiting = this.#waiting.filter((one) => one.key !== key);
    this.#waiting.push({ key, text });
    if (this.#waiting.length > MOST_WAITING) this.close();
    this.#wake?.();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wake?.();
    this.#onClose();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    try {
      for (;;) {
        while (this.#waiting.length > 0) {
          const texts = this.#waiting.splice(0, 100);
          yield texts.map((one) => one.text).join("");
        }
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    } finally {
      this.close();
    }
  }
}
