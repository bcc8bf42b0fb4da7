import { describe, expect, test } from "vitest";
import { neutraliseCell } from "./spreadsheet.ts";

describe("a cell of a file that a spreadsheet will open", () => {
  test.each(["=1+1", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "-2+SUM(A1)", "@SUM(A1)", "\t=1", "\r=1", "+A1"])(
    "%j gets an apostrophe before it",
    (cell) => {
      expect(neutraliseCell(cell)).toBe(`'${cell}`);
    },
  );
  test.each(["+14155550123", "+1 (415) 555-0123", "-12.5", "-1", "Ada", "a=b", "", "'=1", "2026-01-01", "-"])(
    "%j stays as it is",
    (cell) => {
      expect(neutraliseCell(cell)).toBe(cell);
    },
  );
});
