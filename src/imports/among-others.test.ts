import { describe, expect, test } from "vitest";
import { type Around, type SoundRow, standingOf } from "./among-others.ts";
import { FirstRows } from "./first-rows.ts";

const around = (given: Partial<Around> = {}): Around => {
  const firsts = new FirstRows(10);
  const claim = (phone: number, row: number) => firsts.claim(phone, row);
  return { stored: new Set(), suppressed: new Map(), skipsStored: true, claim, ...given };
};
const sound = (row: number, phone: number, lacks: string | null = null): SoundRow => ({
  row,
  phone,
  lacks,
  lacksColumn: lacks && "Plan",
});
const verdicts = (rows: SoundRow[], given?: Partial<Around>) => {
  const lists = around(given);
  return rows.map((row) => standingOf(row, lists).verdict);
};

describe("a row among others", () => {
  test("is ready when nothing is around it, and a duplicate of the first row with its number", () => {
    const lists = around();
    expect(standingOf(sound(1, 7), lists)).toEqual({ verdict: "ready", reason: null, column: null, firstRow: null });
    expect(standingOf(sound(2, 8), lists).verdict).toBe("ready");
    expect(standingOf(sound(3, 7), lists)).toEqual({
      verdict: "duplicate_in_file",
      reason: "Row 1 has the same number.",
      column: null,
      firstRow: 1,
    });
  });

  test("that lacks what is needed stands for no number, unless the contact is stored", () => {
    const rows = [sound(1, 7, "There is no plan."), sound(2, 7), sound(3, 7)];
    expect(verdicts(rows)).toEqual(["other", "ready", "duplicate_in_file"]);
    expect(standingOf(rows[0]!, around())).toMatchObject({ reason: "There is no plan.", column: "Plan" });
    const stored = new Set([7]);
    expect(verdicts(rows, { stored, skipsStored: false })).toEqual(["ready", "duplicate_in_file", "duplicate_in_file"]);
  });

  test("with a stored contact is a duplicate only when such rows are skipped", () => {
    const stored = new Set([7]);
    expect(verdicts([sound(1, 7)], { stored })).toEqual(["duplicate_in_contacts"]);
    expect(verdicts([sound(1, 7)], { stored, skipsStored: false })).toEqual(["ready"]);
  });

  test("that is not to be called says since when, also when its contact is stored", () => {
    const suppressed = new Map([[7, new Date("2026-03-09T23:59:00Z")]]);
    expect(standingOf(sound(1, 7), around({ suppressed, stored: new Set([7]) }))).toMatchObject({
      verdict: "do_not_call",
      reason: "The number is on the do-not-call list since 9 March 2026.",
    });
    expect(verdicts([sound(1, 7), sound(2, 7)], { suppressed })).toEqual(["do_not_call", "duplicate_in_file"]);
  });
});
