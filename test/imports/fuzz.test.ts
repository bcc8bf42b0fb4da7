/** Whatever bytes come: an answer in bounded memory, never a fault, and nothing lost in silence. */
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type Encoding, encodings, type FileFormat, quotes } from "#domain/contact/file-format.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { ColumnSurvey } from "#imports/columns.ts";
import { suggestCountry } from "#imports/country.ts";
import { readTable } from "#imports/formats/read-table.ts";
import type { ReadingChoices } from "#imports/formats/table.ts";
import { withEscapes } from "#imports/formats/writing.ts";
import { suggestMapping } from "#imports/mapping.ts";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { inPieces } from "#harness/reading.ts";
import { readCorpus } from "./corpus.ts";

interface Read {
  header: string[] | null;
  rows: string[][];
  format: FileFormat;
}

/** What a file is read as, or the sentence with which it is refused; a fault of ours fails the test. */
async function read(bytes: Buffer, size: number, choices: ReadingChoices = {}): Promise<Read | string> {
  try {
    const { header, chunks, format } = await readTable(inPieces(bytes, size), choices);
    const rows: string[][] = [];
    for await (const chunk of chunks) rows.push(...chunk);
    expect(rows.length).toBeGreaterThan(0);
    return { header, rows, format: format() };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "unreadable_file") throw error;
    expect(error.message).toMatch(/^[A-Z].*[.;].*\.$/s);
    return error.message;
  }
}

/** Maps a file as it is suggested, a column of numbers or not, and judges every row. */
function judgeAll({ header, rows }: Read): void {
  const survey = new ColumnSurvey(header);
  survey.add(rows);
  const columns = survey.columns();
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const meanings = suggestMapping(columns).map(({ suggested }) => suggested);
  if (!meanings.includes("phone") && meanings.length > 0) meanings[0] = "phone";
  const { country, reason } = suggestCountry(columns, meanings, readPhone);
  expect(reason).toMatch(/\.$/);
  const mapping: ImportMapping = {
    country,
    columns: Object.fromEntries(names.map((name, index) => [name, meanings[index] ?? null])),
    onDuplicate: "skip",
  };
  const judge = rowJudge(names, mapping, { readPhone });
  const judged = rows.map(judge);
  const ready = judged.filter(({ verdict, phone }) => verdict === "ready" && phone !== null);
  const told = judged.filter(({ verdict, reason: why }) => verdict !== "ready" && why !== null && why !== "");
  expect(ready.length + told.length).toBe(rows.length);
}

/** What stands in a text beside what may part its cells. */
const inked = (text: string, delimiter: string) => text.replaceAll(/[\s\0"'\\\ufeff]/gu, "").replaceAll(delimiter, "");

/** All that is written in a CSV file is in its cells, but for titles above the header and a line that names the delimiter. */
function nothingIsLost(bytes: Buffer, { header, rows, format }: Read): void {
  if (format.kind !== "csv") return;
  const text = new TextDecoder(format.encoding!).decode(bytes);
  // Bytes of two encodings in one file are read each as its own.
  if (format.encoding === "utf-8" && text.includes("\ufffd")) return;
  const delimiter = format.delimiter!;
  const written = inked(text, delimiter);
  const found = inked([header ?? [], ...rows].map((cells) => cells.join("")).join(""), delimiter);
  const leftOut = /title/.test(format.reasons.header ?? "") || /^"?sep=/i.test(text.replaceAll(/[\0\ufeff]/g, ""));
  if (leftOut) expect(written.endsWith(found)).toBe(true);
  else expect(found).toBe(written);
}

const pieceSize = fc.constantFrom(1, 7, 4_096, 65_536);

describe("any bytes are answered by rows or by a sentence:", () => {
  const fragments = [
    '"',
    "'",
    "\\",
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "|",
    "sep=;\n",
    "name,phone\n",
    "+14155550123",
  ];
  const fragment = fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
    { weight: 12, arbitrary: fc.constantFrom(...fragments).map((text) => Buffer.from(text)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("é", "\ufeff", "\0", "PK\x03\x04", "<html>").map((text) => Buffer.from(text)),
    },
    { weight: 6, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => Buffer.from(text)) },
  );

  test("bytes that chance makes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fragment, { maxLength: 40 }), pieceSize, async (parts, size) => {
        const bytes = Buffer.concat(parts);
        const found = await read(bytes, size);
        if (typeof found === "string") return;
        nothingIsLost(bytes, found);
        judgeAll(found);
      }),
      { numRuns: 2_000 },
    );
  });

  test("files of the corpus, damaged", async () => {
    const files = readCorpus().map(({ bytes }) => bytes);
    const file = fc.constantFrom(...files);
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const at = (bytes: Buffer, share: number) => Math.floor(bytes.length * share);
    const damaged = fc.oneof(
      fc.tuple(file, place).map(([bytes, end]) => bytes.subarray(0, at(bytes, end))),
      fc.tuple(file, place, place).map(([bytes, from, to]) => {
        const [first = 0, last = 0] = [at(bytes, from), at(bytes, to)].toSorted((a, b) => a - b);
        return Buffer.concat([bytes.subarray(0, first), bytes.subarray(last)]);
      }),
      fc.tuple(file, fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 8 })).map(([bytes, flips]) => {
        const flipped = Buffer.from(bytes);
        for (const [where, value] of flips)
          if (flipped.length > 0) flipped[Math.min(at(flipped, where), flipped.length - 1)] = value;
        return flipped;
      }),
      fc.tuple(file, place, fragment).map(([bytes, where, added]) => {
        const middle = at(bytes, where);
        return Buffer.concat([bytes.subarray(0, middle), added, bytes.subarray(middle)]);
      }),
      fc
        .tuple(file, place, file, place)
        .map(([one, end, other, from]) =>
          Buffer.concat([one.subarray(0, at(one, end)), other.subarray(at(other, from))]),
        ),
      fc
        .tuple(file, fc.integer({ min: 2, max: 5 }))
        .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes))),
    );
    await fc.assert(
      fc.asyncProperty(damaged, pieceSize, async (bytes, size) => {
        const found = await read(bytes, size);
        if (typeof found === "string") return;
        nothingIsLost(bytes, found);
        judgeAll(found);
      }),
      { numRuns: 600 },
    );
  });
});

