/** "Why not called yet, and when next": what a contact that is due or planned waits for. */
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { WaitingReason } from "#domain/contact/lifecycle.ts";
import { openness, type Schedule } from "#domain/dialing/windows.ts";

export interface Waiting {
  waitingFor: WaitingReason | null;
  nextAttemptAt: number | null;
}

/**
 * @param planned the contact's `next_attempt_at` (ms) or null; @param reason why it stands in the future, as stored.
 * @param paced whether calls per second hold this campaign back more than places do.
 */
export function whyWaiting(
  planned: number | null,
  reason: WaitingReason | null,
  campaign: { status: CampaignStatus; scheduledAt: number | null; schedule: Schedule; paced: boolean },
  zones: readonly string[],
  now: number,
): Waiting {
  if (planned === null) return { waitingFor: null, nextAttemptAt: null };
  if (planned > now) return { waitingFor: reason, nextAttemptAt: planned };
  const { status, scheduledAt, schedule } = campaign;
  if (status === "draft" || status === "paused") return { waitingFor: "start", nextAttemptAt: null };
  if (scheduledAt !== null && scheduledAt > now) return { waitingFor: "start", nextAttemptAt: scheduledAt };
  const state = openness(schedule, zones, now);
  if (state.open) return { waitingFor: campaign.paced ? "rate" : "concurrency", nextAttemptAt: null };
  if (state.reason === "no_timezone") return { waitingFor: null, nextAttemptAt: null };
  return { waitingFor: state.reason, nextAttemptAt: state.opensAt };
}
