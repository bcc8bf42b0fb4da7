import { type CampaignRequest, changeCampaign, makeMove, requireMove } from "./campaign-change.ts";

/** From its answer on no new call is claimed, and a claimed one is not dialled; calls in flight finish. */
export async function pauseCampaign(request: CampaignRequest): Promise<void> {
  await changeCampaign(request, async (transaction, campaign) => {
    requireMove("pause", campaign.status);
    await makeMove(transaction, request, { name: "pause", to: "paused", text: "Paused." });
  });
}
