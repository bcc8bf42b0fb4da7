import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodings, quotes } from "#domain/contact/file-format.ts";
import { readAll } from "../../test/harness/reading.ts";
import { reasonColumn, rejectedHeader, type RejectedFormat, rejectedLine } from "./rejected.ts";

const usual: RejectedFormat = { encoding: "utf-8", delimiter: ",", quote: '"' };

const fileOf = (columns: string[], lines: Array<[string[], string]>, format: RejectedFormat) =>
  Buffer.concat([
    rejectedHeader(columns, format),
    ...lines.map(([cells, reason]) => rejectedLine(cells, columns.length, reason, format)),
  ]);

/** With letters for their numbers, and without the apostrophe before what would be a formula. */
const spelled = (cell: string) =>
  cell
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/^'(?=[\s"]*[=+\-@＝＋－＠]|[\t\r\n])/u, "");

describe("the rejected rows as a file", () => {
  test("have the columns of their file, and the reason after them", () => {
    const file = fileOf(["name", "phone"], [[["Ada"], "The number is missing."]], usual);
    expect(file.toString()).toBe("\ufeffname,phone,reason\r\nAda,,The number is missing.\r\n");
    expect(reasonColumn(["reason", "reason (2)"])).toBe("reason (3)");
  });

  test.each([
    ["utf-8", "efbbbf"],
    ["utf-16le", "fffe"],
    ["utf-16be", "feff"],
    ["windows-1252", "4a"],
    ["windows-1251", "4a"],
    ["gb18030", "4a"],
  ] as const)("in %s begin with %s", (encoding, beginning) => {
    expect(rejectedHeader(["Jahr"], { ...usual, encoding }).toString("hex")).toMatch(new RegExp(`^${beginning}`));
  });

  test("of a workbook are CSV as spreadsheets know it", () => {
    const file = fileOf(["name"], [[["Jörg, Dr."], "No."]], { encoding: null, delimiter: null, quote: null });
    expect(file.toString()).toBe('\ufeffname,reason\r\n"Jörg, Dr.",No.\r\n');
  });

  test("hold no formula", () => {
    const file = fileOf(["name", "phone"], [[["=1+1", "+14155550123"], "No."]], { ...usual, quote: "none" });
    expect(file.toString().split("\r\n")[1]).toBe("'=1+1,+14155550123,No.");
  });

  test("lose no letter that their encoding lacks, and say so", () => {
    const line = (cell: string, reason: string) =>
      rejectedLine([cell], 1, reason, { ...usual, encoding: "windows-1251", delimiter: "|" }).toString("latin1");
    expect(line("Zoë 🙂", "Too short.")).toBe(
      "Zo&#235; &#128578;|Too short. Letters that this file cannot hold are written as &#NNNN;.\r\n",
    );
    expect(line("Ada", "No “x” here…")).toBe("Ada|No \x93x\x94 here\x85\r\n");
    const greek = rejectedLine(["Ada"], 1, "No “x” here…", { ...usual, encoding: "iso-8859-2" });
    expect(greek.toString("latin1")).toBe('Ada,"No ""x"" here..."\r\n');
  });

  test("are read again as they are, whatever their encoding, delimiter and quotation marks", async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        "",
        "Jörg",
        "a,b;c",
        "x\ty|z",
        'say "hi"',
        "'t Hart",
        "'a'",
        "line\nbreak",
        "Ж",
        "漢字",
        "عمر",
        "5\" 'x",
        "\n=1",
        "＝1",
        ' "@x',
      ),
      fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[\0\ufeff]/g, "")),
    );
    const format = fc.record({
      encoding: fc.constantFrom(...encodings),
      delimiter: fc.constantFrom(",", ";", "\t", "|", "~"),
      quote: fc.constantFrom(...quotes),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), format, async (cells, how) => {
        const file = fileOf(["name", "note"], cells.map((own) => [own, "Because: it, and; that."]), how); // prettier-ignore
        const choices = { encoding: how.encoding, delimiter: how.delimiter, header: true } as const;
        const quote = how.quote === "'" ? "'" : '"';
        const { rows, header } = await readAll(file, { ...choices, quote });
        expect(header).toEqual(["name", "note", "reason"]);
        const read = rows.map((row) => row.map(spelled));
        expect(read.map((row) => row.slice(0, 2))).toEqual(cells.map((own) => own.map(spelled)));
        expect(read.every((row) => row[2]!.startsWith("Because: it, and; that."))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("have single marks where a double one parts the cells", async () => {
    const format = { encoding: "utf-8", delimiter: '"', quote: "none" } as const;
    const file = fileOf(["name", "note"], [[["Ada", 'a "b"'], "No."]], format);
    const { rows } = await readAll(file, { delimiter: '"', quote: "'" });
    expect(rows).toEqual([["Ada", 'a "b"', "No."]]);
  });

  test("need no choices when they are uploaded again", async () => {
    for (const encoding of ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const) {
      for (const delimiter of [",", ";", "\t", "|"]) {
        for (const quote of quotes) {
          const rows: Array<[string[], string]> = [
            [["Jörg", "it's a, b; c|d\te"], "The number is missing, so nobody can be called; enter it."],
            [["Zoë", "12"], "This number is too short."],
          ];
          const file = fileOf(["name", "phone"], rows, { encoding, delimiter, quote });
          const read = await readAll(file);
          expect(read.format).toMatchObject({ encoding, delimiter });
          expect(read.rows).toEqual(rows.map(([cells, reason]) => [...cells, reason]));
        }
      }
    }
  });
});
