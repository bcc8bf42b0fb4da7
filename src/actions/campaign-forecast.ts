/** When a campaign will be done, from what is left and how calls have gone so far. */
import { estimateFinish } from "#domain/metrics.ts";
import { afterOpenTime } from "#domain/dialing/forecast.ts";
import { scheduleOf } from "#domain/dialing/windows.ts";
import type { CallingRules } from "#domain/campaign/settings.ts";
import { attemptedStatuses } from "#domain/contact/lifecycle.ts";
import { lineLimits } from "#domain/line.ts";
import type { CampaignRecord } from "#store/campaigns.ts";

/** A mix of answered and unanswered calls at life speed, until a campaign has figures of its own. */
const TYPICAL_CALL_SECONDS = 60;

/** Calls at once that campaign, AI employee and line allow together; 0 while one of them is missing. */
export function callsAtOnce(campaign: CampaignRecord): number {
  const { employee, line, settings } = campaign;
  if (!employee || !line) return 0;
  const limits = lineLimits(line.kind, line.settings);
  return Math.min(settings.maxConcurrentCalls, employee.maxConcurrentCalls, limits.maxConcurrentCalls);
}

/** @param toGo contacts to call, where that is not what the tallies say (a preflight leaves some out). */
export function forecast(
  campaign: CampaignRecord,
  rules: CallingRules,
  zones: ReadonlyMap<number, readonly string[]>,
  now: number,
  toGo: number = (campaign.tallies.pending ?? 0) +
    (campaign.tallies.in_progress ?? 0) +
    (campaign.tallies.retrying ?? 0),
): Date | null {
  const { line, settings, tallies, ended } = campaign;
  if (!line || toGo === 0) return null;
  const limits = lineLimits(line.kind, line.settings);
  const attempts = tallies.attempts ?? 0;
  const tried = attemptedStatuses.reduce((sum, status) => sum + (tallies[status] ?? 0), 0);
  const perContact = tried > 0 ? attempts / tried : 1;
  const speed =
    typeof line.settings.speed === "number" ? line.settings.speed : line.settings.speed === "max" ? 1_000 : 1;
  const rates = [settings.callsPerSecond, limits.callsPerSecond].filter((rate) => rate !== null);
  const seconds =
    estimateFinish(0, {
      contactsToGo: toGo,
      retriesExpected: Math.max(0, (tallies.pending ?? 0) * (perContact - 1)),
      callsAtOnce: callsAtOnce(campaign),
      averageCallSeconds: ended.averageSeconds ?? TYPICAL_CALL_SECONDS / speed,
      callsPerSecond: rates.length > 0 ? Math.min(...rates) : null,
      shareOfTimeOpen: 1,
    }) ?? null;
  if (seconds === null) return null;
  const schedule = scheduleOf(settings, rules, limits.bindsRules);
  const from = Math.max(now, campaign.scheduledAt?.getTime() ?? 0);
  let latest = campaign.latestRetryAt?.getTime() ?? 0;
  for (const zoneSet of campaign.zoneSets.length > 0 ? campaign.zoneSets : [0]) {
    const done = afterOpenTime(schedule, zones.get(zoneSet) ?? [], from, seconds / 1000);
    if (done !== null) latest = Math.max(latest, done);
  }
  return latest === 0 ? null : new Date(latest);
}
