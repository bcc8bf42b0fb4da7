import type { LineKind } from "#domain/line.ts";
import type { Sql } from "#store/db.ts";
import { findLine, insertLine, type LineFields, type StoredLine } from "#store/lines.ts";

/** @param fields with complete settings of the line's kind */
export async function createLine(
  db: Sql,
  organisationId: string,
  fields: LineFields & { kind: LineKind },
): Promise<StoredLine> {
  return findLine(db, organisationId, await insertLine(db, organisationId, fields));
}
