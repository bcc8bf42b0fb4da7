import { describe, expect, test } from "vitest";
import { neutraliseCell, neutraliseValue, withoutApostrophe } from "./spreadsheet.ts";

describe("a cell of a file that a spreadsheet will open", () => {
  test.each([
    "=1+1",
    '=HYPERLINK("http://x")',
    "+cmd|' /C calc'!A0",
    "-2+SUM(A1)",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "+A1",
    "＝1+1",
    "＋A1",
    "－A1",
    "＠SUM(A1)",
    " =1+1",
    "\u00a0@SUM(A1)",
    '"=1+1',
    '="a"&cmd("b")',
  ])("%j gets an apostrophe before it, and is read back without", (cell) => {
    expect(neutraliseCell(cell)).toBe(`'${cell}`);
    expect(withoutApostrophe(neutraliseCell(cell))).toBe(cell);
    expect(withoutApostrophe(neutraliseValue(cell))).toBe(cell);
  });
  test.each([
    "+14155550123",
    "＋14155550123",
    "+1 (415) 555-0123",
    "-12.5",
    "Ada",
    "a=b",
    "",
    "'=1",
    '="0170"',
    "-",
    "'t",
  ])("%j stays as it is", (cell) => {
    expect(neutraliseCell(cell)).toBe(cell);
  });
});

test.each(["'=1", "''＠1", "'0170", '="0170"', "' =1"])("a value %j of ours is read back as it was", (value) => {
  expect(neutraliseValue(value)).toBe(`'${value}`);
  expect(withoutApostrophe(neutraliseValue(value))).toBe(value);
});
