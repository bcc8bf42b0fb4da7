/** Bringing in an import: chunk after chunk, rows become contacts and join their campaign, each chunk whole or not at all. */
import { makeMove } from "#actions/campaign-change.ts";
import { canMove } from "#domain/campaign/lifecycle.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import { contactZones } from "#numbering/zones.ts";
import { noteActivity } from "#store/campaign-moves.ts";
import { addContacts, type CampaignRow, lockCampaign } from "#store/campaign-writes.ts";
import { comingRows, contactsOfRows, hasPendingContacts, importChunk, noteJoining } from "#store/contacts-import.ts";
import type { Sql, SqlTransaction } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { announceImport, type ImportState, lockAtWork, updateImport } from "#store/imports.ts";
import { zoneSetId } from "#store/zone-sets.ts";
import { planRowByRow } from "#store/statistics.ts";

const CHUNK = 1_000;

const actor = { kind: "system", name: "Campanile" } as const;

/**
 * Brings in the chunk of rows after a row. When none is left, the import is `done`.
 *
 * @param seen the import as it was found at work; its campaign never changes
 * @returns the last row of the chunk, after which the next begins; null when there was nothing to do here: another process
 *   has the import in hand, or it has moved on
 */
export async function bringInChunk(db: Sql, seen: ImportState, after: number, now: Date): Promise<number | null> {
  return db.transaction().execute(async (transaction) => {
    const campaign = await lockJoined(transaction, seen);
    const state = await lockAtWork(transaction, seen.id, "importing");
    if (!state) return null;
    await planRowByRow(transaction);
    if (after >= (state.counts?.rows ?? 0)) {
      await finish(transaction, state, campaign, now);
      return after;
    }
    const until = after + CHUNK;
    const rows: Array<{ row: number; zoneSet: number }> = [];
    for (const { row, phone, timezone } of await comingRows(transaction, seen.id, { after, until })) {
      rows.push({ row, zoneSet: await zoneSetId(transaction, contactZones(phone, timezone)) });
    }
    const { onDuplicate } = state.mapping as ImportMapping;
    const chunk = { importId: seen.id, organisationId: seen.organisationId, onDuplicate, rows, now };
    await importChunk(transaction, chunk);
    if (campaign && isOpen(campaign)) {
      await noteJoining(transaction, chunk, campaign.id);
      await addContacts(transaction, seen.organisationId, campaign.id, contactsOfRows(chunk), now);
    }
    await announceImport(transaction, state);
    return until;
  });
}

/** That contacts may join was decided when the import was confirmed; a start since then loses none of them. */
function isOpen({ status }: CampaignRow): boolean {
  return status !== "canceled";
}

/** The campaign that the contacts join, locked in the engine's order: organisation, campaign, then contacts. */
async function lockJoined(
  transaction: SqlTransaction,
  { organisationId, campaignId }: ImportState,
): Promise<CampaignRow | undefined> {
  if (campaignId === null) return undefined;
  await lockOrganisation(transaction, organisationId);
  return lockCampaign(transaction, organisationId, campaignId);
}

async function finish(
  transaction: SqlTransaction,
  state: ImportState,
  campaign: CampaignRow | undefined,
  now: Date,
): Promise<void> {
  const lost = state.campaignId !== null && !(campaign && isOpen(campaign));
  await updateImport(transaction, state, {
    status: "done",
    error: lost ? "The campaign was stopped or deleted before all of these contacts had joined it." : null,
    finishedAt: now,
  });
  if (!campaign || lost) return;

  const { organisationId, fileName } = state;
  const text = `The contacts of ${fileName} were added.`;
  if (canMove("reopen", campaign.status)) {
    if (!(await hasPendingContacts(transaction, campaign.id))) return;
    const request = { db: transaction, organisationId, campaignId: campaign.id, actor, now: now.getTime() };
    const set = { scheduled_at: null, finished_at: null };
    await makeMove(transaction, request, { name: "reopen", to: "queued", text: `Reopened: ${text}`, set });
    return;
  }
  const kind = "contacts_added";
  await noteActivity(transaction, { organisationId, campaignIds: [campaign.id], kind, text, actor, now });
}
