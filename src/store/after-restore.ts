/** What a database that comes back from a backup, or is a copy of another, must not do by itself. */
import type { Kysely } from "kysely";
import { dialableStatuses } from "#domain/campaign/lifecycle.ts";
import { databaseNow } from "./callers.ts";
import { moveCampaigns } from "./campaign-moves.ts";
import type { Tables } from "./tables.ts";

/**
 * Pauses the campaigns that were being called or waited for their start: whom they called after the backup, this
 * database does not know. Gives how many.
 *
 * @param backedUpAt ISO 8601, for the sentence that people read
 */
export async function pauseAfterRestore(db: Kysely<Tables>, backedUpAt: string): Promise<number> {
  return pauseDialable(db, {
    name: "Restore",
    reason:
      `Restored from a backup of ${backedUpAt.slice(0, 16).replace("T", " ")} UTC: calls made after it are not known here. ` +
      "Resume to go on.",
  });
}

/**
 * Pauses every campaign, of any organisation, that is being called or waits for its start; gives how many.
 *
 * @param why `name`: what paused them, for the activity; `reason`: the sentence that people read
 */
export async function pauseDialable(db: Kysely<Tables>, why: { name: string; reason: string }): Promise<number> {
  const campaigns = await db
    .selectFrom("campaign")
    .select(["id", "organisation_id"])
    .where("status", "in", [...dialableStatuses])
    .where("deleted_at", "is", null)
    .execute();
  const now = new Date(await databaseNow(db));
  for (const { id, organisation_id: organisationId } of campaigns) {
    await moveCampaigns(db, {
      organisationId,
      campaignIds: [id],
      from: dialableStatuses,
      to: "paused",
      reason: why.reason,
      kind: "paused",
      text: `Paused by the system. ${why.reason}`,
      actor: { kind: "system", name: why.name },
      now,
    });
  }
  return campaigns.length;
}
