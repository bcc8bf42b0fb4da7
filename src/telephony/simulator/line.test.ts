import { describe, expect, test } from "vitest";
import { VirtualClock } from "#harness/virtual-clock.ts";
import type { CallRequest, LineEvent } from "../port.ts";
import { openSimulator, type SimulatorLine } from "./line.ts";

function open(settings: Record<string, unknown>): {
  clock: VirtualClock;
  line: SimulatorLine;
  place(to: string, change?: Partial<CallRequest>): LineEvent[];
} {
  const clock = new VirtualClock();
  const line = openSimulator(settings, { clock });
  let keys = 0;
  return {
    clock,
    line,
    place(to, change) {
      const events: LineEvent[] = [];
      const request: CallRequest = {
        callKey: `key-${keys++}`,
        to,
        from: null,
        attempt: 1,
        ringTimeoutSeconds: 30,
        maxCallSeconds: 600,
        notAfter: clock.now(),
        ...change,
      };
      line.place(request, (event) => events.push(event));
      return events;
    },
  };
}

const number = (index: number): string => `+1415${String(1_000_000 + index)}`;

describe("the simulator checks whoever dials: it counts as a fault", () => {
  test("a call more at once than the line takes, and not the last one that fits", async () => {
    const { line, place, clock } = open({ maxConcurrentCalls: 3 });
    for (let index = 0; index < 3; index++) place(number(20 + index));
    expect(line.faults().count).toBe(0);
    place(number(30));
    expect(line.faults().latest).toEqual([
      "2026-11-02T12:00:00.000Z: call 4 at once was started on a line that takes 3.",
    ]);
    clock.advanceTo(clock.now() + 700_000);
    place(number(40));
    expect(line.faults().count).toBe(1);
    expect(await line.check()).toMatchObject({ ok: true, problems: [{ code: "limits_exceeded" }] });
  });

  test("more starts than agreed in any second, however the second lies", () => {
    const { line, place, clock } = open({ maxConcurrentCalls: 1000, callsPerSecond: 10 });
    // Ten in each second, but in the second half of one and the first half of the next.
    clock.advanceTo(clock.now() + 500);
    for (let index = 0; index < 10; index++) place(number(20 + index * 100));
    expect(line.faults().count).toBe(0);
    clock.advanceTo(clock.now() + 600);
    place(number(21));
    expect(line.faults().count).toBe(0);
    place(number(22));
    expect(line.faults().latest[0]).toContain("12 calls started within a second on a line that takes 10");
    clock.advanceTo(clock.now() + 1000);
    for (let index = 0; index < 10; index++) place(number(23 + index * 100));
    expect(line.faults().count).toBe(1);
  });

  test("a number rung while a call to it is live, and not after it ended", () => {
    const { line, place, clock } = open({});
    place("+14155550120");
    place("+14155550120");
    expect(line.faults().latest[0]).toContain("a number ending in 20 was rung while a call to it was live");
    expect(line.faults().latest[0]).not.toContain("4155550120");
    clock.advanceTo(clock.now() + 700_000);
    place("+14155550120");
    expect(line.faults().count).toBe(1);
  });

  test("a key placed twice, which rings once", () => {
    const { line, place, clock } = open({ speed: "max" });
    const first = place("+14155550120", { callKey: "one" });
    const second = place("+14155550121", { callKey: "one" });
    clock.runDue();
    const third = place("+14155550122", { callKey: "one" });
    clock.runDue();
    expect([first.length, second.length, third.length]).toEqual([3, 0, 0]);
    expect(line.faults().count).toBe(2);
  });

  test("but not a request that came too late, which rings nobody", () => {
    const { line, place, clock } = open({ maxConcurrentCalls: 1, callsPerSecond: 1 });
    const late = Array.from({ length: 5 }, () => place("+14155550120", { notAfter: clock.now() - 1 }));
    clock.runDue();
    for (const events of late) expect(events).toMatchObject([{ type: "ended", ending: { reason: "expired" } }]);
    expect(line.faults().count).toBe(0);
    place("+14155550121");
    expect(line.faults().count).toBe(0);
    place("+14155550122");
    expect(line.faults().latest[0]).toContain("call 2 at once");
  });
});

