/** Files of the corpus that are too large to keep: made when they are needed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { textRows, workbook } from "#harness/workbook.ts";
import { type Importer, type ImportsAtWork, openImportsAtWork } from "./imports-at-work.ts";

let work: ImportsAtWork;
let importer: Importer;
beforeAll(async () => {
  work = await openImportsAtWork();
  importer = await work.organisation();
});
afterAll(() => work.close());

const megabytes = (count: number) => "x".repeat(count * 1_048_576);
const numbered = (count: number, name: (column: number) => string) =>
  Array.from({ length: count }, (_, at) => name(at));

test.each<[what: string, file: string | Buffer, sentence: RegExp]>([
  [
    "a cell of 10 MB",
    `name,phone,note\nAda,+14155550101,${megabytes(10)}\n`,
    /^The line at row 2 .* is longer than 1 MB/,
  ],
  [
    "a quoted cell of 10 MB",
    `name,phone,note\nAda,+14155550101,"${megabytes(10)}"\n`,
    /^The line at row 2 .* is longer than 1 MB/,
  ],
  ["a cell of 10 MB in the header", `name,phone,${megabytes(10)}\nAda,+14155550101,x\n`, /longer than 1 MB/],
  [
    "20,000 columns",
    `${["phone", ...numbered(19_999, (at) => `Q${at}`)].join(",")}\n+14155550101\n`,
    /^There are 20,000 columns in row 1 of the file; 2,000 are the most\./,
  ],
  [
    "a row of 20,000 cells under a short header",
    `name,phone\nAda,+14155550101\n${numbered(20_000, String).join(",")}\n`,
    /^There are 20,000 columns in row 3 of the file; 2,000 are the most\./,
  ],
  [
    "a workbook with 20,000 columns",
    workbook({ sheets: textRows([numbered(20_000, (at) => `Q${at}`), ["x"]]) }),
    /columns/,
  ],
])("%s: refused with a sentence, and nothing is left", async (_what, file, sentence) => {
  await expect(importer.upload("large.csv", Buffer.from(file as string))).rejects.toMatchObject({
    code: "unreadable_file",
    message: expect.stringMatching(sentence) as string,
  });
  expect(await importer.count()).toBe(0);
});

test("a row as long as it may be, with as many columns, goes all the way", async () => {
  const header = ["phone", ...numbered(1_999, (at) => `Q${at}`)];
  const cells = ["+14155550101", ...numbered(1_999, () => "y".repeat(500))];
  const uploaded = await importer.upload("wide.csv", Buffer.from(`${header.join(",")}\n${cells.join(",")}\n`));
  expect(uploaded).toMatchObject({ rows: 1 });
  expect(uploaded.columns).toHaveLength(2_000);
  const checked = await importer.check(uploaded, { country: null, columns: { phone: "phone" }, onDuplicate: "skip" });
  expect(checked.counts).toMatchObject({ rows: 1, ready: 1 });
});