describe("a table of any texts comes back cell for cell", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "a,b;c",
      "x\ty|z",
      'say "hi"',
      "it's",
      "line\nbreak",
      "\r",
      "\r\n",
      '"',
      "\\",
      '\\"',
      "=1+1",
    ),
    fc.constantFrom(
      "+14155550123",
      "(415) 555-0123",
      "٠٥٠١٢٣٤٥٦٧",
      "1.41555E+10",
      "911",
      "Jörg",
      "فاطمة",
      "山田",
      "🙂",
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  const table = fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
    );
  const dialect = fc.record({
    encoding: fc.constantFrom(...encodings),
    delimiter: fc.constantFrom(",", ";", "\t", "|", "~", "^"),
    quote: fc.constantFrom(...quotes.filter((quote) => quote !== "none")),
    lineEnd: fc.constantFrom("\r\n", "\n", "\r"),
  });

  test("in whatever delimiter, quotation marks, line ends and encoding that can hold it", async () => {
    await fc.assert(
      fc.asyncProperty(table, dialect, pieceSize, async (texts, { encoding, delimiter, quote, lineEnd }, size) => {
        const records = texts.map((cells) => cells.map((text) => holdable(text, encoding)));
        const header = records[0]!.map((_, index) => `column ${index}`);
        const written = stringify([header, ...records], {
          delimiter,
          quote,
          escape: quote,
          record_delimiter: lineEnd,
          quoted_match: /[\r\n]|^\s/,
        });
        const choices = { encoding, delimiter, quote, header: true } as const;
        const found = await read(iconv.encode(written, encoding), size, choices);
        const expected = records.filter((cells) => cells.some((text) => text.trim() !== ""));
        if (typeof found === "string") {
          const isBinary = /[^\P{Cc}\t\n\r]/u.test(written) && found.includes("not a text file");
          const isEmpty = expected.length === 0 && found.includes("only a header");
          expect({ found, allowed: isBinary || isEmpty }).toEqual({ found, allowed: true });
          return;
        }
        expect(found.header).toEqual(header);
        expect(found.rows).toEqual(expected);
        judgeAll(found);
      }),
      { numRuns: 300 },
    );
  });

  /** NUL is no text to the database, and is taken out of whatever comes. */
  function holdable(text: string, encoding: Encoding): string {
    return withEscapes(text.replaceAll("\0", ""), { encoding });
  }
});

describe("a stream that never ends is given up after a few megabytes:", () => {
  test.each([
    ["a line of letters", "a"],
    ["a cell in quotation marks", 'name,phone\nAda,"', "x"],
    ["delimiters", ","],
    ["quotation marks", '"'],
    ["cells", "name,phone\n", "+14155550123,"],
    ["NUL", "\0"],
    ["letters of UTF-16", Buffer.from("\ufeff", "utf16le"), Buffer.from("b", "utf16le")],
    ["bytes that no encoding begins with", Buffer.from([0xff, 0xff])],
  ])("%s", async (_what, begins, goesOn = begins) => {
    const piece = Buffer.alloc(65_536, goesOn);
    let pulled = 0;
    let closed = false;
    async function* endless() {
      try {
        yield Buffer.from(begins as string);
        for (; ; pulled += piece.length) yield piece;
      } finally {
        closed = true;
      }
    }
    const reading = readTable(endless()).then(async ({ chunks }) => {
      for await (const _ of chunks) expect(pulled).toBeLessThan(4_000_000);
    });
    await expect(reading).rejects.toMatchObject({ code: "unreadable_file" });
    expect(pulled).toBeLessThan(4_000_000);
    expect(closed).toBe(true);
  });
});
