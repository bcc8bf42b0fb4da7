import { describe, expect, test } from "vitest";
import { alwaysOpen, defaultRules, defaultSettings } from "#domain/campaign/settings.ts";
import { defaultSimulatorSettings } from "#domain/line.ts";
import type { CampaignRecord } from "#store/campaigns.ts";
import { callsAtOnce, forecast } from "./campaign-forecast.ts";

/** A Monday, noon in UTC. */
const now = Date.parse("2026-11-23T12:00:00Z");
const line = { id: 1, name: "Line", kind: "simulator", settings: { ...defaultSimulatorSettings } } as const;
const employee = { id: 1, name: "Robin", maxConcurrentCalls: 100 };
const settings = { ...defaultSettings, windows: alwaysOpen, timezone: { mode: "fixed", zone: "UTC" } as const };

function campaign(given: Partial<CampaignRecord> = {}): CampaignRecord {
  return {
    id: 1,
    organisationId: "org1",
    name: "A",
    description: "",
    status: "running",
    statusReason: null,
    employee,
    line,
    lineWorks: true,
    callerId: null,
    settings,
    settingsVersion: 1,
    tallies: { pending: 100 },
    talkSeconds: 0,
    ended: {
      calls: 0,
      averageSeconds: null,
    },
    retryable: 0,
    latestRetryAt: null,
    zoneSets: [0],
    scheduledAt: null,
    startedAt: null,
    finishedAt: null,
    createdAt: new Date(now),
    createdBy: null,
    lastMoves: {},
    ...given,
  };
}

/** Minutes from now until the forecast's end. */
function minutes(given: Partial<CampaignRecord> = {}): number | null {
  const at = forecast(campaign(given), defaultRules, new Map([[0, []]]), now);
  return at === null ? null : (at.getTime() - now) / 60_000;
}

describe("the forecast of a campaign's end", () => {
  test("is what is left, divided by the calls at once", () => {
    // 100 calls of a minute, ten at a time.
    expect(minutes()).toBeCloseTo(10, 1);
    expect(minutes({ settings: { ...settings, maxConcurrentCalls: 20 } })).toBeCloseTo(5, 1);
    expect(minutes({ ended: { calls: 50, averageSeconds: 30 } })).toBeCloseTo(5, 1);
    expect(minutes({ settings: { ...settings, callsPerSecond: 0.1 } })).toBeGreaterThan(16);
  });

  test("begins when the campaign does, and jumps over closed hours", () => {
    expect(minutes({ scheduledAt: new Date(now + 3_600_000) })).toBeCloseTo(70, 1);
    const windows = [{ days: ["mon", "tue"] as const, from: "12:00", to: "12:05" }].map((one) => ({
      ...one,
      days: [...one.days],
    }));
    expect(minutes({ settings: { ...settings, windows } })).toBeCloseTo(24 * 60 + 5, 0);
  });

  test("is not before the last retry that is planned", () => {
    const latestRetryAt = new Date(now + 4 * 3_600_000);
    expect(minutes({ tallies: { pending: 1, retrying: 1, busy: 1, attempts: 1 }, latestRetryAt })).toBeCloseTo(240, 0);
  });

  test("is none while nobody is left, or a part is missing", () => {
    expect(minutes({ tallies: { success: 5 } })).toBeNull();
    expect(minutes({ line: null })).toBeNull();
    expect(minutes({ employee: null })).toBeNull();
    expect(minutes({ settings: { ...settings, windows: [] } })).toBeNull();
  });

  test("goes by the least of campaign, AI employee and line", () => {
    expect(callsAtOnce(campaign())).toBe(10);
    expect(callsAtOnce(campaign({ employee: { ...employee, maxConcurrentCalls: 3 } }))).toBe(3);
    expect(callsAtOnce(campaign({ line: { ...line, settings: { ...line.settings, maxConcurrentCalls: 2 } } }))).toBe(2);
    expect(callsAtOnce(campaign({ line: null }))).toBe(0);
  });
});
