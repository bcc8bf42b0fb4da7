/** Calls, and contacts of a campaign: what became of them, why somebody is not called yet, and when next. */
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { Answer } from "../../lib/api.ts";
import { momentWithin, nameOf } from "../../lib/format.ts";
import { callWords, nextWords, outcomeSentences, resultWords, skipWords, waitingWords } from "../../words/calls.ts";

export type Call = Answer<"listCampaignCalls">["items"][number];
export type CampaignContact = Answer<"listCampaignContacts">["items"][number];

/** Who was called: the name, and the number where there is no name or the contact was deleted. */
export const calledName = ({ contact, to }: Pick<Call, "contact" | "to">): string =>
  contact === null ? to : nameOf(contact);

/** "Why not called yet, and when next", in words; null where nothing comes next. */
export function whatIsNext(one: CampaignContact, campaign: CampaignStatus): string | null {
  const { status, skipReason, waitingFor, nextAttemptAt, attempts } = one;
  if (status === "in_progress") return nextWords.now;
  if (status === "skipped") return skipReason === null ? null : skipWords[skipReason];
  if (status === "canceled") return nextWords.stopped;
  const when = nextAttemptAt === null ? null : momentWithin(nextAttemptAt);
  if (waitingFor === "start" && campaign === "paused") return nextWords.paused;
  if (waitingFor !== null) return waitingWords[waitingFor](when, attempts);
  if (when !== null) return nextWords.next(attempts + 1, when);
  if (status === "pending") return nextWords.inLine;
  return status === "success" ? null : nextWords.noMore;
}

/** What came of a call that has no summary: its result, else what the network said. */
export function whatHappened(call: Pick<Call, "result" | "outcome"> & Partial<Pick<Call, "state" | "cause">>): string {
  if (call.result !== null) return resultWords[call.result];
  if (call.outcome === null)
    return call.state === undefined || call.state === "ended" ? callWords.calledOff : callWords.goingOn;
  if (call.cause?.text && call.outcome === "failed") return call.cause.text;
  return outcomeSentences[call.outcome];
}
