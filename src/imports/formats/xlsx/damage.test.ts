import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Refusal } from "#domain/errors.ts";
import { inPieces, textRows, workbook, workbookParts, zipParts } from "#harness/workbook.ts";
import { readXlsx } from "../xlsx.ts";

const folder = path.join(import.meta.dirname, "../../../../test/fixtures/workbooks");
const workbooks = readdirSync(folder)
  .filter((name) => name.endsWith(".xlsx"))
  .map((name) => readFileSync(path.join(folder, name)));

/** Files that are put aside in this test go here. */
let aside: string;
beforeAll(() => {
  aside = mkdtempSync(path.join(tmpdir(), "put-aside-"));
});
afterAll(() => rmSync(aside, { recursive: true }));
beforeEach(() => {
  vi.stubEnv("TMPDIR", aside);
  return () => vi.unstubAllEnvs();
});

/** What is left of files that were put aside: their names, and on Linux what is still open without a name. */
function leftovers(): string[] {
  const open = process.platform === "linux" ? readdirSync("/proc/self/fd") : [];
  const targets = open.flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  return [...readdirSync(aside), ...targets.filter((target) => target.includes(aside))];
}

async function rowsOrRefusal(bytes: Buffer): Promise<number | string> {
  try {
    const { chunks } = await readXlsx(inPieces(bytes), {});
    let rows = 0;
    for await (const chunk of chunks) rows += chunk.length;
    return rows;
  } catch (error) {
    if (error instanceof Refusal && error.code === "unreadable_file") return error.message;
    throw error;
  }
}

describe("a damaged workbook answers with rows or a refusal, and leaves nothing behind:", () => {
  const flips = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 1, max: 255 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  const flip = (bytes: Buffer, changes: Array<[number, number]>) => {
    const damaged = Buffer.from(bytes);
    for (const [where, change] of changes) {
      const at = Math.floor(where * damaged.length);
      damaged[at] = damaged[at]! ^ change;
    }
    return damaged;
  };

  test("bytes that changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...workbooks), flips, async (bytes, changes) => {
        await rowsOrRefusal(flip(bytes, changes));
        expect(leftovers()).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test("bytes of the directory that changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...workbooks), flips, async (bytes, changes) => {
        const directory = bytes.indexOf("PK\x01\x02", 0, "latin1");
        const damaged = Buffer.concat([bytes.subarray(0, directory), flip(bytes.subarray(directory), changes)]);
        await rowsOrRefusal(damaged);
        expect(leftovers()).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test("parts that changed before they were packed", async () => {
    const strings = ["<t>Ada</t>", "<r><t>Grace</t></r>"];
    const data = `<row r="1"><c r="A1" t="s" s="1"><v>1</v></c><c r="B1" s="2"><v>46329</v></c></row>`;
    const parts = [...workbookParts({ sheets: data, strings, formats: ["000-000", "dd.mm.yyyy hh:mm"] })];
    await fc.assert(
      fc.asyncProperty(fc.nat(parts.length - 1), flips, async (which, changes) => {
        const [name, text] = parts[which]!;
        const damaged = new Map<string, string | Buffer>(parts).set(name, flip(Buffer.from(text), changes));
        await rowsOrRefusal(zipParts(damaged));
        expect(leftovers()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("a beginning without its end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...workbooks),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (bytes, share) => {
          const found = await rowsOrRefusal(bytes.subarray(0, Math.floor(bytes.length * share)));
          expect(found).toMatch(/^The workbook is damaged/);
          expect(leftovers()).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("what was put aside is gone", () => {
  const many = workbook({ sheets: textRows(Array.from({ length: 5_000 }, (_, index) => [`+1415555${index}`])) });

  test("before the first row, by its name, and by its bytes when the rows have ended", async () => {
    const { chunks } = await readXlsx(inPieces(many), {});
    expect(readdirSync(aside)).toEqual([]);
    if (process.platform === "linux") expect(leftovers()).toHaveLength(1);
    for await (const _ of chunks);
    expect(leftovers()).toEqual([]);
  });

  test("when reading stops after some rows", async () => {
    const { chunks } = await readXlsx(inPieces(many), {});
    for await (const _ of chunks) break;
    expect(leftovers()).toEqual([]);
  });

  test("when nobody wants the rows", async () => {
    const { chunks } = await readXlsx(inPieces(many), {});
    await chunks[Symbol.asyncIterator]().return?.();
    expect(leftovers()).toEqual([]);
  });

  test("when the upload breaks off", async () => {
    async function* breaking() {
      yield many.subarray(0, 1_000);
      throw new Error("connection reset");
    }
    await expect(readXlsx(breaking(), {})).rejects.toThrow("connection reset");
    expect(leftovers()).toEqual([]);
  });
});
