import { stripVTControlCharacters, styleText } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contactStatuses } from "#domain/contact/lifecycle.ts";
import { defaultSettings } from "#domain/campaign/settings.ts";
import { rates } from "#domain/metrics.ts";
import type { Campaign } from "./client.ts";
import { addSample, callsPerSecond, divide, drawProgress, percent, plainPaint, writeProgress } from "./progress.ts";
import { showResults } from "./results.ts";

const now = new Date(2026, 10, 23, 14, 5, 10).getTime();

const callsWith = (attempts: number, live: number): Campaign["calls"] => ({
  attempts,
  live,
  talkSeconds: 0,
  goalReached: 0,
  goalMissed: 0,
});

function campaignWith(counts: Partial<Campaign["counts"]>, rest: Partial<Campaign> = {}): Campaign {
  const none = Object.fromEntries(contactStatuses.map((status) => [status, 0]));
  const complete = { total: 0, retrying: 0, ...none, ...counts } as Campaign["counts"];
  complete.total = contactStatuses.reduce((sum, status) => sum + complete[status], 0);
  return {
    id: "c1",
    name: "Spring survey",
    description: null,
    status: "running",
    statusReason: null,
    aiEmployee: null,
    line: null,
    callerId: null,
    settings: structuredClone(defaultSettings),
    counts: complete,
    calls: callsWith(0, 0),
    rates: rates(complete),
    retryable: 0,
    estimatedFinishAt: null,
    allowed: [],
    scheduledAt: null,
    startedAt: null,
    finishedAt: null,
    createdAt: "2026-11-23T13:00:00.000Z",
    createdBy: null,
    lastMoves: {},
    ...rest,
  };
}

const half = campaignWith(
  {
    success: 412,
    voicemail: 30,
    no_answer: 55,
    busy: 12,
    failed: 3,
    skipped: 2,
    in_progress: 6,
    pending: 480,
    retrying: 4,
  },
  { calls: callsWith(530, 6), estimatedFinishAt: new Date(now + 40_000).toISOString() },
);
const samples = [
  { at: now - 4_000, attempts: 480 },
  { at: now, attempts: 530 },
];

describe("the bar", () => {
  test("has whole cells that fill it, at least one for whatever there is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 9, max: 200 }),
        (parts, width) => {
          fc.pre(parts.some((part) => part > 0));
          const cells = divide(parts, width);
          expect(cells.reduce((sum, cell) => sum + cell, 0)).toBe(width);
          for (const [at, part] of parts.entries()) expect(cells[at] ?? 0).toBeGreaterThanOrEqual(part > 0 ? 1 : 0);
          for (const [at, part] of parts.entries()) if (part === 0) expect(cells[at]).toBe(0);
        },
      ),
    );
  });

  test("is empty where there is nothing to show", () => {
    expect(divide([0, 0], 40)).toEqual([0, 0]);
  });

  test("shows shares", () => {
    expect(divide([50, 25, 25], 40)).toEqual([20, 10, 10]);
  });
});

describe("the display of a terminal", () => {
  test("shows the bar, each count, live calls, speed and time left", () => {
    expect(drawProgress(half, samples, { now, columns: 92, paint: plainPaint })).toEqual([
      "",
      `  ${"█".repeat(32)}▓▓▒▒▒▒▚×-»${"·".repeat(38)} 51.0 %`,
      "  █ 412 success   ▓ 30 voicemail   ▒ 55 no answer   ▚ 12 busy   × 3 failed   - 2 skipped",
      "  » 6 in progress   · 480 pending   4 to be called again",
      "  6 live · 13 calls/s · about 40 s left, done around 14:05",
    ]);
  });

  test("is never wider than the terminal, with colours or without", () => {
    const paint = (colour: Parameters<typeof styleText>[0], text: string) =>
      styleText(colour, text, { validateStream: false });
    for (const columns of [40, 60, 80, 200]) {
      const lines = drawProgress(half, samples, { now, columns, paint });
      expect(lines.join("")).toContain("\u001B[32m");
      for (const line of lines.slice(1, -1)) {
        expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(columns);
      }
    }
  });

  test("says why a campaign waits", () => {
    const waiting = campaignWith({ pending: 3 }, { status: "queued", statusReason: "Waits for Monday 09:00." });
    expect(drawProgress(waiting, [], { now, columns: 80, paint: plainPaint }).at(-1)).toContain(
      "Waits for Monday 09:00.",
    );
  });

  test("says that a campaign is pausing until no call is live", () => {
    const pausing = campaignWith({ pending: 3, in_progress: 1 }, { status: "paused", calls: callsWith(1, 1) });
    const paused = campaignWith({ pending: 3, success: 1 }, { status: "paused" });
    expect(writeProgress(pausing, [], now)).toMatch(/1 live · pausing$/);
    expect(writeProgress(paused, [], now)).toMatch(/0 live · paused$/);
  });
});

test("a line for a file says the same", () => {
  expect(writeProgress(half, samples, now)).toBe(
    "14:05:10  51.0 % · 412 success, 30 voicemail, 55 no answer, 12 busy, 3 failed, 2 skipped, 6 in progress, " +
      "480 pending, 4 to be called again · 6 live · 13 calls/s · about 40 s left, done around 14:05",
  );
});

describe("calls per second", () => {
  test("are those of the last seconds", () => {
    let kept = [{ at: 0, attempts: 0 }];
    for (let second = 1; second <= 20; second += 1) {
      kept = addSample(kept, { at: second * 1_000, attempts: second <= 10 ? 0 : (second - 10) * 8 });
    }
    expect(callsPerSecond(kept)).toBe(8);
  });

  test("are unknown before there is anything to compare", () => {
    expect(callsPerSecond([])).toBeNull();
    expect(callsPerSecond([{ at: 0, attempts: 3 }])).toBeNull();
  });
});

describe("a rate", () => {
  test.each([
    [null, "–"],
    [0, "0.0 %"],
    [100, "100.0 %"],
    [66.666, "66.7 %"],
    [99.99, "99.9 %"],
    [0.001, "0.1 %"],
  ])("%s is shown as %s", (rate, text) => {
    expect(percent(rate)).toBe(text);
  });
});

describe("the results", () => {
  test("show all nine statuses, the total, and the rates", () => {
    const over = campaignWith(
      { success: 6, voicemail: 1, no_answer: 1, busy: 0, failed: 1, skipped: 1 },
      {
        status: "completed",
        calls: callsWith(12, 0),
        startedAt: "2026-11-23T13:00:00.000Z",
        finishedAt: "2026-11-23T13:02:10.000Z",
      },
    );
    const lines = showResults(over, plainPaint);
    expect(lines).toContain("Completed: Spring survey, in 2 min 10 s");
    const table = Object.fromEntries(lines.map((line) => line.trim().split(/\s{2,}/)));
    expect(table).toMatchObject({
      Pending: "0",
      "In Progress": "0",
      "Completed (Success)": "6",
      "Completed (Voicemail)": "1",
      "Completed (No Answer)": "1",
      "Completed (Busy)": "0",
      Failed: "1",
      Skipped: "1",
      Canceled: "0",
      Total: "10",
      "Completion rate": "80.0 %",
      "Success rate": "75.0 %",
      "Answer rate": "87.5 %",
      Progress: "100.0 %",
      Calls: "12",
      "Attempts per contact": "1.20",
    });
  });

  test("show a dash where there is nothing to divide by", () => {
    const lines = showResults(campaignWith({ skipped: 2 }, { status: "completed" }), plainPaint);
    expect(lines.find((line) => line.includes("Success rate"))).toMatch(/–$/);
  });
});
