import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VirtualClock } from "./virtual-clock.ts";

describe("the virtual clock", () => {
  test("runs timers in order of their instants, and those of one instant in the order they were set", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 200 }), (delays) => {
        const clock = new VirtualClock(1000);
        const ran: Array<{ index: number; at: number }> = [];
        for (const [index, delay] of delays.entries()) {
          clock.after(delay, () => ran.push({ index, at: clock.now() }));
        }
        clock.advanceTo(2000);
        const expected = delays
          .map((delay, index) => ({ index, at: 1000 + delay }))
          .toSorted((one, other) => one.at - other.at || one.index - other.index);
        expect(ran).toEqual(expected);
        expect(clock.now()).toBe(2000);
        expect(clock.next()).toBeNull();
      }),
    );
  });

  test("does not run what was called off, however many were", () => {
    const clock = new VirtualClock(0);
    const ran: number[] = [];
    const callOff = Array.from({ length: 10_000 }, (_, index) => clock.after(10_000 - index, () => ran.push(index)));
    for (const [index, cancel] of callOff.entries()) {
      if (index % 100 !== 0) cancel();
      if (index % 300 === 1) cancel();
    }
    expect(clock.waiting).toBe(100);
    expect(clock.next()).toBe(100);
    expect(clock.advanceTo(10_000)).toBe(100);
    expect(ran).toEqual(Array.from({ length: 100 }, (_, index) => 9900 - index * 100));
    for (const cancel of callOff) cancel();
    expect(clock.waiting).toBe(0);
  });

  test("runs what a timer sets on the way, at its own instant", () => {
    const clock = new VirtualClock(0);
    const at: number[] = [];
    const again = (): void => {
      at.push(clock.now());
      if (at.length < 5) clock.after(10, again);
    };
    clock.after(10, again);
    clock.advanceTo(35);
    expect(at).toEqual([10, 20, 30]);
    expect(clock.next()).toBe(40);
  });

  test("runs at this instant only what is due at this instant", () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.after(0, () => {
      ran.push("now");
      clock.after(0, () => ran.push("also now"));
    });
    clock.after(1, () => ran.push("later"));
    expect(clock.runDue()).toBe(2);
    expect(ran).toEqual(["now", "also now"]);
    expect(clock.next()).toBe(1);
  });

  test("does not go back", () => {
    const clock = new VirtualClock("2026-11-02T12:00:00Z");
    expect(() => clock.advanceTo(Date.parse("2026-11-02T11:59:59Z"))).toThrow("cannot go to");
  });
});
