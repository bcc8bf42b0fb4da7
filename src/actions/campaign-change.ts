/** What every change of one campaign has in common: the organisation's lock, the row, and refusals in one voice. */
import {
  campaignMoves,
  type CampaignMoveName,
  canMove,
  type CampaignStatus,
  movableFrom,
} from "#domain/campaign/lifecycle.ts";
import { Refusal, type RefusalCode } from "#domain/errors.ts";
import { type Actor, moveCampaigns } from "#store/campaign-moves.ts";
import { type CampaignRow, lockCampaign } from "#store/campaign-writes.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import type { Sql, SqlTransaction } from "#store/db.ts";

/** Who asks for which campaign, and when. */
export interface CampaignRequest {
  db: Sql;
  organisationId: string;
  campaignId: number;
  actor: Actor;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Runs a change of one campaign while no claim of its organisation is under way: when it has answered, the engine goes by
 * it. Refuses `not_found` where the organisation has no such campaign.
 */
export async function changeCampaign<T>(
  request: CampaignRequest,
  change: (transaction: SqlTransaction, campaign: CampaignRow) => Promise<T>,
): Promise<T> {
  const { db, organisationId, campaignId } = request;
  return db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    const campaign = await lockCampaign(transaction, organisationId, campaignId);
    if (!campaign) throw campaignNotFound();
    return change(transaction, campaign);
  });
}

export function campaignNotFound(): Refusal {
  return new Refusal("not_found", "There is no such campaign; it may have been deleted.");
}

const moveRefusals: Partial<Record<CampaignMoveName, { code: RefusalCode; verb: string }>> = {
  start: { code: "campaign_not_startable", verb: "started" },
  pause: { code: "campaign_not_pausable", verb: "paused" },
  resume: { code: "campaign_not_resumable", verb: "resumed" },
  cancel: { code: "campaign_not_cancelable", verb: "stopped" },
  retry_failed: { code: "campaign_not_retryable", verb: "retried" },
};

/** Refuses a move that the table of moves does not have from this status. */
export function requireMove(name: CampaignMoveName, status: CampaignStatus): void {
  if (canMove(name, status)) return;
  const { code, verb } = moveRefusals[name]!;
  const from = movableFrom(name).join(" or ");
  throw new Refusal(code, `The campaign is ${status}; only one that is ${from} can be ${verb}.`);
}

/** Makes a move that was found to be allowed, with its line in the activity log. */
export async function makeMove(
  transaction: SqlTransaction,
  request: CampaignRequest,
  move: {
    name: CampaignMoveName;
    to: CampaignStatus;
    text: string;
    set?: { scheduled_at?: Date | null; finished_at?: Date | null };
  },
): Promise<void> {
  const { organisationId, campaignId, actor } = request;
  await moveCampaigns(transaction, {
    organisationId,
    campaignIds: [campaignId],
    from: campaignMoves.filter((one) => one.name === move.name && one.to === move.to).map((one) => one.from),
    to: move.to,
    kind: move.name,
    text: move.text,
    actor,
    now: new Date(request.now),
    ...(move.set ? { set: move.set } : {}),
  });
}
