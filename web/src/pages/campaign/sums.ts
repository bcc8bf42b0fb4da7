/** Sums over a campaign's counts, by the domain's own tables. */
import { outcomeFacts, outcomes } from "#domain/call/outcomes.ts";
import type { Answer } from "../../lib/api.ts";

export type Campaign = Answer<"getCampaign">;
type Counts = Campaign["counts"];

function sum(counts: Counts, countsAs: "completed" | "answered"): number {
  return outcomes
    .filter((outcome) => outcomeFacts[outcome].countsAs[countsAs])
    .reduce((total, outcome) => total + counts[outcomeFacts[outcome].contactStatus], 0);
}

/** Success, voicemail, no answer and busy. */
export const completedOf = (counts: Counts): number => sum(counts, "completed");
/** Success and voicemail. */
export const answeredOf = (counts: Counts): number => sum(counts, "answered");
/** Contacts that were called at least once, those being called now included. */
export const calledOf = ({ total, pending, skipped, canceled }: Counts): number => total - pending - skipped - canceled;
/** Contacts whose first call is not over. */
export const toGoOf = ({ pending, in_progress: calling }: Counts): number => pending + calling;
