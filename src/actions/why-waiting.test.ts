import { describe, expect, test } from "vitest";
import { alwaysOpen, defaultRules, defaultSettings } from "#domain/campaign/settings.ts";
import { scheduleOf } from "#domain/dialing/windows.ts";
import { type Waiting, whyWaiting } from "./why-waiting.ts";

/** A Monday, noon in UTC. */
const now = Date.parse("2026-11-23T12:00:00Z");
const hour = 3_600_000;
const utc = { mode: "fixed", zone: "UTC" } as const;
const openNow = scheduleOf({ ...defaultSettings, windows: alwaysOpen, timezone: utc }, defaultRules, false);
const closedNow = scheduleOf(
  { ...defaultSettings, windows: [{ days: ["mon"], from: "14:00", to: "15:00" }], timezone: utc },
  defaultRules,
  false,
);
const byContact = scheduleOf(defaultSettings, defaultRules, false);
const campaign = { status: "running", scheduledAt: null, schedule: openNow, paced: false } as const;

const table: Array<[string, Parameters<typeof whyWaiting>, Waiting]> = [
  ["nothing is planned", [null, null, campaign, [], now], { waitingFor: null, nextAttemptAt: null }],
  ["a retry is planned", [now + hour, "retry", campaign, [], now], { waitingFor: "retry", nextAttemptAt: now + hour }],
  [
    "a retry is planned in a paused campaign",
    [now + hour, "callback", { ...campaign, status: "paused" }, [], now],
    { waitingFor: "callback", nextAttemptAt: now + hour },
  ],
  [
    "it is due in a draft",
    [now, null, { ...campaign, status: "draft" }, [], now],
    { waitingFor: "start", nextAttemptAt: null },
  ],
  [
    "it is due in a paused one",
    [now - 1, "retry", { ...campaign, status: "paused" }, [], now],
    { waitingFor: "start", nextAttemptAt: null },
  ],
  [
    "the campaign starts later",
    [now, null, { ...campaign, status: "queued", scheduledAt: now + hour }, [], now],
    { waitingFor: "start", nextAttemptAt: now + hour },
  ],
  [
    "the start has come",
    [now, null, { ...campaign, scheduledAt: now }, [], now],
    { waitingFor: "concurrency", nextAttemptAt: null },
  ],
  ["all places are taken", [now, null, campaign, [], now], { waitingFor: "concurrency", nextAttemptAt: null }],
  [
    "calls per second bind",
    [now, null, { ...campaign, paced: true }, [], now],
    { waitingFor: "rate", nextAttemptAt: null },
  ],
  [
    "the window is closed",
    [now, null, { ...campaign, schedule: closedNow }, [], now],
    { waitingFor: "window", nextAttemptAt: now + 2 * hour },
  ],
  [
    "its zone is unknown",
    [now, null, { ...campaign, schedule: byContact }, [], now],
    { waitingFor: null, nextAttemptAt: null },
  ],
  [
    "it is night where the contact is",
    [now, null, { ...campaign, schedule: byContact }, ["America/Los_Angeles"], now],
    { waitingFor: "window", nextAttemptAt: Date.parse("2026-11-23T17:00:00Z") },
  ],
];

describe("why a contact waits", () => {
  test.each(table)("when %s", (_, given, wanted) => {
    expect(whyWaiting(...given)).toEqual(wanted);
  });
});
