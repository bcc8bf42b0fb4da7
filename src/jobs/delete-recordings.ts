/**
 * Deletes the recordings of conversations that are deleted. Their names stand in the database until the files are gone, so
 * that neither a crash nor a disk that refuses leaves somebody's voice behind.
 */
import type { Database } from "#store/db.ts";
import type { Recordings } from "#recordings/recordings.ts";
import { forgetRemovedRecording, listRemovedRecordings } from "#store/recordings.ts";

/** For files that could not be deleted, and for words that got lost. */
const AGAIN_MILLISECONDS = 5 * 60_000;
/** Longer than any call: what was begun before belongs to a process that is no more. */
const UNFINISHED_MILLISECONDS = 24 * 60 * 60_000;
const AT_ONCE = 500;

export interface DeletingOptions {
  database: Pick<Database, "sql" | "listen">;
  recordings: Recordings;
  /** Hears of files that stay, once a round; they are tried again. */
  onFault(fault: unknown): void;
  /** For tests. */
  againMilliseconds?: number;
}

/** Begins with what an earlier process left. @returns how to stop it; resolves when nothing is under way any more */
export async function deleteRecordings(options: DeletingOptions): Promise<() => Promise<void>> {
  const { database, recordings, onFault } = options;
  let stopped = false;
  let working: Promise<unknown> = Promise.resolve();
  const begin = () => {
    working = working.then(() => round(options, () => stopped)).catch(onFault);
  };
  const silence = await database.listen("campanile", (payload) => payload === "recordings" && begin(), begin);
  working = recordings.deleteUnfinished(new Date(Date.now() - UNFINISHED_MILLISECONDS)).catch(onFault);
  begin();
  const timer = setInterval(begin, options.againMilliseconds ?? AGAIN_MILLISECONDS);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await silence();
    await working;
  };
}

/** Tries each once. @throws the first fault, after the others were tried */
async function round({ database, recordings }: DeletingOptions, isStopped: () => boolean): Promise<void> {
  const faults: unknown[] = [];
  let names: string[] = [];
  do {
    names = await listRemovedRecordings(database.sql, names.at(-1) ?? "", AT_ONCE);
    for (const name of names) {
      if (isStopped()) return;
      try {
        await recordings.delete(name);
        await forgetRemovedRecording(database.sql, name);
      } catch (fault) {
        faults.push(fault);
      }
    }
  } while (names.length === AT_ONCE);
  if (faults.length > 0) throw new Error(`${faults.length} recordings could not be deleted`, { cause: faults[0] });
}
