import { afterEach, expect, test } from "vitest";
import type { JudgeRequest } from "./judge-thread.ts";
import { JudgeThreads } from "./judge-threads.ts";

const open: JudgeThreads[] = [];
afterEach(async () => {
  for (const threads of open.splice(0)) await threads.stop();
});

const request = (lines: readonly string[][]): JudgeRequest => ({
  columnNames: ["Phone", "Note"],
  mapping: { country: "US", columns: { Phone: "phone" }, onDuplicate: "skip" },
  required: [],
  first: 101,
  cells: lines.map((line) => JSON.stringify(line)).join("\n"),
});

test.each([
  ["many rows", 3_000, "x".repeat(30)],
  ["few long rows", 3, "x".repeat(100_000)],
  ["one long row", 1, "x".repeat(100_000)],
])("%s come to the same in one thread as in several, in their order", async (_what, count, note) => {
  const lines = Array.from({ length: count }, (_line, at) => [at % 7 === 2 ? "12" : `+1415${5_550_000 + at}`, note]);
  const judged = await Promise.all(
    [1, 2, 3].map((threads) => {
      open.push(new JudgeThreads(threads));
      return open.at(-1)!.judge(request(lines));
    }),
  );
  const numbers = lines.map(([phone]) => (phone === "12" ? 0 : Number(phone)));
  const wrong = numbers.flatMap((phone, at) => (phone === 0 ? [101 + at] : []));
  for (const { phones, noted } of judged) {
    expect([...phones]).toEqual(numbers);
    expect(noted.map(({ row }) => row)).toEqual(wrong);
  }
});
