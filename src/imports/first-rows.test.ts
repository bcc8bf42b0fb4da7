import { describe, expect, test } from "vitest";
import { FirstRows } from "./first-rows.ts";

describe("the first row of a number", () => {
  test("stands for the rows after it, whatever other numbers there are", () => {
    const rows = 50_000;
    const firsts = new FirstRows(rows);
    const expected = new Map<number, number>();
    for (let row = 1; row <= rows; row++) {
      // In runs, as lists have them, and far apart.
      const phone =
        row % 2 ? 14_155_550_000 + (row % 9_000) : 100_000_000_000_000 + ((row * 7_919) % 30_000) * 4_294_967_296;
      if (!expected.has(phone)) expected.set(phone, row);
      expect(firsts.claim(phone, row)).toBe(expected.get(phone));
    }
  });

  test("is its own in a file of one row, and numbers of 15 digits that differ in the last are two", () => {
    expect(new FirstRows(1).claim(14_155_550_101, 1)).toBe(1);
    const firsts = new FirstRows(2);
    expect(firsts.claim(999_999_999_999_998, 1)).toBe(1);
    expect(firsts.claim(999_999_999_999_999, 2)).toBe(2);
  });
});
