/** A person says what the columns are; every row is then checked in the background. */
import type { ImportMapping } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { checkMapping } from "#imports/mapping.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { noCounts } from "#store/import-rows.ts";
import { type ContactImport, findImport, lockImportFor, updateImport } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";

/**
 * The import goes to `checking`, also from `preview`: the rows are then checked anew. Refuses `not_found`,
 * `import_wrong_state`, and `invalid` for a mapping that does not fit the file.
 */
export async function mapImport(
  db: Sql,
  { organisationId, importId, mapping }: { organisationId: string; importId: number; mapping: ImportMapping },
): Promise<ContactImport> {
  return db.transaction().execute(async (transaction) => {
    const state = await lockImportFor(transaction, organisationId, importId, "map");
    checkCountry(mapping.country);
    checkMapping(mapping, state.columnNames);
    await updateImport(transaction, state, { status: "checking", mapping, counts: noCounts() });
    // As of this change: the work may be done before anybody could ask.
    return findImport(transaction, organisationId, importId);
  });
}

function checkCountry(country: string | null): void {
  try {
    readPhone("", country);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal("invalid", error.message, [{ path: "country", message: error.message }]);
  }
}
