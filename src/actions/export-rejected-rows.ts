/** The rows that did not go in, as a CSV file in the columns of the file they came from. */
import { rejectedHeader, rejectedLine } from "#imports/rejected.ts";
import { rejectedAfter } from "#store/import-rows.ts";
import type { Sql } from "#store/db.ts";

const CHUNK = 100;

/** Text in pieces; only the header when every row is ready. */
export async function* exportRejectedRows(
  db: Sql,
  { importId, columnNames }: { importId: number; columnNames: readonly string[] },
): AsyncGenerator<string> {
  yield rejectedHeader(columnNames);
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows = await rejectedAfter(db, importId, after, CHUNK);
    if (rows.length > 0) {
      yield rows.map(({ cells, reason }) => rejectedLine(cells, columnNames.length, reason)).join("");
    }
    after = rows.at(-1)?.row;
  }
}
