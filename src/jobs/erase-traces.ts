/**
 * The slow part of erasing people: rows of files that no number leads to, samples of columns, texts, saved filters; then
 * the database's files. Who is to be erased stands in the database until all of it is done, so that a crash forgets nobody;
 * each step may be done twice.
 */
import type { Database } from "#store/db.ts";
import { dropSamples, eraseUnnumberedRows } from "#store/erase-from-files.ts";
import {
  deleteFiltersNaming,
  deleteRefusedRows,
  deleteUnusedLabels,
  endErasures,
  type Erasure,
  nextErasures,
  rewriteTexts,
} from "#store/erasures.ts";
import { personalTables, reclaimTables } from "#store/reclaim.ts";
import { Traces } from "./traces.ts";

/** For what met a fault, and for words that got lost. */
const AGAIN_MILLISECONDS = 5 * 60_000;
const AT_ONCE = 1_000;

export interface ErasingOptions {
  database: Pick<Database, "kind" | "sql" | "listen">;
  onFault(fault: unknown): void;
}

/** Begins with what an earlier process left. @returns how to stop it; resolves when nothing is under way any more */
export async function eraseTraces(options: ErasingOptions): Promise<() => Promise<void>> {
  let stopped = false;
  let working: Promise<unknown> = Promise.resolve();
  const begin = () => {
    working = working.then(() => eraseOnce(options.database, () => stopped)).catch(options.onFault);
  };
  const silence = await options.database.listen("campanile", (payload) => payload === "erasure" && begin(), begin);
  begin();
  const timer = setInterval(begin, AGAIN_MILLISECONDS);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await silence();
    await working;
  };
}

/** All that wait. Stopped before its end, it begins anew at the next start. */
async function eraseOnce(
  { kind, sql }: Pick<Database, "kind" | "sql">,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const done: number[] = [];
  for (let after = { organisationId: "", id: 0 }; ;) {
    const erasures = await nextErasures(sql, after, AT_ONCE);
    const last = erasures.at(-1);
    if (!last) break;
    await erase(sql, last.organisationId, erasures);
    done.push(...erasures.map(({ id }) => id));
    after = last;
    if (isStopped()) return;
  }
  if (done.length === 0) return;
  await reclaimTables(sql, kind, personalTables);
  await endErasures(sql, done);
  await reclaimTables(sql, kind, ["erasure"]);
}

async function erase(db: Database["sql"], organisationId: string, erasures: readonly Erasure[]): Promise<void> {
  const traces = new Traces(erasures);
  // Before rows are validated two people of one name may both be meant to be called; a refused row calls nobody.
  const had = await eraseUnnumberedRows(db, organisationId, (cells, { unread }) =>
    traces.inRow(cells, { byName: !unread }),
  );
  await dropSamples(db, organisationId, [...new Set([...had, ...erasures.flatMap(({ importIds }) => importIds)])]);
  await deleteRefusedRows(db, organisationId, (cells) => traces.inRow(cells, { byName: true }));
  await rewriteTexts(db, organisationId, (text) => traces.without(text));
  await deleteUnusedLabels(db, organisationId);
  await deleteFiltersNaming(db, organisationId, (text) => traces.without(text) !== text);
}
