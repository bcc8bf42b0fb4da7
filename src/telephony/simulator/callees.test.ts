import { describe, expect, test } from "vitest";
import { VirtualClock } from "#harness/virtual-clock.ts";
import type { Outcome } from "#domain/call/outcomes.ts";
import { resultFacts } from "#domain/call/outcomes.ts";
import type { CalleeBehaviour, CallRequest, LineEvent } from "../port.ts";
import { openSimulator } from "./line.ts";

interface Told {
  events: LineEvent[];
  placedAt: number;
}

/** Places one call, lets it go to its end, and gives what was told of it. */
function call(
  to: string,
  attempt: number,
  settings: Record<string, unknown> = {},
  change: Partial<CallRequest> = {},
): Told {
  const clock = new VirtualClock();
  const line = openSimulator(settings, { clock });
  const events: LineEvent[] = [];
  const request: CallRequest = {
    callKey: `key-${to}-${attempt}`,
    to,
    from: null,
    attempt,
    ringTimeoutSeconds: 30,
    maxCallSeconds: 600,
    notAfter: clock.now() + 5000,
    ...change,
  };
  const placedAt = clock.now();
  line.place(request, (event) => events.push(event));
  for (let next = clock.next(); next !== null; next = clock.next()) clock.advanceTo(next);
  expect(line.faults()).toEqual({ count: 0, latest: [] });
  return { events, placedAt };
}

/** "busy", "failed congestion", "answered talks by person": what one call came to. */
function summary({ events }: Told): string {
  const ended = events.at(-1);
  if (ended?.type !== "ended") return "did not end";
  const answered = events.find((event) => event.type === "answered");
  if (answered) {
    const media = answered.media;
    return `answered: ${media.kind === "script" ? media.callee.behaviour : "sound"} by ${answered.by}`;
  }
  const { ending } = ended;
  if (ending.kind !== "unanswered") return ending.kind;
  const rang = events.some((event) => event.type === "ringing") ? ", rang" : "";
  return `${ending.outcome}${ending.result ? `, ${ending.result}` : ""}${rang}, ${ending.cause.sip}/${ending.cause.q850}`;
}

const talks = "answered: talks by person";
const ringsOut = "no_answer, rang, 487/19";

/** api.md's table, row by row, attempts one, two and three. */
const table: Record<string, [string, string, string]> = {
  "00": ["busy, 486/17", "busy, 486/17", "busy, 486/17"],
  "01": [ringsOut, ringsOut, ringsOut],
  "02": ["answered: machine by machine", "answered: machine by machine", "answered: machine by machine"],
  "03": ["failed, congestion, 503/38", "failed, congestion, 503/38", "failed, congestion, 503/38"],
  "04": ["failed, invalid_number, 404/1", "failed, invalid_number, 404/1", "failed, invalid_number, 404/1"],
  "05": ["busy, 486/17", talks, talks],
  "06": [ringsOut, ringsOut, talks],
  "07": ["answered: hangs_up by person", "answered: hangs_up by person", "answered: hangs_up by person"],
  "08": ["answered: opts_out by person", "answered: opts_out by person", "answered: opts_out by person"],
  "09": ["answered: asks_callback by person", talks, talks],
  "10": ["answered: screens by screening", "answered: screens by screening", "answered: screens by screening"],
  "11": [talks, talks, talks],
  "12": ["failed, congestion, 408/102", "failed, congestion, 408/102", "failed, congestion, 408/102"],
  "13": ["answered: silent by unknown", "answered: silent by unknown", "answered: silent by unknown"],
  "14": ["failed, congestion, 503/42", talks, talks],
};

const lastTwoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

function answer({ events }: Told): { callee: { behaviour: CalleeBehaviour; talkMilliseconds: number }; at: number } {
  const answered = events.find((event) => event.type === "answered");
  if (answered?.media.kind !== "script") throw new Error("nobody answered");
  return { callee: answered.media.callee, at: answered.at };
}

