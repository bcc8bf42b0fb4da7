import { describe, expect, test } from "vitest";
import { offsetSpanAt, wallTimeAt, zoneClock } from "./local-time.ts";

describe("a zone's spans of constant offset", () => {
  const spring = Date.parse("2026-03-29T01:00:00Z");
  const autumn = Date.parse("2026-10-25T01:00:00Z");

  test("begin exactly at the change, whichever instant is asked for first", () => {
    const berlin = zoneClock("Europe/Berlin");
    expect(offsetSpanAt(berlin, spring)).toEqual({ from: spring, until: autumn, offset: 7_200_000 });
    expect(offsetSpanAt(berlin, spring - 1)).toMatchObject({ until: spring, offset: 3_600_000 });
  });

  test("may last for ever", () => {
    expect(offsetSpanAt(zoneClock("Asia/Kathmandu"), spring)).toMatchObject({ until: Infinity, offset: 20_700_000 });
    expect(wallTimeAt(zoneClock("Etc/UTC"), 0.5)).toBe(0.5);
  });
});

test.for(["", "+02:00", "-05", "Mars/Olympus", " Europe/Berlin", "Berlin", "null", "UTC+2", "CEST", "T00Z", "T00:00Z"])(
  "%j has no clock",
  (name) => {
    expect(() => zoneClock(name)).toThrow(RangeError);
  },
);
