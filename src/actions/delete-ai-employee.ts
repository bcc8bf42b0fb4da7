/** Deletes an AI employee that no campaign still needs; finished campaigns keep its name. */
import { movableFrom } from "#domain/campaign/lifecycle.ts";
import { Refusal } from "#domain/errors.ts";
import { countCampaignsOf, removeAiEmployee } from "#store/ai-employees.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";

/** The statuses from which a campaign still goes on to call. */
const unfinished = [...movableFrom("start"), ...movableFrom("pause"), ...movableFrom("resume")];

/** Refuses with `not_found`, or `in_use` while campaigns that have calls to make are its. */
export async function deleteAiEmployee(db: Sql, organisationId: string, id: number, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    const campaigns = await countCampaignsOf(transaction, organisationId, id, unfinished);
    if (campaigns > 0) {
      const many = campaigns === 1 ? "1 campaign that is" : `${campaigns} campaigns that are`;
      throw new Refusal(
        "in_use",
        `This AI employee belongs to ${many} not finished; give ${campaigns === 1 ? "it" : "them"} another, or stop ` +
          `${campaigns === 1 ? "it" : "them"}, first.`,
      );
    }
    await removeAiEmployee(transaction, organisationId, id, now);
  });
}
