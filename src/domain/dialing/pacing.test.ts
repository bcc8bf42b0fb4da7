import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Contender, millisecondsUntilStart, type Pace, refill, shareFree } from "./pacing.ts";

const begin = Date.parse("2026-11-02T12:00:00Z");

/** Starts as many calls as there are tokens whenever it is looked. */
function starts(callsPerSecond: number, waits: readonly number[]): number[] {
  const at: number[] = [];
  let pace: Pace | undefined;
  let now = begin;
  for (const wait of waits) {
    now += wait;
    pace = refill(pace, callsPerSecond, now);
    while (pace.tokens >= 1) {
      at.push(now);
      pace = { ...pace, tokens: pace.tokens - 1 };
    }
  }
  return at;
}

describe("calls per second", () => {
  test("are never more in any span of one second, however irregularly it is looked", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1_000, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 300 }),
        (callsPerSecond, waits) => {
          const at = starts(callsPerSecond, waits);
          // A limit that is no whole number is rounded up: a call cannot start in parts.
          const allowed = Math.ceil(callsPerSecond);
          for (let last = allowed; last < at.length; last++) {
            expect(at[last]! - at[last - allowed]!).toBeGreaterThanOrEqual(1_000);
          }
        },
      ),
    );
  });

  test.each([0.5, 1, 4, 20, 75, 400])(
    "at %d a second nearly as many start as may, when looked at in time",
    (callsPerSecond) => {
      let pace: Pace | undefined;
      let now = begin;
      let started = 0;
      while (now < begin + 100_000) {
        pace = refill(pace, callsPerSecond, now);
        const whole = Math.floor(pace.tokens);
        started += whole;
        pace = { ...pace, tokens: pace.tokens - whole };
        now += Math.max(1, millisecondsUntilStart(pace, callsPerSecond));
      }
      expect(started).toBeGreaterThan(100 * callsPerSecond * 0.85);
      expect(started).toBeLessThanOrEqual(100 * callsPerSecond + 1);
    },
  );

  test("begin with one call, and a line that rested has no more than a moment's worth in hand", () => {
    expect(refill(undefined, 100, begin).tokens).toBe(1);
    expect(refill({ tokens: 0, asOf: begin - 86_400_000 }, 100, begin).tokens).toBe(5);
    expect(refill({ tokens: 0, asOf: begin - 86_400_000 }, 3, begin).tokens).toBe(1);
  });

  test("are not filled twice by two machines whose clocks differ", () => {
    let pace: Pace = { tokens: 0, asOf: begin };
    for (let at = begin; at < begin + 1_000; at += 10) {
      pace = refill(pace, 100, at + 500);
      pace = refill(pace, 100, at);
    }
    const filled = pace.tokens;
    expect(filled).toBe(5);
    // A hundred looks by turns give what one clock's time gives, not what the difference adds each time.
    let taken = 0;
    pace = { tokens: 0, asOf: begin };
    for (let at = begin; at <= begin + 1_000; at += 10) {
      for (const now of [at + 500, at]) {
        pace = refill(pace, 100, now);
        taken += Math.floor(pace.tokens);
        pace = { ...pace, tokens: pace.tokens - Math.floor(pace.tokens) };
      }
    }
    expect(taken).toBeLessThanOrEqual(5 + 1.01 * 95);
  });

  test("go on after a clock was set back", () => {
    const pace = refill({ tokens: 5, asOf: begin + 3_600_000 }, 100, begin);
    expect(pace).toEqual({ tokens: 1, asOf: begin });
  });

  test("are waited for as long as it takes", () => {
    const empty = { tokens: 0, asOf: begin };
    for (const callsPerSecond of [0.1, 1, 7, 50, 1_000]) {
      const wait = millisecondsUntilStart(empty, callsPerSecond);
      expect(refill(empty, callsPerSecond, begin + wait).tokens).toBeGreaterThanOrEqual(1);
    }
    expect(millisecondsUntilStart({ tokens: 1, asOf: begin }, 4)).toBe(0);
  });
});

