import { resumedStatus } from "#domain/campaign/lifecycle.ts";
import { Refusal } from "#domain/errors.ts";
import { readCampaigns } from "#store/campaigns.ts";
import { type CampaignRequest, changeCampaign, makeMove, requireMove } from "./campaign-change.ts";
import { preflight } from "./preflight.ts";

/** Goes on from where it was paused; back to its queue, start time and all, when nobody was called yet. */
export async function resumeCampaign(request: CampaignRequest): Promise<void> {
  await changeCampaign(request, async (transaction, campaign) => {
    requireMove("resume", campaign.status);
    const found = await preflight(transaction, request.organisationId, request.campaignId, request.now);
    // A paused campaign with nobody left to call is resumed all the same: it completes.
    const problems = found?.problems.filter((problem) => problem.path !== "contacts") ?? [];
    if (problems.length > 0) throw new Refusal("not_ready", problems[0]!.message, problems);
    const [record] = await readCampaigns(transaction, request.organisationId, [request.campaignId]);
    const to = resumedStatus(record?.tallies.attempts ?? 0);
    await makeMove(transaction, request, { name: "resume", to, text: "Resumed." });
  });
}
