/** A call as it comes from a claim, with all that is needed to ring and to talk. */
import { lineLimits } from "#domain/line.ts";
import type { ClaimedCall } from "#store/claim.ts";
import type { ClaimTurn } from "./claim-turn.ts";
import { type LiveCall, untouched } from "./live-call.ts";
import type { LineBook } from "./ports.ts";
import type { Schedules } from "./schedules.ts";

export interface ClaimedParts {
  lines: LineBook;
  schedules: Schedules;
  zones: ReadonlyMap<number, readonly string[]>;
}

/** Throws what the line throws where it cannot be opened. */
export function claimedCall(
  organisationId: string,
  turn: ClaimTurn,
  claimed: ClaimedCall,
  { lines, schedules, zones }: ClaimedParts,
): LiveCall {
  const campaign = turn.view.campaigns.find((view) => view.id === claimed.campaignId)!;
  const line = campaign.line!;
  const limits = lineLimits(line.kind, line.settings);
  const { settings, settingsVersion } = campaign;
  const { rules } = turn.view;
  return {
    id: claimed.id,
    organisationId,
    campaignId: claimed.campaignId,
    campaignContactId: claimed.campaignContactId,
    phone: claimed.phone,
    attempt: claimed.attempt,
    simulated: limits.simulated,
    callerId: campaign.callerId ?? limits.callerIds[0] ?? null,
    lineId: line.id,
    line: lines.line(line),
    bindsRules: limits.bindsRules,
    rules,
    schedule: schedules.of(campaign.id, settingsVersion, settings, rules, limits.bindsRules),
    zones: zones.get(claimed.zoneSet) ?? [],
    retriesUsed: claimed.retriesUsed,
    before: claimed.before,
    script: { employee: campaign.employee!, settings, variables: claimed.variables },
    state: "claimed",
    ...untouched,
  };
}
