/** Nobody is called more often than the retries, the presses of "Retry failed" and their own wishes allow. */
import type { Ring } from "../referee/record.ts";
import type { Facts } from "./facts.ts";

/** Asked for by the person on the call, so that no retry pays for it; or our own line's fault, which costs nobody. */
const free = ["callback", "trunk_rejected", "trunk_unreachable"];

export function attemptsWithinBudget(facts: Facts): string[] {
  const rings = new Map(facts.rings.map((ring) => [ring.key, ring]));
  return facts.campaigns.flatMap((campaign) => {
    const presses = facts.deeds.filter(
      (deed) =>
        deed.kind === "retry failed" && deed.campaignId === campaign.id && (deed.done || deed.answeredAt === null),
    ).length;
    const budget = (1 + campaign.maxRetries) * (1 + presses);
    const byContact = Map.groupBy(
      facts.calls.filter((call) => call.campaignId === campaign.id),
      (call) => call.contactId,
    );
    return [...byContact].flatMap(([contactId, calls]) => {
      const rung = calls.filter((call) => costs(rings.get(call.key)));
      const wishes = calls.filter((call) => call.result !== null && free.includes(call.result)).length;
      if (rung.length <= budget + wishes) return [];
      return [
        `Contact ${contactId} of campaign ${campaign.id} was rung ${rung.length} times, where ${budget} and ${wishes} more may be.`,
      ];
    });
  });
}

/** One that we gave up before an answer leaves the contact's budget whole. */
function costs(ring: Ring | undefined): boolean {
  return ring !== undefined && ring.ending?.kind !== "canceled";
}
