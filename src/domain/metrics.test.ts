import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contactStatuses } from "./contact/lifecycle.ts";
import { type ContactCounts, estimateFinish, type Forecast, rates, successRate } from "./metrics.ts";

const none = Object.fromEntries([...contactStatuses, "total", "retrying"].map((key) => [key, 0])) as ContactCounts;

describe("rates", () => {
  test("are those of the design", () => {
    const counts: ContactCounts = {
      ...none,
      total: 200,
      pending: 20,
      in_progress: 5,
      success: 50,
      voicemail: 10,
      no_answer: 30,
      busy: 10,
      failed: 40,
      skipped: 15,
      canceled: 20,
      retrying: 25,
    };
    const goals = { reached: 30, missed: 10 };
    const told = { completion: 50, success: 50, answer: 60, progress: 75, humanAnswer: 60, goal: 75 };
    expect(rates(counts, 60, goals)).toEqual(told);
    expect(rates(counts).humanAnswer).toBe(50);
  });

  test("have nothing to divide by at first", () => {
    const nothing = { completion: null, success: null, answer: null, progress: null, humanAnswer: null, goal: null };
    expect(rates(none)).toEqual(nothing);
    expect(rates({ ...none, total: 5, pending: 5 })).toEqual({ ...nothing, completion: 0, progress: 0 });
    expect(successRate(0, 0)).toBe(null);
    expect(successRate(1, 4)).toBe(25);
  });

  test("lie between 0 and 100 for every campaign there can be", () => {
    const some = fc.nat({ max: 1_000_000 });
    const numbers = fc.tuple(...contactStatuses.map(() => some));
    const property = fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (row, share) => {
      const counts = { ...none };
      for (const [at, status] of contactStatuses.entries()) counts[status] = row[at] ?? 0;
      counts.total = row.reduce((sum, count) => sum + count, 0);
      // Only contacts with a finished attempt wait for a retry.
      counts.retrying = Math.floor(share * (counts.voicemail + counts.no_answer + counts.busy + counts.failed));
      for (const rate of Object.values(rates(counts))) {
        expect(rate === null || (rate >= 0 && rate <= 100)).toBe(true);
      }
    });
    fc.assert(property);
  });
});

describe("the estimated finish", () => {
  const forecast: Forecast = {
    contactsToGo: 100,
    retriesExpected: 20,
    callsAtOnce: 10,
    averageCallSeconds: 30,
    callsPerSecond: null,
    shareOfTimeOpen: 1,
  };
  const seconds = (changes: Partial<Forecast>): number | null => {
    const at = estimateFinish(5_000, { ...forecast, ...changes });
    return at === null ? null : (at - 5_000) / 1_000;
  };

  test("works the calls off side by side", () => {
    expect(seconds({})).toBe(360);
    expect(seconds({ contactsToGo: 1, retriesExpected: 0 })).toBe(30);
    expect(seconds({ contactsToGo: 0, retriesExpected: 0 })).toBe(0);
  });

  test("is bound by how fast calls may start", () => {
    expect(seconds({ callsPerSecond: 0.1 })).toBe(1_220);
    expect(seconds({ callsPerSecond: 100 })).toBe(360);
  });

  test("waits through the closed hours", () => {
    expect(seconds({ shareOfTimeOpen: 0.25 })).toBe(1_440);
  });

  test("is none where nothing can be called", () => {
    expect(seconds({ shareOfTimeOpen: 0 })).toBe(null);
    expect(seconds({ callsAtOnce: 0 })).toBe(null);
    expect(seconds({ callsPerSecond: 0 })).toBe(null);
    expect(seconds({ averageCallSeconds: Number.NaN })).toBe(null);
  });
});
