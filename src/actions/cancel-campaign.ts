import { finishCancel } from "#store/campaign-moves.ts";
import { type CampaignRequest, changeCampaign, makeMove, requireMove } from "./campaign-change.ts";

/**
 * Stops it for good. The move comes first and alone, so that dialling ends at once; then pending contacts become canceled
 * and planned retries are dropped, in steps that the engine takes up again should this process die in between.
 */
export async function cancelCampaign(request: CampaignRequest): Promise<void> {
  await changeCampaign(request, async (transaction, campaign) => {
    requireMove("cancel", campaign.status);
    await makeMove(transaction, request, {
      name: "cancel",
      to: "canceled",
      text: "Stopped. Contacts not called yet are canceled; calls in flight finish.",
      set: { finished_at: new Date(request.now) },
    });
  });
  await finishCancel(request.db, request.campaignId);
}
