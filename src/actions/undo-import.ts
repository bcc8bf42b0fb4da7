/** Takes back what an import did, as far as nothing has come of it. */
import { lockOrganisation } from "#store/engine-view.ts";
import { undoChunk } from "#store/contacts-undo.ts";
import { type ContactImport, findImport, lockImportFor, updateImport } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";
import { planRowByRow } from "#store/statistics.ts";

/** Few enough for a transaction that holds nobody up. */
const CHUNK = 1_000;

/**
 * Contacts that the import added go, those it changed are as before, those it let join a campaign leave it. What was
 * called, is in a campaign that has gone on, or was changed since stays; `error` then says how many. Goes in chunks, each
 * whole: after a crash the import is still `done`, and undoing it again does the rest. Refuses `not_found` and
 * `import_wrong_state`.
 */
export async function undoImport(
  db: Sql,
  { organisationId, importId, now }: { organisationId: string; importId: number; now: Date },
): Promise<ContactImport> {
  let kept = 0;
  for (let after = 0, status = "done"; status !== "undone"; after += CHUNK) {
    status = await db.transaction().execute(async (transaction) => {
      await lockOrganisation(transaction, organisationId);
      const state = await lockImportFor(transaction, organisationId, importId, "undo");
      await planRowByRow(transaction);
      kept += await undoChunk(transaction, importId, { after, until: after + CHUNK });
      if (after + CHUNK < state.rows) return state.status;
      await updateImport(transaction, state, { status: "undone", error: whatStayed(kept), finishedAt: now });
      return "undone";
    });
  }
  return findImport(db, organisationId, importId);
}

function whatStayed(kept: number): string | null {
  if (kept === 0) return null;
  return (
    `${kept === 1 ? "One contact" : `${kept.toLocaleString("en-US")} contacts`} stayed: called since, changed since, ` +
    "or in a campaign that has gone on."
  );
}
