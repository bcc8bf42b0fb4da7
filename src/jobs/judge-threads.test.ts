import { afterEach, expect, test } from "vitest";
import type { JudgeRequest } from "./judge-thread.ts";
import { JudgeThreads } from "./judge-threads.ts";

const open: JudgeThreads[] = [];
afterEach(async () => {
  for (const threads of open.splice(0)) await threads.stop();
});

/** In blocks of so many rows. */
const request = (lines: readonly string[][], size: number): JudgeRequest => ({
  columnNames: ["Phone", "Note"],
  mapping: { country: "US", columns: { Phone: "phone", Note: "company" }, onDuplicate: "skip" },
  required: [],
  blocks: Array.from({ length: Math.ceil(lines.length / size) }, (_, at) => ({
    first: 101 + at * size,
    cells: lines
      .slice(at * size, (at + 1) * size)
      .map((line) => JSON.stringify(line))
      .join("\n"),
  })),
});

test.each([
  ["many blocks", 3_000, 700],
  ["a block for each thread", 30, 10],
  ["one block", 3, 10],
])("%s come to the same in one thread as in several, in their order", async (_what, count, size) => {
  const lines = Array.from({ length: count }, (_line, at) => [
    at % 7 === 2 ? "12" : `+1415${5_550_000 + at}`,
    `C${at}`,
  ]);
  const judged = await Promise.all(
    [1, 2, 3].map((threads) => {
      open.push(new JudgeThreads(threads));
      return open.at(-1)!.judge(request(lines, size));
    }),
  );
  const numbers = lines.map(([phone]) => (phone === "12" ? 0 : Number(phone)));
  const wrong = numbers.flatMap((phone, at) => (phone === 0 ? [101 + at] : []));
  for (const blocks of judged) {
    expect(blocks.map(({ first }) => first)).toEqual(request(lines, size).blocks.map(({ first }) => first));
    expect(blocks.flatMap(({ phones }) => [...phones])).toEqual(numbers);
    expect(blocks.flatMap(({ noted }) => noted.map(({ row }) => row))).toEqual(wrong);
    expect(blocks.map(({ drafts }) => drafts)).toEqual(judged[0]!.map(({ drafts }) => drafts));
    expect(blocks[0]!.drafts).toContain("C0");
  }
});

test("rows that were judged before keep the number that was found then", async () => {
  open.push(new JudgeThreads(1));
  const asked = request(
    [
      ["12", "Acme"],
      ["+14155550101", "Emca"],
    ],
    10,
  );
  const blocks = asked.blocks.map((block) => ({ ...block, phones: [14_155_550_100, 0] }));
  const [block] = await open.at(-1)!.judge({ ...asked, blocks });
  expect([...block!.phones]).toEqual([14_155_550_100, 0]);
  expect(block!.drafts).toContain("+14155550100");
  expect(block!.drafts).not.toContain("Emca");
});
