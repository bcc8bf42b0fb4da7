import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callResults, outcomes, resultFacts, retryableOutcomes } from "../call/outcomes.ts";
import type { RetrySettings } from "../campaign/settings.ts";
import { retryAt, retryDelaySeconds, spreadOpening } from "./retry.ts";

const retry: RetrySettings = { maxRetries: 2, delaySeconds: 600, backoff: "fixed", on: [...outcomes] };
const endedAt = Date.parse("2026-10-05T12:00:00Z");
const ended = { retry, retriesUsed: 0, outcome: "busy", result: null, endedAt } as const;

describe("the delay", () => {
  test("is the same every time when fixed", () => {
    expect([0, 1, 7].map((used) => retryDelaySeconds(retry, used))).toEqual([600, 600, 600]);
  });

  test("doubles when it grows, up to thirty days", () => {
    const growing: RetrySettings = { ...retry, backoff: "exponential" };
    expect([0, 1, 2, 3].map((used) => retryDelaySeconds(growing, used))).toEqual([600, 1_200, 2_400, 4_800]);
    expect(retryDelaySeconds(growing, 20)).toBe(2_592_000);
    expect(retryDelaySeconds(growing, 2_000)).toBe(2_592_000);
  });
});

describe("a retry", () => {
  test("comes a delay after the end of the call, while there are retries left", () => {
    expect(retryAt(ended)).toBe(endedAt + 600_000);
    expect(retryAt({ ...ended, retriesUsed: 1 })).toBe(endedAt + 600_000);
    expect(retryAt({ ...ended, retriesUsed: 2 })).toBe(null);
    expect(retryAt({ ...ended, retry: { ...retry, maxRetries: 0 } })).toBe(null);
  });

  test("follows only the outcomes the campaign chose", () => {
    expect(retryAt({ ...ended, retry: { ...retry, on: ["no_answer"] } })).toBe(null);
    expect(retryAt({ ...ended, retry: { ...retry, on: ["no_answer", "busy"] } })).not.toBe(null);
  });

  test("never follows a conversation, whatever the campaign chose", () => {
    expect(outcomes.filter((outcome) => retryAt({ ...ended, outcome }) !== null)).toEqual(retryableOutcomes);
  });

  test("never follows a final result", () => {
    const final = callResults.filter((result) => retryAt({ ...ended, outcome: "failed", result }) === null);
    expect(final).toEqual(callResults.filter((result) => resultFacts[result].final));
    expect(final).toEqual(expect.arrayContaining(["opted_out", "invalid_number", "fax"]));
  });
});

describe("the spread after an opening", () => {
  const length = fc.oneof(fc.integer({ min: 1, max: 50_000_000 }), fc.constant(Infinity));

  test("stays inside the first ten minutes and the first tenth of the window", () => {
    const property = fc.property(fc.integer(), length, fc.double({ noNaN: true }), (opening, window, seed) => {
      const at = spreadOpening(opening, opening + window, seed);
      expect(at).toBeGreaterThanOrEqual(opening);
      expect(at).toBeLessThan(opening + Math.min(600_000, Math.max(1, window / 10)));
      expect(at).toBe(spreadOpening(opening, opening + window, seed));
    });
    fc.assert(property);
  });

  test("is even for neighbouring seeds: no minute of ten gets twice its share of a thousand contacts", () => {
    const minutes = Array.from({ length: 10 }, () => 0);
    for (let seed = 1; seed <= 1_000; seed++) {
      const at = Math.floor(spreadOpening(0, Infinity, seed) / 60_000);
      minutes[at] = (minutes[at] ?? 0) + 1;
    }
    expect(Math.min(...minutes)).toBeGreaterThan(50);
    expect(Math.max(...minutes)).toBeLessThan(200);
  });

  test("is none where the window is over", () => {
    expect(spreadOpening(1_000, 1_000, 7)).toBe(1_000);
  });
});
