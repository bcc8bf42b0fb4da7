/** Changes a line at any time; the engine and the open line see it from the next call on. */
import type { LineKind } from "#domain/line.ts";
import type { Sql } from "#store/db.ts";
import { changeLine, type LineFields, lockLine, type StoredLine } from "#store/lines.ts";

/** Complete settings of a kind from given ones; refuses with `invalid`. */
export type CompleteSettings = (
  kind: LineKind,
  given: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/** What is absent stays, of the settings too. Refuses with `not_found`, or what `complete` refuses. */
export async function updateLine(
  db: Sql,
  organisationId: string,
  id: number,
  change: { [Field in keyof LineFields]?: LineFields[Field] | undefined },
  complete: CompleteSettings,
): Promise<StoredLine> {
  return db.transaction().execute(async (transaction) => {
    const line = await lockLine(transaction, organisationId, id);
    const { name = line.name, active = line.active, settings } = change;
    const changed = settings ? complete(line.kind, { ...line.settings, ...settings }) : line.settings;
    await changeLine(transaction, organisationId, id, { name, active, settings: changed });
    return { ...line, name, active, settings: changed };
  });
}
