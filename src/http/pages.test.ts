import { Refusal } from "#domain/errors.ts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor, pageOf } from "./pages.ts";

const position = z.strictObject({ name: z.string(), id: z.int() });

describe("a cursor", () => {
  test("comes back as the position it was made of", () => {
    const at = { name: "Zoë & co/?=+", id: 7 };
    const cursor = encodeCursor(at);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(position, cursor)).toEqual(at);
  });

  test("is absent on the first page", () => {
    expect(decodeCursor(position, undefined)).toBeNull();
  });

  test.each(["", "nonsense", "%%%", encodeCursor({ id: 7 }), encodeCursor({ name: "a", id: "7" }), encodeCursor(null)])(
    "%j is refused as malformed",
    (cursor) => {
      expect(() => decodeCursor(position, cursor)).toThrow(expect.objectContaining({ code: "malformed" }));
      expect(() => decodeCursor(position, cursor)).toThrow(Refusal);
    },
  );
});

describe("a page", () => {
  const shape = { limit: 2, total: 9, item: (row: number) => `#${row}`, position: (row: number) => row };

  test("ends with the position of its last item when there is more", () => {
    expect(pageOf([1, 2, 3], shape)).toEqual({ items: ["#1", "#2"], nextCursor: encodeCursor(2), total: 9 });
  });

  test("ends early where its items are large, and goes on with the next page; one item always goes out", () => {
    const large = "x".repeat(3 * 1024 * 1024);
    const rows = { limit: 10, total: 3, item: () => large, position: (row: number) => row };
    const page = pageOf([1, 2, 3], rows);
    expect(page.items).toHaveLength(1);
    expect(page.nextCursor).toBe(encodeCursor(1));
    expect(pageOf([3], { ...rows, item: () => large + large })).toMatchObject({ nextCursor: null, total: 3 });
  });

  test.each([[[]], [[1]], [[1, 2]]])("of the rows %j is the last", (rows) => {
    expect(pageOf(rows, shape).nextCursor).toBeNull();
  });
});
