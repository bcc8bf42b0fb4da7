/** The rows that did not go in, as a CSV file in the columns of the file they came from. */
import { rejectedHeader, rejectedLine } from "#imports/rejected.ts";
import { readRejected } from "#store/import-preview.ts";
import { findImport, requireAction } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";

const CHUNK = 1_000;

/**
 * The file in pieces; only the header when every row is ready. Refuses with `not_found`, and `import_wrong_state` while not
 * every row has a verdict.
 */
export async function exportRejectedRows(
  db: Sql,
  organisationId: string,
  importId: number,
): Promise<AsyncIterable<string>> {
  const { status, columns, rows } = await findImport(db, organisationId, importId);
  requireAction(status, "see_verdicts");
  const names = columns.map(({ name }) => name);
  return pieces(db, importId, names, rows);
}

async function* pieces(db: Sql, importId: number, names: readonly string[], rows: number): AsyncGenerator<string> {
  yield rejectedHeader(names);
  for (let after = 0; after < rows; after += CHUNK) {
    const rejected = await readRejected(db, importId, { after, until: after + CHUNK });
    for (const { cells, reason } of rejected) yield rejectedLine(cells, names.length, reason);
  }
}
