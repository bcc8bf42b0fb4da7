import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "#domain/errors.ts";
import { ColumnSurvey } from "../columns.ts";
import { suggestMapping } from "../mapping.ts";
import { type FileFormat, readCsv } from "./csv.ts";

const folder = path.join(import.meta.dirname, "../../../test/fixtures/imports");

interface Expected {
  format: FileFormat;
  rows: number;
  columns: Record<string, string | null>;
  first?: string[];
}
const expected = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8")) as Record<string, Expected>;

async function* inPieces(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(source: AsyncIterable<Buffer>) {
  const table = await readCsv(source);
  const survey = new ColumnSurvey(table.header);
  const rows: string[][] = [];
  for await (const chunk of table.chunks) {
    survey.add(chunk);
    rows.push(...chunk);
  }
  const columns = survey.columns();
  const suggested = suggestMapping(columns);
  return {
    rows,
    format: table.format(),
    columns: Object.fromEntries(columns.map((column, index) => [column.name, suggested[index]])),
    samples: columns.map((column) => column.samples),
  };
}

async function refusal(bytes: Buffer | string | AsyncIterable<Buffer>): Promise<string> {
  const source =
    typeof bytes === "string" ? inPieces(Buffer.from(bytes)) : Buffer.isBuffer(bytes) ? inPieces(bytes) : bytes;
  const error = await readAll(source).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof Refusal)) throw new Error("was not refused", { cause: error });
  expect(error.code).toBe("unreadable_file");
  return error.message;
}

describe("files as people have them", () => {
  test("every fixture is expected, and the other way round", () => {
    const files = readdirSync(folder).filter((name) => name !== "expected.json");
    expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  test.each(Object.keys(expected))("%s is read and its columns are understood", async (name) => {
    const { first, rows, ...rest } = expected[name]!;
    const found = await readAll(inPieces(readFileSync(path.join(folder, name))));
    expect(found.rows).toHaveLength(rows);
    expect({ format: found.format, columns: found.columns }).toEqual(rest);
    if (first) expect(found.rows[0]).toEqual(first);
  });

  test.each(Object.keys(expected))("%s reads the same when it arrives in pieces of seven bytes", async (name) => {
    const bytes = readFileSync(path.join(folder, name));
    expect(await readAll(inPieces(bytes, 7))).toEqual(await readAll(inPieces(bytes)));
  });

  test("samples are the first different values", async () => {
    const { samples } = await readAll(inPieces(Buffer.from("name,phone\na,+14155550123\na,\nb,\nc,\nd,\n")));
    expect(samples).toEqual([["a", "b", "c"], ["+14155550123"]]);
  });

  test("a character of Windows-1252 that comes late in a long file is read as what it is", async () => {
    const lines = Buffer.from("name,phone\n" + "Ada,+14155550123\n".repeat(20_000));
    const { rows, format } = await readAll(
      inPieces(Buffer.concat([lines, Buffer.from("Jörg,+491701234567\n", "latin1")])),
    );
    expect(rows.at(-1)).toEqual(["Jörg", "+491701234567"]);
    expect(format.encoding).toBe("windows-1252");
  });

  test("two encodings glued together each keep their letters", async () => {
    const glued = Buffer.concat([
      Buffer.from("name,phone\nZoë,1\n"),
      Buffer.from("Jörg €,2\n".replace("€", "\x80"), "latin1"),
    ]);
    const { rows } = await readAll(inPieces(glued));
    expect(rows.map((row) => row[0])).toEqual(["Zoë", "Jörg €"]);
  });

  test("a NUL inside a cell is left out, because the database cannot hold it", async () => {
    const { rows } = await readAll(inPieces(Buffer.from(`name,phone\n${"Ada\0,+14155550123\n".padEnd(200, "x")}\n`)));
    expect(rows[0]).toEqual(["Ada", "+14155550123"]);
  });

  test("a decimal comma does not make a comma the delimiter", async () => {
    const { format } = await readAll(
      inPieces(Buffer.from("Name;Betrag;Telefon\nA;1,50;030 1234567\nB;2,75;030 1234568\n")),
    );
    expect(format.delimiter).toBe(";");
  });

  test("where commas would do as well, the delimiter is what leaves the numbers whole", async () => {
    const { format } = await readAll(inPieces(Buffer.from("Lovelace, Ada;+14155550123\nHopper, Grace;+14155550124\n")));
    expect(format).toMatchObject({ delimiter: ";", header: false });
  });
});

const zipOf = (part: string) =>
  Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), Buffer.from(part), Buffer.alloc(50, 7)]);

