import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { inPieces, workbook, workbookParts, zip } from "#harness/workbook.ts";
import { readXlsx } from "../xlsx.ts";
import { openArchive } from "./archive.ts";
import { spool } from "./spool.ts";

async function readAll(bytes: Buffer): Promise<void> {
  const { chunks } = await readXlsx(inPieces(bytes), { header: false });
  for await (const _ of chunks);
}

describe("what is large in all is refused, where no part alone is:", () => {
  test("one long text in very many cells", async () => {
    const rows = `<row><c t="s"><v>0</v></c></row>`.repeat(2_100);
    const bytes = workbook({ sheets: rows, strings: [`<t>${"x".repeat(1_048_576)}</t>`] });
    await expect(readAll(bytes)).rejects.toThrow(/^The sheet comes to more than 2 GB of text/);
  });

  test("very many shared texts", async () => {
    const strings = Array.from(
      { length: 1_100 },
      () => `<t>${randomBytes(400).toString("hex")}${"x".repeat(130_000)}</t>`,
    );
    const bytes = workbook({ sheets: `<row><c t="s"><v>0</v></c></row>`, strings });
    await expect(readAll(bytes)).rejects.toThrow(/its texts come to more than 128 MB/);
  });

  test("parts that are read again and again", async () => {
    const bytes = zip([{ name: "a", bytes: randomBytes(5_000_000), lies: { unpackedBytes: 1_000_000_000 } }]);
    const { file, close } = await spool(inPieces(bytes));
    const archive = await openArchive(file);
    const begin = async () => {
      const reading = archive.read("a", 1_000_000_000);
      await reading.next();
      await reading.return(undefined);
    };
    await begin();
    await begin();
    await expect(begin()).rejects.toThrow(/^The workbook is too large: its part "a"/);
    await close();
  });
});

test("texts are found by their number, however many there are", async () => {
  const strings = Array.from({ length: 2_500 }, (_, index) => `<t>Zoë ${index} 😀</t>`);
  const data = strings.map((_, index) => `<row><c t="s"><v>${index}</v></c></row>`).join("");
  const { chunks } = await readXlsx(inPieces(workbook({ sheets: data, strings })), { header: false });
  const found: string[] = [];
  for await (const chunk of chunks) found.push(...chunk.map((row) => row[0]!));
  expect(found).toEqual(strings.map((_, index) => `Zoë ${index} 😀`));
});

test("parts that are not needed are not read", async () => {
  const parts = [...workbookParts({ sheets: "<row><c><v>1</v></c></row>" })].map(([name, bytes]) => ({ name, bytes }));
  const picture = { name: "xl/media/picture.png", bytes: "x", lies: { unpackedBytes: 4_000_000_000, crc32: 1 } };
  await expect(readAll(zip([...parts, picture]))).resolves.toBeUndefined();
});
