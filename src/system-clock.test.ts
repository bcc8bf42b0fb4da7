import { afterEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "./system-clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("the system's clock", () => {
  test("shows the database's time once it knows how far that is ahead", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const clock = systemClock();
    expect(clock.now()).toBe(1_000_000);
    clock.offset(-250);
    expect(clock.now()).toBe(999_750);
  });

  test("is not moved by whoever sets the machine's clock", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const clock = systemClock();
    clock.offset(500);
    vi.setSystemTime(1_120_000);
    expect(clock.now()).toBe(1_000_500);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_001_500);
  });

  test("waits for months where the machine's own timers would run at once", () => {
    vi.useFakeTimers({ now: 0 });
    const clock = systemClock();
    const sixtyDays = 60 * 24 * 3_600_000;
    let ran = false;
    clock.after(sixtyDays, () => {
      ran = true;
    });
    vi.advanceTimersByTime(sixtyDays - 1);
    expect(ran).toBe(false);
    vi.advanceTimersByTime(1);
    expect(ran).toBe(true);
  });

  test("lets a wait be called off, also in its second part and when it is of no length", () => {
    vi.useFakeTimers({ now: 0 });
    const clock = systemClock();
    const ran: string[] = [];
    const cancelLong = clock.after(2 ** 31 + 10, () => ran.push("long"));
    vi.advanceTimersByTime(2 ** 31);
    cancelLong();
    clock.after(0, () => ran.push("none"))();
    vi.advanceTimersByTime(1000);
    expect(ran).toEqual([]);
  });

  test("runs a wait of no length later than the code that asked for it", async () => {
    const ran: string[] = [];
    await new Promise<void>((resolve) => {
      systemClock().after(0, () => {
        ran.push("after");
        resolve();
      });
      ran.push("before");
    });
    expect(ran).toEqual(["before", "after"]);
  });
});
