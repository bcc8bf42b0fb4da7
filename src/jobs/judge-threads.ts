/** Two threads for many rows, where there are two cores: half of the time of an import's check is reading numbers. */
import { availableParallelism } from "node:os";
import type { Sql } from "#store/db.ts";
import type { DraftedBlock } from "#store/import-drafts.ts";
import { zoneSetId } from "#store/zone-sets.ts";
import { type JudgedBlock, type JudgeRequest, JudgeThread } from "./judge-thread.ts";

/** More would leave nothing to the database and to calls. */
const MOST = 2;

export class JudgeThreads {
  readonly #threads: readonly JudgeThread[];

  constructor(threads = Math.min(MOST, availableParallelism())) {
    this.#threads = Array.from({ length: threads }, () => new JudgeThread());
  }

  /** Judges rows, each thread some of the blocks. @returns the blocks in their order */
  async judge(request: JudgeRequest): Promise<JudgedBlock[]> {
    const { blocks } = request;
    const each = Math.ceil(blocks.length / this.#threads.length);
    const parts = this.#threads.flatMap((thread, at) => {
      const part = blocks.slice(at * each, (at + 1) * each);
      return part.length > 0 ? [thread.judge({ ...request, blocks: part })] : [];
    });
    return (await Promise.all(parts)).flat();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

/** A judged block as it is kept: sets of zones by their numbers. */
export async function draftedBlock(db: Sql, { first, phones, drafts, zoneSets }: JudgedBlock): Promise<DraftedBlock> {
  const ids: number[] = [];
  for (const zones of zoneSets) ids.push(await zoneSetId(db, zones));
  return { first, phones, drafts, zoneSets: ids };
}
