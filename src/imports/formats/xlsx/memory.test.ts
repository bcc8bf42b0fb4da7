import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { inPieces, workbook } from "#harness/workbook.ts";
import { readXlsx } from "../xlsx.ts";

const MEBIBYTE = 1_048_576;

/** 8 MB packed, 60 MB of markup: three shared texts and three numbers in each row. */
function largeWorkbook(rows: number): Buffer {
  const strings: string[] = [];
  const data: string[] = [];
  for (let row = 1; row <= rows; row++) {
    const shared = [`First ${row}`, `Last ${row}`, `person${row}@example.com`].map((text, index) => {
      strings.push(`<t>${text}</t>`);
      return `<c r="${"ABC"[index]}${row}" t="s"><v>${strings.length - 1}</v></c>`;
    });
    const numbers = `<c r="D${row}"><v>${14155550000 + row}</v></c><c r="E${row}" s="1"><v>${40_000 + (row % 9_999)}</v></c>`;
    data.push(`<row r="${row}">${shared.join("")}${numbers}<c r="F${row}" s="2"><v>${row * 1.25}</v></c></row>`);
  }
  return workbook({ sheets: data.join(""), strings, formats: ["dd/mm/yyyy", "#,##0.00"] });
}

test("the heap does not grow with the rows", async () => {
  const rows = 200_000;
  const bytes = largeWorkbook(rows);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { chunks } = await readXlsx(inPieces(bytes), { header: false });
  const heap: number[] = [];
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read % 20_000 !== 0) continue;
    collect();
    heap.push(process.memoryUsage().heapUsed);
  }
  expect(read).toBe(rows);
  expect(heap).toHaveLength(10);
  expect(Math.max(...heap) - Math.min(...heap)).toBeLessThan(4 * MEBIBYTE);
});
