import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alwaysOpen, backoffs, type RetrySettings } from "../campaign/settings.ts";
import { attemptedStatuses } from "../contact/lifecycle.ts";
import type { Schedule } from "../dialing/windows.ts";
import { callResults, outcomeFacts, outcomes, resultFacts } from "./outcomes.ts";
import { type FinishedCall, settle, type SettleContext } from "./settle.ts";

const always: Schedule = {
  windows: alwaysOpen,
  blackoutDates: [],
  quietHours: null,
  fixedZone: null,
  fallbackZone: null,
};
const nineToFive: Schedule = {
  ...always,
  windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
};
const retry: RetrySettings = {
  maxRetries: 2,
  delaySeconds: 600,
  backoff: "fixed",
  on: ["no_answer", "busy", "failed"],
};
/** A Monday, 13:00 in Berlin. */
const endedAt = Date.parse("2026-10-05T11:00:00Z");
const call: FinishedCall = { outcome: "busy", result: null, endedAt, callbackAt: null, notBefore: null };
const context: SettleContext = {
  retry,
  retriesUsed: 0,
  schedule: always,
  zones: ["Europe/Berlin"],
  seed: 7,
  goesOn: true,
};

describe("a finished call", () => {
  test.each([
    { outcome: "success", result: null, next: null },
    { outcome: "success", result: "screened", next: null },
    { outcome: "success", result: "opted_out", next: null },
    { outcome: "voicemail", result: null, next: null },
    { outcome: "no_answer", result: null, next: "retry" },
    { outcome: "no_answer", result: "hung_up", next: "retry" },
    { outcome: "busy", result: null, next: "retry" },
    { outcome: "failed", result: "congestion", next: "retry" },
    { outcome: "failed", result: "interrupted", next: "retry" },
    { outcome: "failed", result: "invalid_number", next: null },
    { outcome: "failed", result: "fax", next: null },
  ] as const)("$outcome ($result) is followed by $next", ({ outcome, result, next }) => {
    expect(settle({ ...call, outcome, result }, context)).toEqual({
      contactStatus: outcomeFacts[outcome].contactStatus,
      nextAttemptAt: next ? endedAt + 600_000 : null,
      waitingFor: next,
      retriesUsed: next ? 1 : 0,
    });
  });

  test("leaves its last real outcome when retries run out", () => {
    expect(settle({ ...call, outcome: "no_answer" }, { ...context, retriesUsed: 2 })).toEqual({
      contactStatus: "no_answer",
      nextAttemptAt: null,
      waitingFor: null,
      retriesUsed: 2,
    });
  });

  test("of a stopped campaign keeps its outcome and plans nothing", () => {
    const stopped = { ...context, goesOn: false };
    expect(settle(call, stopped)).toMatchObject({ contactStatus: "busy", nextAttemptAt: null, retriesUsed: 0 });
    expect(settle({ ...call, outcome: "success", callbackAt: endedAt + 1 }, stopped).nextAttemptAt).toBe(null);
    expect(settle({ ...call, outcome: "failed", result: "trunk_rejected" }, stopped).nextAttemptAt).toBe(null);
  });

  test("with a wish for a later call is followed by it at that time, even with no retry left", () => {
    const callbackAt = endedAt + 3_600_000;
    const asked = { ...call, outcome: "success", result: "callback", callbackAt } as const;
    for (const retriesUsed of [0, 2])
      expect(settle(asked, { ...context, retriesUsed })).toEqual({
        contactStatus: "success",
        nextAttemptAt: callbackAt,
        waitingFor: "callback",
        retriesUsed,
      });
  });

  test("with a wish for a time that is closed is followed by a call soon after the next opening", () => {
    const callbackAt = Date.parse("2026-10-05T20:00:00Z");
    const opens = Date.parse("2026-10-06T07:00:00Z");
    const { nextAttemptAt } = settle(
      { ...call, outcome: "success", result: "callback", callbackAt },
      { ...context, schedule: nineToFive },
    );
    expect(nextAttemptAt).toBeGreaterThanOrEqual(opens);
    expect(nextAttemptAt).toBeLessThan(opens + 600_000);
  });

  test("that ends outside the window is followed by a retry soon after the next opening, and not by everybody's at once", () => {
    const night = Date.parse("2026-10-05T22:00:00Z");
    const opens = Date.parse("2026-10-06T07:00:00Z");
    const retries = Array.from(
      { length: 50 },
      (_, seed) => settle({ ...call, endedAt: night }, { ...context, schedule: nineToFive, seed }).nextAttemptAt!,
    );
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(opens);
    expect(Math.max(...retries)).toBeLessThan(opens + 600_000);
    expect(new Set(retries).size).toBeGreaterThan(40);
  });

  test("in which somebody opted out is the last, whatever else was said", () => {
    const said = { ...call, outcome: "success", result: "opted_out", callbackAt: endedAt + 1_000 } as const;
    expect(settle(said, context).nextAttemptAt).toBe(null);
  });

  test("that our line failed costs no retry, also when there is none left, and is repeated in a while", () => {
    for (const retriesUsed of [0, 2]) {
      const found = settle({ ...call, outcome: "failed", result: "trunk_unreachable" }, { ...context, retriesUsed });
      expect(found).toMatchObject({ contactStatus: "failed", waitingFor: "retry", retriesUsed });
      expect(found.nextAttemptAt).toBeGreaterThan(endedAt);
      // Five of a lone contact fall within the breaker's two minutes.
      expect(found.nextAttemptAt! - endedAt).toBeLessThan(30_000);
    }
  });

  test("is not repeated before the network wants it", () => {
    const notBefore = endedAt + 3_600_000;
    expect(settle({ ...call, notBefore }, context).nextAttemptAt).toBe(notBefore);
    const ours = { ...call, outcome: "failed", result: "trunk_rejected", notBefore } as const;
    expect(settle(ours, context).nextAttemptAt).toBe(notBefore);
    expect(settle({ ...call, notBefore: endedAt + 1 }, context).nextAttemptAt).toBe(endedAt + 600_000);
  });

  test("whose retry never finds open hours is the last", () => {
    const closed = { ...context, schedule: { ...always, windows: [] } };
    expect(settle(call, closed)).toMatchObject({ contactStatus: "busy", nextAttemptAt: null, retriesUsed: 0 });
  });

  test("never plans the past, never beyond the budget, and waits for a reason or for nothing", () => {
    const anyCall = fc.record({
      outcome: fc.constantFrom(...outcomes),
      result: fc.option(fc.constantFrom(...callResults)),
      callbackAt: fc.option(fc.integer({ min: 0, max: 10_000_000 }).map((later) => endedAt + later)),
      notBefore: fc.option(fc.integer({ min: 0, max: 10_000_000 }).map((later) => endedAt + later)),
    });
    const anyContext = fc.record({
      retry: fc.record({
        maxRetries: fc.integer({ min: 0, max: 20 }),
        delaySeconds: fc.integer({ min: 1, max: 2_592_000 }),
        backoff: fc.constantFrom(...backoffs),
        on: fc.subarray([...outcomes]),
      }),
      retriesUsed: fc.integer({ min: 0, max: 20 }),
      schedule: fc.constantFrom(always, nineToFive),
      seed: fc.nat(),
      goesOn: fc.boolean(),
    });
    fc.assert(
      fc.property(anyCall, anyContext, (given, around) => {
        const found = settle({ ...given, endedAt }, { ...around, zones: ["Europe/Berlin"] });
        expect(attemptedStatuses).toContain(found.contactStatus);
        expect(found.nextAttemptAt === null).toBe(found.waitingFor === null);
        if (found.nextAttemptAt !== null) expect(found.nextAttemptAt).toBeGreaterThanOrEqual(endedAt);
        expect(found.retriesUsed - around.retriesUsed).toBe(
          found.waitingFor === "retry" && !isOurs(given.result) ? 1 : 0,
        );
        if (found.retriesUsed > around.retriesUsed) {
          expect(found.retriesUsed).toBeLessThanOrEqual(around.retry.maxRetries);
          expect(around.retry.on).toContain(given.outcome);
        }
        if (given.result !== null && resultFacts[given.result].final) expect(found.nextAttemptAt).toBe(null);
      }),
    );
  });
});

function isOurs(result: FinishedCall["result"]): boolean {
  return result !== null && resultFacts[result].ourLine;
}
