/** A person says what the columns are; every row is then checked in the background. */
import type { ImportMapping } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { checkMapping } from "#imports/mapping.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { readCampaigns } from "#store/campaigns.ts";
import { rememberMapping } from "#store/import-mappings.ts";
import { type ContactImport, findImport, lockImportFor, noWork, updateImport } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";
import { readId } from "#store/ids.ts";

/**
 * The import goes to `checking`, also from `preview`: the rows are then checked anew. The mapping is remembered for the
 * next file with these columns. Refuses `not_found`, `import_wrong_state`, and `invalid` for a mapping that does not fit
 * the file.
 */
export async function mapImport(
  db: Sql,
  { organisationId, importId, mapping }: { organisationId: string; importId: number; mapping: ImportMapping },
): Promise<ContactImport> {
  return db.transaction().execute(async (transaction) => {
    const state = await lockImportFor(transaction, organisationId, importId, "map");
    checkCountry(mapping.country);
    checkMapping(mapping, state.columnNames);
    await checkCampaign(transaction, organisationId, mapping.campaignId ?? null);
    await updateImport(transaction, state, { status: "checking", mapping, counts: noWork() });
    if (state.headerKey !== null) await rememberMapping(transaction, organisationId, state.headerKey, mapping);
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

async function checkCampaign(db: Sql, organisationId: string, campaignId: string | null): Promise<void> {
  if (campaignId === null) return;
  const id = readId(campaignId);
  const found = id === null ? [] : await readCampaigns(db, organisationId, [id]);
  if (found.length === 0) throw new Refusal("not_found", "There is no such campaign in this organisation.");
}
