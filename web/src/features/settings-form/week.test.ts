import { describe, expect, test } from "vitest";
import type { Window } from "#domain/campaign/settings.ts";
import { clockOf, freeSpan, joined, moved, resized, spanOf, spanText, weekOf, windowsOf } from "./week.ts";

const span = (from: number, until: number) => ({ from, until });

describe("a span", () => {
  test("ends the next morning when its end is at or before its beginning", () => {
    expect(spanOf("09:30", "17:00")).toEqual(span(570, 1_020));
    expect(spanOf("22:00", "02:00")).toEqual(span(1_320, 1_560));
    expect(spanOf("00:00", "24:00")).toEqual(span(0, 1_440));
    expect(spanOf("08:00", "08:00")).toEqual(span(480, 1_920));
  });

  test("is written as a clock reads, and midnight at its end as 24:00", () => {
    expect(spanText(span(570, 1_440))).toBe("09:30–24:00");
    expect(spanText(span(1_320, 1_560))).toBe("22:00–02:00");
    expect(clockOf(1_500)).toBe("01:00");
  });

  test("moves within its day, and one past midnight keeps beginning in it", () => {
    expect(moved(span(540, 1_020), 30)).toEqual(span(570, 1_050));
    expect(moved(span(540, 1_020), -1_000)).toEqual(span(0, 480));
    expect(moved(span(540, 1_020), 1_000)).toEqual(span(960, 1_440));
    expect(moved(span(1_320, 1_560), 1_000)).toEqual(span(1_410, 1_650));
  });

  test("is never shorter than half an hour, nor longer than a day", () => {
    expect(resized(span(540, 600), "from", 600)).toEqual(span(570, 600));
    expect(resized(span(540, 600), "until", -600)).toEqual(span(540, 570));
    expect(resized(span(540, 600), "until", 2_000)).toEqual(span(540, 1_440));
    expect(resized(span(1_320, 1_560), "until", 2_000)).toEqual(span(1_320, 2_760));
  });
});

describe("a day", () => {
  test("has as one what touches or overlaps, in order", () => {
    expect(joined([span(780, 900), span(540, 720), span(720, 750), span(600, 660)])).toEqual([
      span(540, 750),
      span(780, 900),
    ]);
  });

  test("leaves what it was given as it was", () => {
    const given = [span(540, 720), span(600, 800)];
    joined(given);
    expect(given).toEqual([span(540, 720), span(600, 800)]);
  });

  test("has room for an hour after its last span, else before its first, else none", () => {
    expect(freeSpan([])).toEqual(span(540, 1_020));
    expect(freeSpan([span(540, 600)])).toEqual(span(630, 690));
    expect(freeSpan([span(540, 1_440)])).toEqual(span(450, 510));
    expect(freeSpan([span(30, 1_440)])).toBeNull();
  });
});

describe("a week", () => {
  const office: Window[] = [
    { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "12:00" },
    { days: ["mon", "tue", "wed", "thu", "fri"], from: "13:00", to: "24:00" },
    { days: ["sat"], from: "22:00", to: "02:00" },
  ];

  test("is drawn of windows, and kept as the same windows", () => {
    expect(windowsOf(weekOf(office))).toEqual(office);
  });

  test("keeps days with the same hours together, whatever order they were drawn in", () => {
    const drawn: Window[] = [
      { days: ["sun"], from: "10:00", to: "12:00" },
      { days: ["mon"], from: "10:00", to: "12:00" },
      { days: ["mon"], from: "08:00", to: "09:00" },
    ];
    expect(windowsOf(weekOf(drawn))).toEqual([
      { days: ["mon"], from: "08:00", to: "09:00" },
      { days: ["mon", "sun"], from: "10:00", to: "12:00" },
    ]);
  });
});
