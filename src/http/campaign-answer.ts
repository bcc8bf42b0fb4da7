/** A campaign as the API answers it. */
import type { z } from "zod";
import { forecast } from "#actions/campaign-forecast.ts";
import type { campaign } from "#contract/campaigns.ts";
import { allowedActions } from "#domain/campaign/lifecycle.ts";
import type { CallingRules } from "#domain/campaign/settings.ts";
import { contactStatuses } from "#domain/contact/lifecycle.ts";
import { rates } from "#domain/metrics.ts";
import type { Permission } from "#domain/roles.ts";
import type { CampaignRecord } from "#store/campaigns.ts";
import { dialableStatuses } from "#domain/campaign/lifecycle.ts";

export type CampaignAnswer = z.input<typeof campaign>;

export interface AnswerContext {
  rules: CallingRules;
  zones: ReadonlyMap<number, readonly string[]>;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether the database's disk has no room: nothing is dialled. */
  diskFull: boolean;
}

const heldReason =
  "No calls are made now: the disk of the database is full. They go on by themselves when there is room.";

/** The campaign for a reader with these permissions. */
export function campaignAnswer(
  record: CampaignRecord,
  permissions: ReadonlySet<Permission>,
  context: AnswerContext,
): CampaignAnswer {
  const { tallies, employee, line } = record;
  const byStatus = Object.fromEntries(contactStatuses.map((status) => [status, tallies[status] ?? 0])) as Record<
    (typeof contactStatuses)[number],
    number
  >;
  const total = contactStatuses.reduce((sum, status) => sum + byStatus[status], 0);
  const counts = { total, ...byStatus, retrying: tallies.retrying ?? 0 };
  const goals = { reached: tallies["goal_reached"] ?? 0, missed: tallies["goal_missed"] ?? 0 };
  const calls = {
    attempts: tallies.attempts ?? 0,
    live: tallies.live ?? 0,
    talkSeconds: record.talkSeconds,
    goalReached: goals.reached,
    goalMissed: goals.missed,
  };
  const held = context.diskFull && dialableStatuses.some((status) => status === record.status);
  const planned = !held && dialableStatuses.some((status) => status === record.status);
  return {
    id: String(record.id),
    name: record.name,
    description: record.description,
    status: record.status,
    statusReason: held ? heldReason : record.statusReason,
    aiEmployee: employee && { id: String(employee.id), name: employee.name },
    line: line && { id: String(line.id), name: line.name, kind: line.kind },
    callerId: record.callerId,
    settings: record.settings,
    counts,
    calls,
    rates: rates(counts, tallies.human ?? 0, goals),
    retryable: record.retryable,
    estimatedFinishAt: planned ? instant(forecast(record, context.rules, context.zones, context.now)) : null,
    allowed: allowedActions(
      { status: record.status, liveCalls: Math.max(calls.live, counts.in_progress), retryable: record.retryable },
      permissions,
    ),
    scheduledAt: instant(record.scheduledAt),
    startedAt: instant(record.startedAt),
    finishedAt: instant(record.finishedAt),
    createdAt: record.createdAt.toISOString(),
    createdBy: record.createdBy,
    lastMoves: Object.fromEntries(
      Object.entries(record.lastMoves).map(([move, { at, actor }]) => [move, { at: at.toISOString(), actor }]),
    ),
  };
}

function instant(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
