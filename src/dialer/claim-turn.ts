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
  /** Whether there are zone sets that `zones` does not have; their contacts were passed over. */
  unknownZones: boolean;
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
    /** Zone sets of campaigns whose contacts without a zone were left out lately; grows. */
    leftOut: Set<string>;
  },
): Promise<ClaimTurn> {
  const { organisationId, owner, places, zones, schedules, dry, leftOut: known } = options;
  const now = new Date(options.now);
  return db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    await planByIndex(transaction);
    const view = await readOrganisation(transaction, organisationId);
    const plan = planClaim(view, zones, schedules, options.now, places, dry);
    const leftOut = await obey(transaction, organisationId, plan, known, now);
    const { claimed, refused } =
      // Contacts are locked before counters: a claim after a statement that has counted waits for the next turn.
      plan.asks.length === 0 || leftOut > 0
        ? { claimed: [], refused: new Map<number, number>() }
        : await claim(transaction, organisationId, owner, now, plan.asks);
    await begin(transaction, organisationId, view, claimed, now);
    await takeTokens(transaction, plan, claimed);

    const found = new Map<number, number>(refused);
    for (const call of claimed) found.set(call.campaignId, (found.get(call.campaignId) ?? 0) + 1);
    const asked = leftOut > 0 ? [] : plan.asks;
    const emptied = asked.filter((ask) => (found.get(ask.campaignId) ?? 0) < ask.quota);
    // Nobody is due any more where every campaign that could call was asked and had fewer than it was offered.
    const exhausted = plan.ready === emptied.length;
    const changed = refused.size > 0 || leftOut > 0 || plan.unknownZones;
    return {
      view,
      claimed,
      dry: emptied.map((ask) => ask.campaignId),
      questions: plan.questions,
      wakeAt: exhausted ? plan.wakeAt : earliest(plan.wakeAt, plan.tokensAt),
      unknownZones: plan.unknownZones,
      // What one could not use another may; else all that may start has started.
      more: changed || (!exhausted && (plan.unbound || emptied.length > 0)),
    };
  });
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/**
 * Carries out what the plan found beside calls: pauses, contacts that nobody can call, campaigns that are done. Gives how
 * many contacts were left out.
 */
async function obey(
  transaction: SqlTransaction,
  organisationId: string,
  plan: Plan,
  known: Set<string>,
  now: Date,
): Promise<number> {
  for (const { campaignId, reason } of plan.pauses) {
    await moveCampaigns(transaction, {
      organisationId,
      campaignIds: [campaignId],
      from: dialableStatuses,
      to: "paused",
      reason,
      now,
      kind: "paused",
      text: `Paused by the system. ${reason}`,
      actor: engine,
    });
  }
  let leftOut = 0;
  for (const { campaignId, zoneSet } of plan.withoutZone) {
    const key = `${campaignId} ${zoneSet}`;
    if (known.has(key)) continue;
    leftOut += await skipWithoutZone(transaction, campaignId, zoneSet);
    known.add(key);
  }
  const queued = plan.finished.filter((campaign) => campaign.status === "queued").map((campaign) => campaign.id);
  await beginCampaigns(transaction, organisationId, queued, now);
  if (plan.finished.length > 0) {
    await completeFinished(
      transaction,
      plan.finished.map((campaign) => campaign.id),
      now,
    );
  }
  return leftOut;
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
    organisationId,
    campaignIds,
    from: ["queued"],
    to: "running",
    now,
    kind: "began",
    text: "Running: calls began.",
    actor: engine,
  });
}

async function takeTokens(transaction: SqlTransaction, plan: Plan, claimed: readonly ClaimedCall[]): Promise<void> {
  if (plan.paces.size === 0 || claimed.length === 0) return;
  const lineOf = new Map(plan.asks.map((ask) => [ask.campaignId, ask.lineId]));
  const taken: Array<{ subject: "line" | "campaign"; id: number; pace: Pace }> = [];
  for (const { subject, id, pace } of plan.paces.values()) {
    const calls = claimed.filter((call) => (subject === "line" ? lineOf.get(call.campaignId) : call.campaignId) === id);
    taken.push({ subject, id, pace: { ...pace, tokens: pace.tokens - calls.length } });
  }
  await writePaces(
    transaction,
    taken.toSorted((a, b) => a.subject.localeCompare(b.subject) || a.id - b.id),
  );
}
