/** Each file of the corpus takes the way that an upload takes, and is held to what a person expects of it. */
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FileFormat, quotes, type ReadingChoices } from "#domain/contact/file-format.ts";
import { type ImportMapping, importVerdicts } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { readTable } from "#imports/formats/read-table.ts";
import { inPieces } from "#harness/reading.ts";
import type { ContactImport } from "#store/imports.ts";
import type { ShownRow } from "#actions/list-import-rows.ts";
import { madeFiles } from "../fixtures/make-imports.ts";
import { corpusFiles, type ExpectedFile, type ExpectedRow, readCorpus, usualFormat } from "./corpus.ts";
import { type Importer, type ImportsAtWork, openImportsAtWork } from "./imports-at-work.ts";

const corpus = readCorpus();
const named = corpus.map((one) => [one.name, one] as const);

let work: ImportsAtWork;
beforeAll(async () => {
  work = await openImportsAtWork();
});
afterAll(() => work.close());

describe("the corpus", () => {
  test("has a file for everything expected, and something expected of every file", () => {
    const own = corpus.map(({ name }) => name).filter((name) => !name.startsWith(".."));
    expect(corpusFiles().toSorted()).toEqual(own.toSorted());
    expect(corpus.length).toBeGreaterThanOrEqual(80);
  });

  test("has the files that its script makes, byte for byte", () => {
    const stored = new Map(corpus.map(({ name, bytes }) => [name, bytes]));
    const differing = madeFiles().filter(({ name, bytes }) => !stored.get(name)?.equals(bytes));
    expect(
      differing.map(({ name }) => name),
      "run `node test/fixtures/make-imports.ts`",
    ).toEqual([]);
  });

  test("has small files only", () => {
    expect(corpus.filter(({ bytes }) => bytes.length > 200_000).map(({ name }) => name)).toEqual([]);
  });
});

describe("a file of the corpus is read, mapped and judged as a person would:", () => {
  test.each(named)("%s", async (name, { bytes, expected }) => {
    const importer = await work.organisation(expected.doNotCall);
    const uploading = importer.upload(path.basename(name), bytes, expected.choices);
    if (expected.refused !== undefined) {
      expect(await refusal(uploading)).toBe(expected.refused);
      expect(await importer.count()).toBe(0);
      return;
    }
    const uploaded = await uploading;
    expect(understood(uploaded)).toEqual(wanted(expected));
    if (!expected.counts) {
      expect(uploaded.rows).toBe(expected.records);
      return;
    }
    const checked = await importer.check(uploaded, mappingOf(uploaded, expected));
    const rows = await importer.rows(checked);
    expect(rows.map(told).slice(0, expected.rows?.length)).toEqual(expected.rows?.map(rowWanted) ?? rows.map(told));
    expect(countsOf(checked)).toEqual(expected.counts);
    nothingIsLost(checked, rows, await recordsOf(bytes, expected.choices));
    await rejectedRowsComeBack(importer, checked, rows, expected);
  });
});

test.each(named)("%s reads the same in pieces of seven bytes", async (_, { bytes, expected }) => {
  expect(await outcome(bytes, 7, expected.choices)).toEqual(await outcome(bytes, 65_536, expected.choices));
});

async function refusal(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => "It was not refused.",
    (cause: unknown) => cause,
  );
  if (!(error instanceof Refusal)) throw new Error(String(error), { cause: error });
  expect(error.code).toBe("unreadable_file");
  return error.message;
}

const fields = (format: FileFormat) => ({ ...format, reasons: undefined });

function understood({ format, columns, suggestedCountry }: ContactImport) {
  const suggested = Object.fromEntries(columns.map((column) => [column.name, column.suggested]));
  return { format: fields(format), columns: suggested, country: suggestedCountry };
}

function wanted({ format = {}, columns, country = null }: ExpectedFile): ReturnType<typeof understood> {
  const usual = usualFormat[format.kind ?? "csv"];
  return { format: fields({ ...usual, ...format } as FileFormat), columns: columns ?? {}, country };
}

function mappingOf(uploaded: ContactImport, { map, named: country }: ExpectedFile): ImportMapping {
  const columns = Object.fromEntries(uploaded.columns.map((column) => [column.name, column.suggested]));
  return { country: country ?? uploaded.suggestedCountry, columns: { ...columns, ...map }, onDuplicate: "skip" };
}

const told = ({ verdict, phone, column, reason }: ShownRow) =>
  verdict === "ready" ? phone : [verdict, column, reason];

function rowWanted(row: ExpectedRow): unknown {
  if (row === null) return expect.anything();
  return typeof row === "string" ? row : [row[0], row[1], expect.stringContaining(row[2])];
}

function countsOf({ counts }: ContactImport): ExpectedFile["counts"] {
  return Object.fromEntries(importVerdicts.map((verdict) => [verdict, counts?.[verdict]]).filter(([, count]) => count));
}

function nothingIsLost({ counts, rows: count }: ContactImport, rows: readonly ShownRow[], records: number): void {
  expect(importVerdicts.reduce((sum, verdict) => sum + counts![verdict], 0)).toBe(count);
  expect(counts!.rows).toBe(count);
  expect(count).toBe(records);
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  const silent = rows.filter(({ verdict, reason, phone }) => (verdict === "ready" ? phone : reason) === null);
  expect(silent).toEqual([]);
}

async function recordsOf(bytes: Buffer, choices: ReadingChoices = {}): Promise<number> {
  const { chunks } = await readTable(inPieces(bytes), choices);
  let records = 0;
  for await (const chunk of chunks) records += chunk.length;
  return records;
}

/** In the original encoding, columns and order, each with its reason; and uploaded again, they are the same columns. */
async function rejectedRowsComeBack(
  importer: Importer,
  checked: ContactImport,
  rows: readonly ShownRow[],
  { choices = {} }: ExpectedFile,
): Promise<void> {
  const names = checked.columns.map(({ name }) => name);
  const left = rows.filter(({ verdict }) => verdict !== "ready");
  const bytes = await importer.rejected(checked);
  const { encoding, delimiter, quote } = checked.format;
  const text = new TextDecoder(encoding ?? "utf-8", { fatal: true }).decode(bytes);
  const mark = quote === quotes[1] || delimiter === '"' ? "'" : '"';
  const records = parse(text, { delimiter: delimiter ?? ",", quote: mark, escape: mark, record_delimiter: "\r\n" });
  expect(records).toHaveLength(left.length + 1);
  expect(records[0]!.slice(0, -1)).toEqual(names);
  expect(records[0]!.at(-1)).toMatch(/^reason/);
  for (const [index, { reason }] of left.entries()) {
    expect(records[index + 1]).toHaveLength(names.length + 1);
    expect(records[index + 1]!.at(-1)).toContain(reason!.slice(0, 20));
  }
  if (left.length === 0) return;
  const { sheet: _sheet, header: _header, ...same } = choices;
  const again = await importer.upload("rejected.csv", bytes, same);
  expect(again.columns.map(({ name }) => name)).toEqual(records[0]);
  expect(again.rows).toBe(left.length);
}

async function outcome(bytes: Buffer, size: number, choices: ReadingChoices = {}) {
  try {
    const { header, chunks, format } = await readTable(inPieces(bytes, size), choices);
    const rows: string[][] = [];
    for await (const chunk of chunks) rows.push(...chunk);
    return { header, rows, format: format() };
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
