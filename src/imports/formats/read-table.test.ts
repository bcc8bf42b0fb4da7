import { expect, test } from "vitest";
import { inPieces, textRows, workbook } from "#harness/workbook.ts";
import { readTable } from "./read-table.ts";

const rows = [
  ["name", "phone"],
  ["Ada", "+14155550123"],
];

async function readAll(source: AsyncIterable<Buffer>) {
  const { header, chunks, format } = await readTable(source);
  const found: string[][] = [];
  for await (const chunk of chunks) found.push(...chunk);
  return { header, rows: found, kind: format().kind };
}

test.each([1, 3, 65_536])("tells a workbook from CSV by its bytes, in pieces of %d", async (size) => {
  const expected = { header: rows[0], rows: [rows[1]] };
  const book = workbook({ sheets: textRows(rows) });
  expect(await readAll(inPieces(book, size))).toEqual({ ...expected, kind: "xlsx" });
  expect(await readAll(inPieces(Buffer.from("name,phone\nAda,+14155550123\n"), size))).toEqual({
    ...expected,
    kind: "csv",
  });
});

test("files shorter than what tells a workbook are read as CSV", async () => {
  await expect(readAll(inPieces(Buffer.from("PK\n")))).rejects.toThrow(/header|row/);
  await expect(readAll(inPieces(Buffer.from("")))).rejects.toThrow(/^The file is empty/);
});

test.each<[kind: string, bytes: Buffer]>([
  ["CSV", Buffer.from("name,phone\nAda,+14155550123\n".repeat(100_000))],
  ["a file of another kind", Buffer.from([0x89, 0x50, 0x4e, 0x47, ...Array.from({ length: 200_000 }, () => 0)])],
])("the source is closed when reading %s stops early", async (_kind, bytes) => {
  let closed = false;
  async function* source() {
    try {
      yield* inPieces(bytes, 1_000);
    } finally {
      closed = true;
    }
  }
  try {
    const { chunks } = await readTable(source());
    for await (const _ of chunks) break;
  } catch (error) {
    expect(error).toMatchObject({ code: "unreadable_file" });
  }
  expect(closed).toBe(true);
});
