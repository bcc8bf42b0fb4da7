import { describe, expect, test } from "vitest";
import { cursorAfter } from "./pages.ts";

const page = (rows: number, nextCursor: string | null) => ({
  items: Array<number>(rows).fill(0),
  nextCursor,
  total: 1e6,
});

describe("a list that loads as one scrolls", () => {
  test("goes on where the last page says, and ends where it says nothing", () => {
    expect(cursorAfter(page(100, "next"), [page(100, "next")])).toBe("next");
    expect(cursorAfter(page(40, null), [page(100, "next"), page(40, null)])).toBeUndefined();
  });

  test("ends at ten thousand rows, though there are more", () => {
    const all = Array.from({ length: 99 }, () => page(100, "next"));
    expect(cursorAfter(all.at(-1)!, all)).toBe("next");
    expect(cursorAfter(all.at(-1)!, [...all, page(100, "next")])).toBeUndefined();
  });
});
