/** The rows of a file of people who must not be called that could not be listed, in the file's own columns and encoding. */
import { Readable } from "node:stream";
import type { Encoding } from "#domain/contact/file-format.ts";
import { rejectedHeader, rejectedLine } from "#imports/rejected.ts";
import type { Sql } from "#store/db.ts";
import { findDoNotCallImport, readRefusedRows } from "#store/do-not-call-imports.ts";

const CHUNK = 1_000;

/** Refuses with `not_found`. */
export async function exportRefusedNumbers(
  db: Sql,
  organisationId: string,
  importId: number,
): Promise<{ encoding: Encoding; bytes: Readable }> {
  const { columns, format } = await findDoNotCallImport(db, organisationId, importId);
  async function* lines(): AsyncGenerator<Buffer> {
    yield rejectedHeader(columns, format);
    for (let after = 0; ;) {
      const rows = await readRefusedRows(db, importId, after, CHUNK);
      const last = rows.at(-1);
      if (!last) return;
      yield Buffer.concat(rows.map(({ cells, reason }) => rejectedLine(cells, columns.length, reason, format)));
      after = last.row;
    }
  }
  return { encoding: format.encoding ?? "utf-8", bytes: Readable.from(lines(), { objectMode: false }) };
}
