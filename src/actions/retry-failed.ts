import type { Outcome } from "#domain/call/outcomes.ts";
import { outcomeFacts } from "#domain/call/outcomes.ts";
import { Refusal } from "#domain/errors.ts";
import { makeDueAgain } from "#store/campaign-writes.ts";
import { type CampaignRequest, changeCampaign, makeMove, requireMove } from "./campaign-change.ts";
import { preflight } from "./preflight.ts";

/**
 * Calls the contacts of a completed campaign again whose status is among these outcomes, each with a fresh budget of
 * tries; invalid numbers and the do-not-call list are left out, history stays. Gives how many.
 */
export async function retryFailed(request: CampaignRequest, outcomes: readonly Outcome[]): Promise<number> {
  return changeCampaign(request, async (transaction, campaign) => {
    requireMove("retry_failed", campaign.status);
    const statuses = outcomes.map((outcome) => outcomeFacts[outcome].contactStatus);
    const now = new Date(request.now);
    const count = await makeDueAgain(transaction, request.campaignId, statuses, now);
    if (count === 0)
      throw new Refusal(
        "campaign_not_retryable",
        `No contact that ended as ${outcomes.join(" or ")} can be called again: invalid numbers and the do-not-call list are left out.`,
      );
    const found = await preflight(transaction, request.organisationId, request.campaignId, request.now);
    if (found && !found.ready) throw new Refusal("not_ready", found.problems[0]!.message, found.problems);
    await makeMove(transaction, request, {
      name: "retry_failed",
      to: "queued",
      text: `Retry failed: ${count} ${count === 1 ? "contact is" : "contacts are"} called again.`,
      set: { scheduled_at: null, finished_at: null },
    });
    return count;
  });
}