describe("sharing free places", () => {
  const small = fc.integer({ min: 0, max: 12 });
  const situation = fc
    .record({
      contenders: fc.array(
        fc.record({
          employeeId: fc.integer({ min: 1, max: 3 }),
          lineId: fc.integer({ min: 1, max: 2 }),
          live: small,
          room: fc.oneof(small, fc.constant(Infinity)),
        }),
        { maxLength: 8 },
      ),
      employees: fc.tuple(small, small, small),
      lines: fc.tuple(small, small),
      places: fc.integer({ min: 0, max: 40 }),
    })
    .map(({ contenders, employees, lines, places }) => ({
      contenders: contenders.map((contender, n): Contender => ({ campaignId: n + 1, ...contender })),
      employees: new Map(employees.map((room, n) => [n + 1, room])),
      lines: new Map(lines.map((room, n) => [n + 1, room])),
      places,
    }));
  const sum = (given: ReadonlyMap<number, number>, of: readonly Contender[]) =>
    of.reduce((total, { campaignId }) => total + (given.get(campaignId) ?? 0), 0);

  test("gives nobody more than there is room", () => {
    fc.assert(
      fc.property(situation, ({ contenders, employees, lines, places }) => {
        const given = shareFree(contenders, employees, lines, places);
        expect(sum(given, contenders)).toBeLessThanOrEqual(places);
        for (const { campaignId, room } of contenders) expect(given.get(campaignId) ?? 0).toBeLessThanOrEqual(room);
        for (const [id, room] of employees)
          expect(
            sum(
              given,
              contenders.filter(({ employeeId }) => employeeId === id),
            ),
          ).toBeLessThanOrEqual(room);
        for (const [id, room] of lines)
          expect(
            sum(
              given,
              contenders.filter(({ lineId }) => lineId === id),
            ),
          ).toBeLessThanOrEqual(room);
      }),
    );
  });

  test("leaves no place empty that somebody could use", () => {
    fc.assert(
      fc.property(situation, ({ contenders, employees, lines, places }) => {
        const given = shareFree(contenders, employees, lines, places);
        if (sum(given, contenders) === places) return;
        for (const { campaignId, employeeId, lineId, room } of contenders) {
          const left = [
            room - (given.get(campaignId) ?? 0),
            employees.get(employeeId)! -
              sum(
                given,
                contenders.filter((other) => other.employeeId === employeeId),
              ),
            lines.get(lineId)! -
              sum(
                given,
                contenders.filter((other) => other.lineId === lineId),
              ),
          ];
          expect(Math.min(...left)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test("makes those who compete for the same equal within one call, unless their own limits forbid", () => {
    fc.assert(
      fc.property(fc.array(small, { minLength: 2, maxLength: 6 }), fc.integer({ min: 0, max: 60 }), (live, room) => {
        const contenders = live.map((n, at) => ({ campaignId: at, employeeId: 1, lineId: 1, live: n, room: Infinity }));
        const given = shareFree(contenders, new Map([[1, room]]), new Map([[1, Infinity]]), 1_000);
        const served = contenders.filter(({ campaignId }) => given.has(campaignId));
        const levels = served.map(({ campaignId, live: n }) => n + given.get(campaignId)!);
        if (levels.length > 0) expect(Math.max(...levels) - Math.min(...levels)).toBeLessThanOrEqual(1);
        // Who got nothing had as many already.
        for (const { campaignId, live: n } of contenders)
          if (!given.has(campaignId) && levels.length > 0) expect(n).toBeGreaterThanOrEqual(Math.min(...levels) - 1);
      }),
    );
  });

  test("serves the first of equals first", () => {
    const contender = { employeeId: 1, lineId: 1, live: 0, room: 5 };
    const given = shareFree(
      [
        { ...contender, campaignId: 8 },
        { ...contender, campaignId: 3 },
      ],
      new Map([[1, 5]]),
      new Map([[1, 1]]),
      10,
    );
    expect([...given]).toEqual([[8, 1]]);
  });
});
