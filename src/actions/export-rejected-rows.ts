/** The rows that did not go in, as a CSV file in the columns of the file they came from. */
import { rejectedHeader, rejectedLine } from "#imports/rejected.ts";
import { readRejected } from "#store/import-rows.ts";
import type { Sql } from "#store/db.ts";

const CHUNK = 1_000;

/** Text in pieces; only the header when every row is ready. */
export async function* exportRejectedRows(
  db: Sql,
  { importId, columnNames, rows }: { importId: number; columnNames: readonly string[]; rows: number },
): AsyncGenerator<string> {
  yield rejectedHeader(columnNames);
  for (let after = 0; after < rows; after += CHUNK) {
    const rejected = await readRejected(db, importId, { after, until: after + CHUNK });
    for (const { cells, reason } of rejected) yield rejectedLine(cells, columnNames.length, reason);
  }
}
