/** What a row says of its campaign beside numbers. */
import { around, momentWithin } from "../../lib/format.ts";
import { missingWords, noteWords, sinceWords } from "../../words/campaign-actions.ts";
import { firstUnfinishedStep } from "./address.ts";
import type { Campaign } from "./kept.ts";

/** Below its name: since when it is as it is, by whom, and what it is for. */
export function sinceOf(campaign: Campaign): string {
  const { description } = campaign;
  const since = lastMove(campaign);
  return description === null || description === "" ? since : sinceWords.withAbout(since, description);
}

function lastMove({ status, startedAt, finishedAt, createdAt, createdBy, lastMoves }: Campaign): string {
  const { start, pause, cancel } = lastMoves;
  if (finishedAt !== null)
    return status === "canceled"
      ? sinceWords.stopped(momentWithin(finishedAt), by(cancel))
      : sinceWords.finished(momentWithin(finishedAt));
  if (status === "paused" && pause) return sinceWords.paused(momentWithin(pause.at), by(pause));
  if (startedAt !== null) return sinceWords.started(momentWithin(startedAt), by(start));
  const scheduler = status === "queued" ? by(start) : null;
  return scheduler === null ? sinceWords.made(momentWithin(createdAt), createdBy) : sinceWords.scheduled(scheduler);
}

const by = (move: Campaign["lastMoves"][keyof Campaign["lastMoves"]]): string | null => move?.actor.name ?? null;

/** Below its status: what comes next, or what is left. */
export function noteOf(campaign: Campaign, now: number = Date.now()): string | null {
  const { status, statusReason, counts, retryable, scheduledAt, estimatedFinishAt } = campaign;
  const later = scheduledAt !== null && new Date(scheduledAt).getTime() > now;
  const done = estimatedFinishAt === null ? null : noteWords.done(around(estimatedFinishAt, new Date(now)));
  const waiting = counts.pending + counts.retrying;
  switch (status) {
    case "draft":
      return missingWords[firstUnfinishedStep(campaign)];
    case "queued":
      return later ? noteWords.starts(momentWithin(scheduledAt, new Date(now))) : (statusReason ?? done);
    case "running":
      return done ?? statusReason;
    case "paused":
      return statusReason ?? (waiting > 0 ? noteWords.waiting(waiting) : null);
    case "completed":
      return retryable > 0 ? noteWords.retryable(retryable) : null;
    case "canceled":
      return counts.canceled > 0 ? noteWords.notCalled(counts.canceled) : null;
  }
}
