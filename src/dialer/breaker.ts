/**
 * The circuit breaker: a line on which most calls fail for a fault of our own is given up until a person has looked at
 * it. Busy and no answer never trip it, nor does the far network.
 */
import { callResults, resultFacts } from "#domain/call/outcomes.ts";
import { dialableStatuses } from "#domain/campaign/lifecycle.ts";
import { moveCampaigns } from "#store/campaign-moves.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { countForBreaker, tripBreaker } from "#store/pace.ts";
import type { Sql } from "#store/db.ts";

const SPAN_SECONDS = 120;
const LEAST_FAULTS = 5;
const LEAST_SHARE = 0.5;

export const ourFaults = callResults.filter((result) => resultFacts[result].ourLine);

/** Asked after a fault of our line was written down. Pauses the line's campaigns when there are too many. */
export async function judgeLine(db: Sql, organisationId: string, lineId: number, now: number): Promise<boolean> {
  const since = new Date(now - SPAN_SECONDS * 1000);
  return db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    const { ended, ourFault } = await countForBreaker(transaction, lineId, since, ourFaults);
    if (ourFault < LEAST_FAULTS || ourFault < ended * LEAST_SHARE) return false;
    const campaignIds = await tripBreaker(transaction, lineId, new Date(now));
    const reason =
      `Its line failed ${ourFault} of the last ${ended} calls: the network refused or could not be reached. ` +
      "No contact lost an attempt. Check the line, then resume.";
    await moveCampaigns(transaction, {
      organisationId,
      campaignIds,
      from: dialableStatuses,
      to: "paused",
      reason,
      kind: "paused",
      text: `Paused by the system. ${reason}`,
      actor: { kind: "system", name: "Campanile" },
      now: new Date(now),
    });
    return true;
  });
}
