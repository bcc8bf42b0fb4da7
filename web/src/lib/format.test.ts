import { describe, expect, test } from "vitest";
import { around, duration, moment, nameOf, rate, roughly } from "./format.ts";

/** By the clock of whoever looks on, whatever zone that is. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);
const now = at(24, 14, 32);
const iso = (date: Date) => date.toISOString();

describe("a number", () => {
  test("that nothing can be divided by is a dash, not nought", () => {
    expect(rate(null)).toBe("–");
    expect(rate(0)).toMatch(/^0.0%$/);
    expect(rate(54.27)).toMatch(/^54.3%$/);
  });

  test("of seconds is written in minutes, and carries over", () => {
    expect([0, 9.4, 59.6, 62, 3_600, null].map(duration)).toEqual(["0:00", "0:09", "1:00", "1:02", "60:00", "–"]);
  });
});

describe("a moment", () => {
  test("is of yesterday, today or tomorrow by the viewer's midnight, not by 24 hours", () => {
    expect(moment(iso(at(24, 0, 0)), now)).toBe("Today 00:00");
    expect(moment(iso(at(24, 23, 59)), now)).toBe("Today 23:59");
    expect(moment(iso(at(23, 23, 59)), now)).toBe("Yesterday 23:59");
    expect(moment(iso(at(25, 0, 0)), now)).toBe("Tomorrow 00:00");
  });

  test("further away has its day, and in another year the year in place of the clock", () => {
    expect(moment(iso(at(20, 9)), now)).toMatch(/20.*09:00|Nov.*09:00/);
    expect(moment(iso(new Date(2025, 10, 24, 9)), now)).toContain("2025");
    expect(moment(iso(new Date(2025, 10, 24, 9)), now)).not.toContain("09:00");
  });

  test("that is estimated is rounded up to five minutes, into tomorrow if need be", () => {
    expect(around(iso(at(24, 17, 11)), now)).toBe("around 17:15 today");
    expect(around(iso(at(24, 17, 15)), now)).toBe("around 17:15 today");
    expect(around(iso(at(24, 23, 58)), now)).toBe("around 00:00 tomorrow");
    expect(roughly(iso(at(24, 17, 11)), now)).toBe("Today 17:15");
  });
});

test("a contact without a name goes by its number", () => {
  expect(nameOf({ firstName: null, lastName: "", phone: "+442079460001" })).toBe("+442079460001");
  expect(nameOf({ firstName: "Ada", lastName: null, phone: "+442079460001" })).toBe("Ada");
});
