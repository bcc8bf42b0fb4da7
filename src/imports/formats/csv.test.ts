import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Refusal } from "#domain/errors.ts";
import { inPieces, readAll, refusalOf } from "../../../test/harness/reading.ts";
import { readCsv } from "./csv.ts";

/** One of each kind, so that a piece may end anywhere in them. */
const files: Record<string, Buffer> = {
  "UTF-8 with a mark": Buffer.from("\ufeffName;Teléfono\r\nZoë 🙂;600 123 456\r\nJörg;600 123 457\r\n"),
  "UTF-16": iconv.encode("الاسم\tالهاتف\r\nفاطمة\t0501234567\r\n🙂\t0501234568\r\n", "utf-16be"),
  "Windows-1252": iconv.encode("Name;Telefon\nJörg;030 1234567\nZoë;030 1234568\n", "windows-1252"),
  "quotation marks": Buffer.from('name,note\r\n"Ada ""A""","one\r\ntwo"\r\n"Bob" ,x\r\n"",""\r\nCid,"y"'),
  backslashes: Buffer.from(String.raw`"name","note"${"\n"}"Ada","a \"b\", c\\"${"\n"}"Bob","x"${"\n"}`),
  "a title": Buffer.from("Contacts\n\nName|Phone\nAda|+14155550123\nBob|+14155550124\n"),
  "lone CRs": Buffer.from("name,phone\rAda,1\r\rBob,2\r\nCid,3\n"),
  "sep=": Buffer.from("sep=~\r\nname~phone\r\nAda~1\r\n"),
};

describe("files as people have them", () => {
  test.each(Object.keys(files))("%s read the same in pieces of any size", async (name) => {
    const bytes = files[name]!;
    const whole = await readAll(bytes);
    expect(whole.rows.length).toBeGreaterThan(0);
    for (const size of [1, 2, 3, 7]) expect(await readAll(inPieces(bytes, size))).toEqual(whole);
  });

  test("how a file was read is told with a sentence for each thing", async () => {
    const { format } = await readAll("Name;Telefon\nJörg;030 1234567\n");
    expect(format).toEqual({
      kind: "csv",
      encoding: "utf-8",
      delimiter: ";",
      quote: '"',
      header: true,
      sheet: null,
      sheets: [],
      reasons: {
        encoding: "All its bytes are valid UTF-8.",
        delimiter: "All 2 rows have 2 cells when split at semicolons.",
        quote: "No cell of the first rows stands in quotation marks; double ones are understood.",
        header: "The first line names its columns: “Name” is one.",
      },
    });
  });

  test("what is chosen is not detected", async () => {
    const choices = { encoding: "windows-1251", delimiter: "/", quote: "none", header: false } as const;
    const { format, rows, header } = await readAll(Buffer.from('"\xcf\xb8,a/b\n1/2\n', "latin1"), choices);
    expect({ header, rows }).toEqual({ header: null, rows: [['"Пё,a', "b"], ["1", "2"]] }); // prettier-ignore
    const reasons = { encoding: "", delimiter: "", quote: "", header: "" };
    for (const key of Object.keys(reasons)) Object.assign(reasons, { [key]: "Chosen by you." });
    expect(format).toMatchObject({ ...choices, reasons });
  });

  test("a table comes back cell for cell from whatever encoding, delimiter, quotation mark and line end", async () => {
    const cell = fc.oneof(
      fc.constantFrom("", " ", "Jörg", "a,b;c", "x\ty|z", 'say "hi"', "it's", "line\nbreak", "\r\n", "+14155550123"),
      fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\0\ufeff]/g, "")),
    );
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 40 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom("utf-8", "utf-16le", "utf-16be", "gb18030" as const),
        fc.constantFrom(",", ";", "\t", "|", "~"),
        fc.constantFrom('"', "'" as const),
        fc.constantFrom("\r\n", "\n", "\r"),
        async (records, encoding, delimiter, quote, lineEnd) => {
          const written = [records[0]!.map((_, index) => `column ${index}`), ...records];
          const text = stringify(written, {
            delimiter,
            quote,
            escape: quote,
            record_delimiter: lineEnd,
            quoted_match: /[\r\n']|^\s/,
          });
          const choices = { encoding, delimiter, quote, header: true } as const;
          const { rows } = await readAll(inPieces(iconv.encode(text, encoding), 50), choices).catch(
            (error: unknown) => {
              if (error instanceof Refusal && error.message.includes("only a header")) return { rows: [] };
              throw error;
            },
          );
          expect(rows).toEqual(records.filter((record) => record.some((one) => one.trim() !== "")));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("the source", () => {
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
    expect(await refusalOf(endless())).toMatch(/longer than 1 MB/);
    expect(sent).toBeLessThan(4_000_000);
    expect(closed).toBe(true);
  });

  test("is read no further than the rows that are asked for, and closed when no more are", async () => {
    let sent = 0;
    let closed = false;
    async function* long() {
      try {
        for (; sent < 1_000; sent++) yield Buffer.from("Ada,+14155550123\n".repeat(4_000));
      } finally {
        closed = true;
      }
    }
    const { chunks } = await readCsv(long());
    let rows = 0;
    for await (const chunk of chunks) {
      expect(chunk.length).toBeLessThanOrEqual(1_000);
      rows += chunk.length;
      if (rows >= 20_000) break;
    }
    expect(sent).toBeLessThan(10);
    expect(closed).toBe(true);
  });

  test("is closed as well when no row is asked for, and when the file is refused by its first bytes", async () => {
    let closed = 0;
    async function* long(piece: string) {
      try {
        for (let sent = 0; sent < 1_000; sent++) yield Buffer.from(piece.repeat(4_000));
      } finally {
        closed++;
      }
    }
    const { chunks } = await readCsv(long("Ada,+14155550123\n"));
    await chunks[Symbol.asyncIterator]().return?.();
    expect(closed).toBe(1);
    await refusalOf(long("<html>"));
    expect(closed).toBe(2);
  });

  test("what the source itself throws comes through as it is", async () => {
    async function* broken() {
      yield Buffer.from("name,phone\n" + "Ada,+14155550123\n".repeat(10_000));
      throw new Refusal("too_large", "The file is larger than this server takes.");
    }
    await expect(readAll(broken())).rejects.toMatchObject({ code: "too_large" });
  });

  test("a file in one piece of many megabytes is read like one in many", async () => {
    const bytes = Buffer.from("name,phone\n" + "Ada,+14155550123\n".repeat(300_000));
    async function* once() {
      yield bytes;
    }
    expect((await readAll(once())).rows).toHaveLength(300_000);
  });
});

test("any bytes are answered by rows or by a sentence, never by a fault", async () => {
  const fragment = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .constantFrom(
        '"',
        "'",
        "\\",
        ",",
        ";",
        "\n",
        "\r\n",
        "\t",
        "sep=;\n",
        "name,phone\n",
        "+14155550123",
        "é",
        "\ufeff",
      )
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
