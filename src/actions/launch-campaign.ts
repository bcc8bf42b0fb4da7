import { Refusal } from "#domain/errors.ts";
import { type CampaignRequest, changeCampaign, makeMove, requireMove } from "./campaign-change.ts";
import { preflight } from "./preflight.ts";

/**
 * Starts a draft, now or at an instant: it is queued, and the engine goes on. Refuses with each missing thing; of two at
 * once, one starts it and the other is told that it is started.
 */
export async function launchCampaign(request: CampaignRequest, at: string | null): Promise<void> {
  await changeCampaign(request, async (transaction, campaign) => {
    requireMove("start", campaign.status);
    const later = at !== null && Date.parse(at) > request.now ? new Date(at) : null;
    const { organisationId, campaignId, now } = request;
    const found = await preflight(transaction, organisationId, campaignId, now, later?.getTime() ?? null);
    if (found && !found.ready) {
      const [first] = found.problems;
      const more = found.problems.length > 1 ? ` (${found.problems.length} things are missing.)` : "";
      throw new Refusal("not_ready", `${first!.message}${more}`, found.problems);
    }
    await makeMove(transaction, request, {
      name: "start",
      to: "queued",
      text: later ? `Launched, to start at ${later.toISOString()}.` : "Launched.",
      set: { scheduled_at: later },
    });
  });
}