describe("the simulator", () => {
  test("keeps a hundred sentences of faults and counts them all", () => {
    const { line, place } = open({ maxConcurrentCalls: 1 });
    for (let index = 0; index < 300; index++) place(number(20 + index * 100));
    expect(line.faults().count).toBe(299);
    expect(line.faults().latest).toHaveLength(100);
    expect(line.faults().latest.at(-1)).toContain("call 300 at once");
  });

  test("without waiting, needs one timer for any number of calls", () => {
    const { place, clock } = open({ speed: "max", maxConcurrentCalls: 10_000 });
    const told = Array.from({ length: 5000 }, (_, index) => place(number(20 + index * 100)));
    expect(told.flat()).toEqual([]);
    expect(clock.waiting).toBe(1);
    expect(clock.runDue()).toBe(1);
    expect(told.every((events) => events.at(-1)?.type === "ended")).toBe(true);
  });

  test("forgets old endings, remembers the last thousands, and holds nothing else", async () => {
    const { line, place, clock } = open({ speed: "max", maxConcurrentCalls: 10_000 });
    for (let round = 0; round < 10; round++) {
      for (let index = 0; index < 1000; index++) place(number(20 + index * 100));
      clock.runDue();
    }
    expect(line.faults().count).toBe(0);
    expect(await line.lookUp("key-0")).toEqual({ state: "unknown" });
    expect(await line.lookUp("key-4999")).toEqual({ state: "unknown" });
    expect(await line.lookUp("key-5000")).toMatchObject({ state: "ended" });
    expect(await line.lookUp("key-9999")).toMatchObject({ state: "ended" });
    expect(clock.waiting).toBe(0);
  });

  test("uses new limits and a new speed for the next calls", () => {
    const { line, place, clock } = open({ maxConcurrentCalls: 2 });
    place(number(20));
    const before = place(number(21));
    line.configure({ maxConcurrentCalls: 1, speed: "max" });
    clock.runDue();
    expect(before.map(({ type }) => type)).toEqual(["ringing"]);
    expect(line.faults().count).toBe(0);
    const after = place(number(22));
    clock.runDue();
    expect(after.map(({ type }) => type)).toEqual(["ringing", "answered", "ended"]);
    expect(line.faults().count).toBe(1);
  });

  test("goes on with every call when a listener throws, and lets the fault be seen", () => {
    const { line, place, clock } = open({ speed: "max" });
    const request = { to: "+14155550120", from: null, attempt: 1, ringTimeoutSeconds: 30, maxCallSeconds: 60 };
    const heard: string[] = [];
    line.place({ ...request, callKey: "bad", notAfter: clock.now() }, ({ type }) => {
      heard.push(type);
      if (type === "ringing") throw new Error("a listener's fault");
    });
    const other = place("+14155550121");
    expect(() => clock.runDue()).toThrow("a listener's fault");
    expect(heard).toEqual(["ringing", "answered", "ended"]);
    expect(other).toHaveLength(3);
  });

  test("can be hung up by a listener in the middle of what it tells", () => {
    const { line, clock } = open({ speed: "max" });
    for (const moment of ["ringing", "answered"] as const) {
      const heard: LineEvent[] = [];
      const callKey = `hung up when ${moment}`;
      line.place(
        {
          callKey,
          to: "+14155550120",
          from: null,
          attempt: 1,
          ringTimeoutSeconds: 30,
          maxCallSeconds: 60,
          notAfter: clock.now(),
        },
        (event) => {
          heard.push(event);
          if (event.type === moment) line.hangUp(callKey);
        },
      );
      clock.runDue();
      const expected = moment === "ringing" ? { kind: "canceled" } : { kind: "answered", by: "local" };
      expect(heard.at(-1)).toMatchObject({ type: "ended", ending: expected });
      expect(heard.filter(({ type }) => type === "ended")).toHaveLength(1);
    }
  });

  test("tells nothing of a call that was hung up once it has told the end, and waits for nothing", () => {
    const { line, place, clock } = open({});
    for (const [callKey, wait] of [
      ["while ringing", 2000],
      ["while talking", 15_000],
    ] as const) {
      const events = place("+14155550111", { callKey });
      clock.advanceTo(clock.now() + wait);
      line.hangUp(callKey);
      clock.runDue();
      expect(events.at(-1)?.type).toBe("ended");
      expect(clock.waiting).toBe(0);
    }
  });

  test("keeps events in order when the clock is set back", () => {
    const clock = new VirtualClock();
    let back = 0;
    const line = openSimulator(
      {},
      { clock: { now: () => clock.now() - back, after: (wait, action) => clock.after(wait, action) } },
    );
    const heard: LineEvent[] = [];
    line.place(
      {
        callKey: "one",
        to: "+14155550120",
        from: null,
        attempt: 1,
        ringTimeoutSeconds: 30,
        maxCallSeconds: 60,
        notAfter: clock.now(),
      },
      (event) => heard.push(event),
    );
    clock.runDue();
    back = 3_600_000;
    clock.advanceTo(clock.now() + 700_000);
    expect(heard.map(({ type }) => type)).toEqual(["ringing", "answered", "ended"]);
    expect(heard.map(({ at }) => at)).toEqual(heard.map(({ at }) => at).toSorted((one, other) => one - other));
  });

  test("works with defaults where stored settings are bad, and says which", async () => {
    const { line, place, clock } = open({ speed: "fast", maxConcurrentCalls: 0 });
    const { ok, problems } = await line.check();
    expect(ok).toBe(false);
    expect(problems.map(({ message }) => message)).toEqual([
      "speed must be a number from 0.1 to 1000000, or “max”.",
      "maxConcurrentCalls must be a whole number from 1 to 10000.",
    ]);
    const events = place("+14155550120");
    clock.advanceTo(clock.now() + 700_000);
    expect(events).toHaveLength(3);
    line.configure({});
    expect(await line.check()).toEqual({ ok: true, problems: [] });
  });
});
