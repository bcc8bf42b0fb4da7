/** Checking an import: chunk after chunk, each row is judged by its cells, then by the rows and lists around it. */
import type { ImportCounts, ImportMapping } from "#domain/contact/import.ts";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { isZone } from "#numbering/zones.ts";
import type { Sql } from "#store/db.ts";
import { countVerdicts, readRows, settleDuplicates, writeVerdicts } from "#store/import-rows.ts";
import { lockAtWork, updateImport } from "#store/imports.ts";
import { planRowByRow } from "#store/statistics.ts";

const CHUNK = 1_000;

/**
 * Judges the next chunk; the import's counts are of the rows judged so far, and so say where to go on after a crash.
 * When no row is left, the import goes to `preview`.
 *
 * @returns the step the import is at then; null when there was nothing to do here: another process has it in hand, or it
 *   has moved on
 */
export async function checkChunk(db: Sql, importId: number, now: Date): Promise<"checking" | "preview" | null> {
  return db.transaction().execute(async (transaction) => {
    const state = await lockAtWork(transaction, importId, "checking");
    if (!state) return null;
    await planRowByRow(transaction);
    const mapping = state.mapping as ImportMapping;
    const counted = state.counts as ImportCounts;
    const rows = await readRows(transaction, importId, { after: counted.rows, until: counted.rows + CHUNK });
    const last = rows.at(-1)?.row;
    if (last === undefined) {
      // Counted anew: a list may have changed meanwhile, and with it the verdict of a row counted before.
      const counts = await countVerdicts(transaction, importId);
      await updateImport(transaction, state, { status: "preview", counts });
      return "preview";
    }
    const judge = rowJudge(state.columnNames, mapping, { readPhone, isZone });
    const judged = rows.map(({ row, cells }) => ({ row, ...judge(cells) }));
    await writeVerdicts(transaction, importId, judged);
    const phones = judged.flatMap(({ verdict, phone }) => (verdict === "ready" && phone !== null ? [phone] : []));
    const scope = { importId, organisationId: state.organisationId, skipsStored: mapping.onDuplicate === "skip", now };
    await settleDuplicates(transaction, scope, phones, last);
    const chunk = await countVerdicts(transaction, importId, { after: counted.rows, until: last });
    await updateImport(transaction, state, { counts: sum(counted, chunk) });
    return "checking";
  });
}

function sum(a: ImportCounts, b: ImportCounts): ImportCounts {
  const keys = Object.keys(a) as Array<keyof ImportCounts>;
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as ImportCounts;
}
