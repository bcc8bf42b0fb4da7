/** The do-not-call list as a file that a spreadsheet opens and an import takes back. */
import type { Sql } from "#store/db.ts";
import { type DoNotCallEntry, type EntryChoice, readDoNotCall } from "#store/do-not-call.ts";
import { BYTE_ORDER_MARK, csvLines } from "./csv-lines.ts";

const columns = {
  phone: (entry) => entry.phone,
  source: (entry) => entry.source,
  note: (entry) => entry.note,
  added_at: (entry) => entry.addedAt.toISOString(),
  expires_at: (entry) => entry.expiresAt?.toISOString() ?? null,
} as const satisfies Record<string, (entry: DoNotCallEntry) => string | null>;

/** A header, then a line for each entry by its number; in portions, so that memory is bounded. */
export async function* doNotCallAsCsv(
  db: Sql,
  organisationId: string,
  choice: EntryChoice,
  now: Date,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLines([Object.keys(columns)]);
  for await (const entries of readDoNotCall(db, organisationId, choice, now))
    yield csvLines(entries.map((entry) => Object.values(columns).map((cell) => cell(entry) ?? "")));
}
