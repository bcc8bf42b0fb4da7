/** A person confirms the preview; the rows then become contacts in the background. */
import { acceptsContacts } from "#domain/campaign/lifecycle.ts";
import { Refusal } from "#domain/errors.ts";
import { lockCampaign } from "#store/campaign-writes.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { type ContactImport, findImport, lockImportFor, updateImport } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";

/**
 * The import goes to `importing`. With a campaign, every contact that its rows make or match joins that campaign, in the
 * order of the rows; whether the campaign takes contacts is decided now, and a start meanwhile loses none. Refuses
 * `not_found`, `import_wrong_state`, `contacts_not_changeable`, and `invalid` when no row can be imported.
 */
export async function confirmImport(
  db: Sql,
  request: { organisationId: string; importId: number; campaignId: number | null },
): Promise<ContactImport> {
  const { organisationId, importId, campaignId } = request;
  return db.transaction().execute(async (transaction) => {
    if (campaignId !== null) await requireOpenCampaign(transaction, organisationId, campaignId);
    const state = await lockImportFor(transaction, organisationId, importId, "confirm");
    const { rows = 0, ready = 0, duplicate_in_contacts: stored = 0 } = state.counts ?? {};
    if (ready + stored === 0) {
      throw new Refusal(
        "invalid",
        rows === 1
          ? "The only row cannot be imported; its reason says what is wrong with it."
          : `None of the ${rows.toLocaleString("en-US")} rows can be imported; each has a reason that says what is wrong with it.`,
      );
    }
    await updateImport(transaction, state, { status: "importing", campaignId });
    // As of this change: the work may be done before anybody could ask.
    return findImport(transaction, organisationId, importId);
  });
}

async function requireOpenCampaign(
  transaction: Parameters<typeof lockCampaign>[0],
  organisationId: string,
  campaignId: number,
): Promise<void> {
  await lockOrganisation(transaction, organisationId);
  const campaign = await lockCampaign(transaction, organisationId, campaignId);
  if (!campaign) throw new Refusal("not_found", "There is no such campaign in this organisation.");
  if (!acceptsContacts(campaign.status)) {
    throw new Refusal(
      "contacts_not_changeable",
      `The campaign is ${campaign.status}; contacts can be added to a draft, paused or completed one.`,
    );
  }
}