describe("what is no list is refused with a sentence", () => {
  const cases: Array<[string, Buffer | string, RegExp]> = [
    ["an empty file", "", /^The file is empty; choose/],
    ["only a byte order mark", "\ufeff", /no rows|empty/],
    ["only blank lines", "\n\r\n , ,\n", /^The file has no rows, only blank lines/],
    ["only a header", "name,phone\r\n", /^The file has only a header and no rows/],
    ["only a header and blank cells", "name,phone\n,\n,\n", /^The file has only a header/],
    ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /^The file is a PNG picture, not a list/],
    ["a PDF", "%PDF-1.7\nxref", /^The file is a PDF document/],
    ["a ZIP", zipOf("contacts.csv"), /^The file is a ZIP archive; unpack it/],
    ["an XLSX", zipOf("[Content_Types].xml"), /spreadsheet.*save it as CSV\.$/],
    ["an XLS", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /^The file is an old Excel/],
    ["HTML", "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>", /^The file is a web page \(HTML\)/],
    ["HTML without a doctype", "<table><tr><td>name</td></tr></table>", /^The file is a web page/],
    ["JSON", '[{"phone": "+14155550123"}]', /^The file is a JSON file/],
    ["XML", '<?xml version="1.0"?><contacts/>', /^The file is an XML file/],
    ["a file of NULs", Buffer.alloc(100_000), /^The file is not a text file/],
    [
      "random bytes",
      Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 256)),
      /^The file is not a text/,
    ],
    ["a quotation mark never closed", 'name,phone\nAda,1\n"Grace,2\nAlan,3\n', /opened in row 3 .* never closed/],
    ["20,000 columns", `${"a,".repeat(20_000)}b\n1\n`, /^There are 20,001 columns in row 1/],
    ["a row of 3,000 columns", `name,phone\nAda,1\n${"a,".repeat(2_999)}b\n`, /^There are 3,000 columns in row 3/],
    ["a line of 2 MB", `name,phone\nAda,${"1".repeat(2_000_000)}\n`, /^The line at row 2 .* longer than 1 MB/],
  ];

  test.each(cases)("%s", async (_, bytes, sentence) => {
    expect(await refusal(typeof bytes === "string" ? Buffer.from(bytes) : bytes)).toMatch(sentence);
  });

  test("a line that never ends is given up after about a megabyte, and its source is closed", async () => {
    const piece = Buffer.alloc(65_536, "a");
    let sent = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          sent += piece.length;
          yield piece;
        }
      } finally {
        closed = true;
      }
    }
    expect(await refusal(endless())).toMatch(/longer than 1 MB/);
    expect(sent).toBeLessThan(4_000_000);
    expect(closed).toBe(true);
  });

  test("what the source itself throws comes through as it is", async () => {
    async function* broken() {
      yield Buffer.from("name,phone\n" + "Ada,+14155550123\n".repeat(10_000));
      throw new Refusal("too_large", "The file is larger than this server takes.");
    }
    await expect(readAll(broken())).rejects.toMatchObject({ code: "too_large" });
  });
});

test("any bytes are answered by rows or by a sentence, never by a fault", async () => {
  const fragment = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .constantFrom('"', ",", ";", "\n", "\r\n", "\t", "sep=;\n", "name,phone\n", "+14155550123", "é", "\ufeff")
      .map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, { maxLength: 30 }), async (parts) => {
      const outcome = await readAll(inPieces(Buffer.concat(parts), 13)).then(
        ({ rows }) => rows.length > 0,
        (error: unknown) => error instanceof Refusal && error.code === "unreadable_file",
      );
      expect(outcome).toBe(true);
    }),
    { numRuns: 300 },
  );
});
