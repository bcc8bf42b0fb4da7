/** The calling hours of campaigns, kept while their settings stay the same: what is computed from one is worth keeping. */
import type { CallingRules, CampaignSettings } from "#domain/campaign/settings.ts";
import { type Schedule, scheduleOf } from "#domain/dialing/windows.ts";

export class Schedules {
  readonly #kept = new Map<number, { key: string; schedule: Schedule }>();

  /** @param version of the campaign's settings, which changes whenever they do. */
  of(
    campaignId: number,
    version: number,
    settings: CampaignSettings,
    rules: CallingRules,
    bindsRules: boolean,
  ): Schedule {
    const { quietHours } = rules;
    const key = `${version} ${bindsRules ? `${quietHours?.from} ${quietHours?.to}` : "unbound"}`;
    const kept = this.#kept.get(campaignId);
    if (kept?.key === key) return kept.schedule;
    const schedule = scheduleOf(settings, rules, bindsRules);
    this.#kept.set(campaignId, { key, schedule });
    return schedule;
  }
}
