/**
 * Rows are judged in a thread of their own: reading a million telephone numbers takes the better part of a minute, in which
 * the thread that answers people and places calls would stand still for milliseconds at a time.
 */
import { Worker } from "node:worker_threads";
import type { ImportMapping } from "#domain/contact/import.ts";
import type { RowVerdict } from "#store/import-verdicts.ts";

/** How the rows of an import are judged. */
export interface Judging {
  columnNames: readonly string[];
  mapping: ImportMapping;
  /** Variables that the campaign's AI employee needs. */
  required: readonly string[];
}

/** Rows that stand together. */
export interface BlockOfRows {
  /** The number of the first row. */
  first: number;
  /** A JSON array of cells for each row, each on a line of its own. */
  cells: string;
  /** Where the rows were judged before, the digits of E.164 of each as they were found then; 0: none. */
  phones?: readonly number[];
}

/** What the thread is asked. */
export interface JudgeRequest extends Judging {
  blocks: readonly BlockOfRows[];
}

/** What rows come to by their own cells. A thing for each row would take the other thread long to receive. */
export interface JudgedBlock {
  first: number;
  /** The digits of E.164 of each row; 0: its cells are not in order. */
  phones: Float64Array;
  /** The rows that are not plainly ready. */
  noted: RowVerdict[];
  /** What the rows with a number give their contacts (import-drafts.ts). */
  drafts: string;
  /** The sets of zones that the drafts name. */
  zoneSets: ReadonlyArray<readonly string[]>;
}

/** A thread with nothing to do for so long is ended; starting one takes a fifth of a second. */
const IDLE_MILLISECONDS = 20_000;

type Waiting = { resolve(blocks: JudgedBlock[]): void; reject(fault: unknown): void };

/** `none ⇄ running`; requests are answered in their order. */
export class JudgeThread {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #waiting: Waiting[] = [];

  /** Judges rows; a thread that dies fails all that it was asked, and the next request starts another. */
  judge(request: JudgeRequest): Promise<JudgedBlock[]> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of ours, no window
      worker.postMessage(request);
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    // Before its end is waited for: what is asked meanwhile is the next thread's.
    this.#fail(new Error("The thread that judges rows was stopped."));
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./judge-worker.ts", import.meta.url));
    worker.on("message", (blocks: JudgedBlock[]) => {
      if (this.#worker !== worker) return;
      this.#waiting.shift()?.resolve(blocks);
      if (this.#waiting.length > 0) return;
      this.#idle = setTimeout(() => void this.stop(), IDLE_MILLISECONDS);
      this.#idle.unref();
    });
    worker.on("error", (fault) => this.#end(worker, fault));
    worker.on("exit", () => this.#end(worker, new Error("The thread that judges rows has ended.")));
    worker.unref();
    return worker;
  }

  #end(worker: Worker, fault: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#fail(fault);
  }

  #fail(fault: unknown): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(fault);
  }
}