describe("the simulator's callees", () => {
  test.each(lastTwoDigits)("a number ending in %s", (digits) => {
    const expected = table[digits] ?? [talks, talks, talks];
    for (const settings of [{}, { speed: 20 }, { speed: "max" }]) {
      for (const prefix of ["+141555501", "+4930123456"]) {
        const happened = [1, 2, 3].map((attempt) => summary(call(prefix + digits, attempt, settings)));
        expect(happened).toEqual(expected);
      }
    }
  });

  test("what happens for the third time goes on happening", () => {
    expect(summary(call("+14155550106", 20))).toBe(talks);
    expect(summary(call("+14155550100", 20))).toBe("busy, 486/17");
  });

  test("no failure of theirs is a failure of our line, unless the breaker is to be tried", () => {
    for (const digits of ["03", "12", "14"]) {
      const result = (settings: Record<string, unknown>): boolean => {
        const ended = call(`+141555501${digits}`, 1, settings).events.at(-1);
        if (ended?.type !== "ended" || ended.ending.kind !== "unanswered" || !ended.ending.result) {
          throw new Error("the call should have failed with a result");
        }
        return resultFacts[ended.ending.result].ourLine;
      };
      expect([digits, result({}), result({ breaker: true })]).toEqual([digits, false, true]);
    }
    expect(summary(call("+14155550104", 1, { breaker: true }))).toBe("failed, invalid_number, 404/1");
  });

  test("at life speed somebody rings 3–8 s and talks 20–120 s, one like the other spread over it", () => {
    const rings: number[] = [];
    const talked: number[] = [];
    for (let number = 0; number < 400; number++) {
      const told = call(`+1415${String(5_550_000 + number)}77`, 1);
      const { callee, at } = answer(told);
      rings.push(at - told.placedAt);
      talked.push(told.events.at(-1)!.at - at);
      expect(callee.talkMilliseconds).toBe(talked.at(-1));
    }
    expect(Math.min(...rings)).toBeGreaterThanOrEqual(3000);
    expect(Math.max(...rings)).toBeLessThanOrEqual(8000);
    expect(Math.max(...rings) - Math.min(...rings)).toBeGreaterThan(4500);
    expect(Math.min(...talked)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...talked)).toBeLessThanOrEqual(120_000);
    expect(Math.max(...talked) - Math.min(...talked)).toBeGreaterThan(90_000);
  });

  test("01 and 12 take the whole ring timeout, and only 01 rings", () => {
    for (const digits of ["01", "12"]) {
      const { events, placedAt } = call(`+141555501${digits}`, 1, { speed: 10 }, { ringTimeoutSeconds: 45 });
      expect(events.at(-1)!.at - placedAt).toBe(4500);
      expect(events.map(({ type }) => type)).toEqual(digits === "01" ? ["ringing", "ended"] : ["ended"]);
    }
  });

  test("11 talks for ten minutes, and is cut where the campaign allows less", () => {
    const whole = call("+14155550111", 1);
    expect(whole.events.at(-1)!.at - answer(whole).at).toBe(600_000);
    expect(whole.events.at(-1)).toMatchObject({ ending: { kind: "answered", by: "remote" } });
    const cut = call("+14155550111", 1, {}, { maxCallSeconds: 60 });
    expect(cut.events.at(-1)!.at - answer(cut).at).toBe(60_000);
    expect(cut.events.at(-1)).toMatchObject({ ending: { kind: "answered", by: "local" } });
  });

  test("somebody who answers does so within the shortest ring timeout too", () => {
    for (let number = 0; number < 100; number++) {
      const told = call(`+141555${String(10_000 + number)}99`, 1, {}, { ringTimeoutSeconds: 5 });
      expect(summary(told)).toBe(talks);
      expect(answer(told).at - told.placedAt).toBeLessThan(5000);
    }
  });

  test("09 asks for an hour later, as fast as the far end lives", () => {
    const asked = (speed: number | "max"): unknown => {
      const { callee } = answer(call("+14155550109", 1, { speed }));
      return (callee as { callbackAfterMilliseconds?: unknown }).callbackAfterMilliseconds;
    };
    expect([asked(1), asked(60), asked("max")]).toEqual([3_600_000, 60_000, 0]);
  });

  test("08 waits for the good-bye, and not for ever", () => {
    const told = call("+14155550108", 1, { speed: "max" });
    expect(told.events.at(-1)!.at - answer(told).at).toBe(10_000);
  });

  test("speed divides what the far end takes, and max takes nothing", () => {
    const life = call("+14155550155", 1);
    const fast = call("+14155550155", 1, { speed: 100 });
    const length = ({ events, placedAt }: Told): number => events.at(-1)!.at - placedAt;
    expect(Math.abs(length(fast) * 100 - length(life))).toBeLessThan(200);
    expect(length(call("+14155550155", 1, { speed: "max" }))).toBe(0);
  });

  test("the same number and attempt are the same call again", () => {
    expect(call("+14155550166", 2, {}, { callKey: "one" }).events).toEqual(
      call("+14155550166", 2, {}, { callKey: "another" }).events,
    );
    expect(call("+14155550166", 1).events).not.toEqual(call("+14155550166", 2).events);
  });
});

describe("a mix of outcomes", () => {
  const weights = { success: 50, voicemail: 20, no_answer: 15, busy: 10, failed: 5 };
  const outcomeOf = (told: Told): Outcome => {
    const text = summary(told);
    if (text === talks) return "success";
    if (text.startsWith("answered: machine")) return "voicemail";
    return text.split(",")[0] as Outcome;
  };
  const answers = (seed: number, count: number, mix: Record<string, number> = weights): Outcome[] =>
    Array.from({ length: count }, (_, number) =>
      outcomeOf(call(`+1415555${String(number).padStart(4, "0")}`, 1, { speed: "max", mix: { ...mix, seed } })),
    );

  test("comes in the proportions asked for, whatever the digits", () => {
    const happened = answers(7, 4000);
    for (const [outcome, percent] of Object.entries(weights)) {
      const share = (happened.filter((one) => one === outcome).length / happened.length) * 100;
      // Four standard deviations of 4,000 draws, at most 3.2 percentage points.
      const deviation = Math.sqrt((percent * (100 - percent)) / happened.length);
      expect({ outcome, near: Math.abs(share - percent) < 4 * deviation }).toEqual({ outcome, near: true });
    }
  });

  test("is the same for the same seed, and another for another", () => {
    expect(answers(1, 200)).toEqual(answers(1, 200));
    expect(answers(1, 200)).not.toEqual(answers(2, 200));
  });

  test("leaves out what has no weight", () => {
    expect(new Set(answers(3, 300, { busy: 1 }))).toEqual(new Set(["busy"]));
    expect(new Set(answers(3, 300, { success: 1, failed: 0, voicemail: 2 }))).toEqual(
      new Set(["success", "voicemail"]),
    );
  });

  test("gives the same number another chance at the next attempt", () => {
    const happened = Array.from({ length: 30 }, (_, index) =>
      outcomeOf(call("+14155550100", index + 1, { speed: "max", mix: { ...weights, seed: 5 } })),
    );
    expect(new Set(happened).size).toBeGreaterThan(2);
  });
});
