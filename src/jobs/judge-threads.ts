/** Two threads for many rows, where there are two cores: half of the time of an import's check is reading numbers. */
import { availableParallelism } from "node:os";
import { type JudgedRows, type JudgeRequest, JudgeThread } from "./judge-thread.ts";

/** More would leave nothing to the database and to calls. */
const MOST = 2;
/** Characters of rows that are worth another thread, of which each has some 50 MB. */
const MANY = 65_536;

export class JudgeThreads {
  readonly #threads: readonly JudgeThread[];

  constructor(threads = Math.min(MOST, availableParallelism())) {
    this.#threads = Array.from({ length: threads }, () => new JudgeThread());
  }

  /** Judges rows, each thread a part of them. */
  async judge(request: JudgeRequest): Promise<JudgedRows> {
    const parts = request.cells.length < MANY ? [request] : partsOf(request, this.#threads.length);
    const judged = await Promise.all(parts.map((part, at) => this.#threads[at]!.judge(part)));
    const phones = new Float64Array(judged.reduce((rows, part) => rows + part.phones.length, 0));
    for (let at = 0, done = 0; at < judged.length; done += judged[at++]!.phones.length) {
      phones.set(judged[at]!.phones, done);
    }
    return { phones, noted: judged.flatMap(({ noted }) => noted) };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

/** The rows in as many parts of about one size, fewer where rows are long. */
function partsOf(request: JudgeRequest, count: number): JudgeRequest[] {
  const parts: JudgeRequest[] = [];
  let { first, cells } = request;
  for (let left = count; left > 1; left--) {
    const end = cells.indexOf("\n", Math.floor(cells.length / left));
    if (end < 0) break;
    const part = cells.slice(0, end);
    parts.push({ ...request, first, cells: part });
    first += part.split("\n").length;
    cells = cells.slice(end + 1);
  }
  return [...parts, { ...request, first, cells }];
}
