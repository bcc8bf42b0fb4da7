/** The rows that did not go in, as a CSV file in the columns and the encoding of the file they came from. */
import { Readable } from "node:stream";
import type { Encoding } from "#domain/contact/file-format.ts";
import { rejectedHeader, rejectedLine, type RejectedFormat } from "#imports/rejected.ts";
import { readRejected } from "#store/import-preview.ts";
import { findImport, requireAction } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";

const CHUNK = 1_000;

export interface RejectedRows {
  /** Of `bytes`, by its WHATWG name. */
  encoding: Encoding;
  bytes: Readable;
}

/**
 * The file; only its header when every row is ready. Refuses with `not_found`, and `import_wrong_state` while not every row
 * has a verdict.
 */
export async function exportRejectedRows(db: Sql, organisationId: string, importId: number): Promise<RejectedRows> {
  const { status, columns, rows, format } = await findImport(db, organisationId, importId);
  requireAction(status, "see_verdicts");
  const names = columns.map(({ name }) => name);
  const pieces = linesOf(db, { importId, names, rows, format });
  return { encoding: format.encoding ?? "utf-8", bytes: Readable.from(pieces, { objectMode: false }) };
}

interface Asked {
  importId: number;
  names: readonly string[];
  rows: number;
  format: RejectedFormat;
}

async function* linesOf(db: Sql, { importId, names, rows, format }: Asked): AsyncGenerator<Buffer> {
  yield rejectedHeader(names, format);
  for (let after = 0; after < rows;) {
    const rejected = await readRejected(db, importId, { after, until: after + CHUNK });
    after = rejected.until;
    const lines = rejected.rows.map(({ cells, reason }) => rejectedLine(cells, names.length, reason, format));
    // A readable stream of nothing but bytes takes an empty piece for its end.
    if (lines.length > 0) yield Buffer.concat(lines);
  }
}
