import { describe, expect, test } from "vitest";
import { between, latest } from "./period.ts";

const days = ({ from, to }: { from?: string; to?: string }) =>
  (new Date(to!).getTime() - new Date(from!).getTime()) / 86_400_000;

describe("the period of the sums", () => {
  test("of the latest days ends now, and is compared with as many before", () => {
    const now = Date.parse("2026-11-24T14:32:00Z");
    expect(latest(7, now)).toEqual({
      span: { from: "2026-11-17T14:32:00.000Z" },
      before: { from: "2026-11-10T14:32:00.000Z", to: "2026-11-17T14:32:00.000Z" },
      days: 7,
    });
  });

  test("between two dates has both days whole, by the viewer's midnight", () => {
    const period = between("2026-11-02", "2026-11-04")!;
    expect(period.span).toEqual({
      from: new Date(2026, 10, 2).toISOString(),
      to: new Date(2026, 10, 5).toISOString(),
    });
    expect(period.before).toEqual({ from: new Date(2026, 9, 30).toISOString(), to: period.span.from });
    expect(days(period.span)).toBe(3);
    expect(period.days).toBe(3);
  });

  test("of one day is compared with the day before", () => {
    const period = between("2026-03-01", "2026-03-01")!;
    expect(period.days).toBe(1);
    expect(period.before).toEqual({ from: new Date(2026, 1, 28).toISOString(), to: period.span.from });
  });

  test.each([
    ["", "2026-11-04"],
    ["2026-11-05", "2026-11-04"],
    ["2026-13-01", "2026-13-02"],
  ])("is none from %j to %j", (first, last) => {
    expect(between(first, last)).toBeNull();
  });
});
