/** One claim of one organisation: everything between taking its lock and letting it go, in one transaction. */
import type { Pace } from "#domain/dialing/pacing.ts";
import { dialableStatuses } from "#domain/campaign/lifecycle.ts";
import { type Actor, moveCampaigns } from "#store/campaign-moves.ts";
import { claim, type ClaimedCall, type DueQuestion, skipWithoutZone } from "#store/claim.ts";
import { lockOrganisation, type OrganisationView, planByIndex, readOrganisation } from "#store/engine-view.ts";
import { writePaces } from "#store/pace.ts";
import { completeFinished } from "#store/settle.ts";
import type { Sql, SqlTransaction } from "#store/db.ts";
import { type Plan, planClaim } from "./plan.ts";
import type { Schedules } from "./schedules.ts";

export interface ClaimTurn {
  view: OrganisationView;
  claimed: ClaimedCall[];
  /** Campaigns that had fewer due contacts than they were offered places. */
  dry: number[];
  questions: DueQuestion[];
  wakeAt: number | null;
  /** Whether another claim at once may find more. */
  more: boolean;
}

const engine: Actor = { kind: "system", name: "Campanile" };

export async function claimTurn(
  db: Sql,
  options: {
    organisationId: string;
    owner: string;
    now: number;
    places: number;
    zones: ReadonlyMap<number, readonly string[]>;
    schedules: Schedules;
    dry: ReadonlySet<number>;
  },
): Promise<ClaimTurn> {
  const { organisationId, owner, places, zones, schedules, dry } = options;
  const now = new Date(options.now);
  return db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    await planByIndex(transaction);
    const view = await readOrganisation(transaction, organisationId);
    const plan = planClaim(view, zones, schedules, options.now, places, dry);
    const skipped = await obey(transaction, organisationId, plan, now);
    const { claimed, refused } =
      plan.asks.length === 0
        ? { claimed: [], refused: new Map<number, number>() }
        : await claim(transaction, organisationId, owner, now, plan.asks);
    await begin(transaction, organisationId, view, claimed, now);
    await takeTokens(transaction, plan, claimed);

    const found = new Map<number, number>(refused);
    for (const call of claimed) found.set(call.campaignId, (found.get(call.campaignId) ?? 0) + 1);
    return {
      view,
      claimed,
      dry: plan.asks.filter((ask) => (found.get(ask.campaignId) ?? 0) < ask.quota).map((ask) => ask.campaignId),
      questions: plan.questions,
      wakeAt: plan.wakeAt,
      more: plan.asks.length > 0 || skipped > 0,
    };
  });
}

/**
 * Carries out what the plan found beside calls: pauses, contacts that nobody can call, campaigns that are done. Gives how
 * many contacts were left out.
 */
async function obey(
  transaction: SqlTransaction,
  organisationId: string,
  plan: Plan,
  now: Date,
): Promise<number> {
  for (const { campaignId, reason } of plan.pauses) {
    await moveCampaigns(transaction, {
      ...{ organisationId, campaignIds: [campaignId], from: dialableStatuses, to: "paused", reason, now },
      ...{ kind: "paused", text: `Paused by the system. ${reason}`, actor: engine },
    });
  }
  let skipped = 0;
  for (const { campaignId, zoneSet } of plan.withoutZone)
    skipped += await skipWithoutZone(transaction, campaignId, zoneSet);
  const queued = plan.finished.filter((campaign) => campaign.status === "queued").map((campaign) => campaign.id);
  await beginCampaigns(transaction, organisationId, queued, now);
  if (plan.finished.length > 0) {
    await completeFinished(
      transaction,
      plan.finished.map((campaign) => campaign.id),
      now,
    );
  }
  return skipped;
}

/** Queued campaigns run from their first call on. */
async function begin(
  transaction: SqlTransaction,
  organisationId: string,
  view: OrganisationView,
  claimed: readonly ClaimedCall[],
  now: Date,
): Promise<void> {
  const called = new Set(claimed.map((call) => call.campaignId));
  const queued = view.campaigns.filter((campaign) => campaign.status === "queued" && called.has(campaign.id));
  await beginCampaigns(
    transaction,
    organisationId,
    queued.map((campaign) => campaign.id),
    now,
  );
}

async function beginCampaigns(
  transaction: SqlTransaction,
  organisationId: string,
  campaignIds: readonly number[],
  now: Date,
): Promise<void> {
  await moveCampaigns(transaction, {
    ...{ organisationId, campaignIds, from: ["queued"], to: "running", now },
    ...{ kind: "began", text: "Running: calls began.", actor: engine },
  });
}

async function takeTokens(
  transaction: SqlTransaction,
  plan: Plan,
  claimed: readonly ClaimedCall[],
): Promise<void> {
  if (plan.paces.size === 0 || claimed.length === 0) return;
  const lineOf = new Map(plan.asks.map((ask) => [ask.campaignId, ask.lineId]));
  const taken: Array<{ subject: "line" | "campaign"; id: number; pace: Pace }> = [];
  for (const { subject, id, pace } of plan.paces.values()) {
    const calls = claimed.filter((call) => (subject === "line" ? lineOf.get(call.campaignId) : call.campaignId) === id);
    taken.push({ subject, id, pace: { ...pace, tokens: pace.tokens - calls.length } });
  }
  await writePaces(
    transaction,
    taken.sort((a, b) => a.subject.localeCompare(b.subject) || a.id - b.id),
  );
}
