/** CSV as people have it: bytes in, records out, one pass, in bounded memory. */
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { looksLikeEmail, readsAsPhone } from "../evidence.ts";
import { unreadable } from "../unreadable.ts";
import { detectDelimiter } from "./delimiter.ts";
import { createRecoder, type Encoding, markedEncoding, type Recoder } from "./encoding.ts";
import { refuseBinary, refuseOtherBytes, refuseOtherText } from "./kind.ts";

export const limits = {
  /** Of one record, in bytes of UTF-8. */
  recordBytes: 1_048_576,
  columns: 2_000,
} as const;

/** What is looked at to tell what the file is. */
const HEAD_BYTES = 65_536;
/** Rows are handed on in chunks of at most this many rows, or characters, whichever comes first. */
const CHUNK_ROWS = 1_000;
const CHUNK_CHARACTERS = 1_048_576;

export interface FileFormat {
  kind: "csv";
  encoding: Encoding;
  delimiter: string;
  /** Whether the first record names the columns. */
  header: boolean;
}

/** A file that turned out to be a table. */
export interface Table {
  /** The cells of the first record, where it names the columns; as they stand in the file. */
  header: string[] | null;
  /** Can be walked once. Rows without anything in them are left out. Throws the refusal `unreadable_file`. */
  chunks: AsyncIterable<string[][]>;
  /** Final when the chunks have ended: the encoding may show late. */
  format(): FileFormat;
}

/**
 * Reads a file as CSV. The source is not read further than needed; when reading stops early, it is destroyed.
 *
 * @throws Refusal `unreadable_file`, with a sentence, for what is empty, is no CSV, or has only a header
 */
export async function readCsv(source: AsyncIterable<Buffer>): Promise<Table> {
  const bytes = source[Symbol.asyncIterator]();
  try {
    const head = await readHead(bytes);
    refuseOtherBytes(head.bytes);
    const marked = markedEncoding(head.bytes);
    if (!marked?.encoding.startsWith("utf-16")) refuseBinary(head.bytes);
    const recoder = createRecoder(marked?.encoding ?? null);
    const first = recoder.write(head.bytes.subarray(marked?.markBytes ?? 0));
    const start = first.toString("utf8");
    refuseOtherText(start);
    const { delimiter, skip } = chooseDelimiter(start, head.complete);
    return await tableOf(recoded(bytes, recoder, first.subarray(skip)), recoder, delimiter);
  } catch (error) {
    await bytes.return?.();
    throw error;
  }
}

async function readHead(bytes: AsyncIterator<Buffer>): Promise<{ bytes: Buffer; complete: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await bytes.next();
    if (next.done) return { bytes: Buffer.concat(parts), complete: true };
    parts.push(next.value);
    length += next.value.length;
  }
  return { bytes: Buffer.concat(parts), complete: false };
}

/** A first line `sep=;`, which Excel reads and writes, says it. `skip`: bytes of that line. */
function chooseDelimiter(start: string, complete: boolean): { delimiter: string; skip: number } {
  const line = /^"?sep=([^\r\n"])"?(\r\n|\n|\r|$)/i.exec(start);
  if (line?.[1] !== undefined) return { delimiter: line[1], skip: Buffer.byteLength(line[0]) };
  return { delimiter: detectDelimiter(start, complete), skip: 0 };
}

async function* recoded(bytes: AsyncIterator<Buffer>, recoder: Recoder, first: Buffer): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield recoder.write(next.value);
    yield recoder.end();
  } finally {
    await bytes.return?.();
  }
}

async function tableOf(bytes: AsyncGenerator<Buffer>, recoder: Recoder, delimiter: string): Promise<Table> {
  const rows = records(bytes, delimiter);
  const first = await rows.next();
  if (first.done) throw unreadable("The file has no rows, only blank lines; choose the file with the contacts in it.");
  const named = !first.value.some((cell) => readsAsPhone(cell) || looksLikeEmail(cell));
  const second = named ? await rows.next() : first;
  if (second.done) {
    throw unreadable("The file has only a header and no rows under it; choose the file with the contacts in it.");
  }
  return {
    header: named ? first.value : null,
    chunks: inChunks(second.value, rows),
    format: () => ({ kind: "csv", encoding: recoder.encoding, delimiter, header: named }),
  };
}

async function* records(bytes: AsyncGenerator<Buffer>, delimiter: string): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limits.recordBytes,
  });
  let read = 0;
  try {
    pipeline(Readable.from(bytes, { objectMode: false }), parser, () => {});
    for await (const record of parser as AsyncIterable<string[]>) {
      if (record.length > limits.columns) throw tooManyColumns(read, record.length);
      if (record.every((cell) => cell.trim() === "")) continue;
      read++;
      yield record;
    }
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error) : error;
  }
}

async function* inChunks(first: string[], rest: AsyncGenerator<string[]>): AsyncGenerator<string[][]> {
  let chunk = [first];
  let characters = 0;
  for await (const record of rest) {
    chunk.push(record);
    for (const cell of record) characters += cell.length;
    if (chunk.length < CHUNK_ROWS && characters < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = [];
    characters = 0;
  }
  if (chunk.length > 0) yield chunk;
}

function refusalOf(error: CsvError): Error {
  // Of the parser's own count: rows that it had read and not yet handed on are lost with the error.
  const where = `row ${Number(error["records"]) + 1} of the file (the header counted, blank lines not)`;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return unreadable(
      `A quotation mark (") is opened in ${where} and never closed, or the file was cut off; ` +
        "close or remove it and upload the file again.",
    );
  }
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return unreadable(
      `The line at ${where} is longer than 1 MB; the file is no list of contacts, or a quotation mark (") there is ` +
        "never closed.",
    );
  }
  return error;
}

function tooManyColumns(read: number, columns: number): Error {
  return unreadable(
    `There are ${columns.toLocaleString("en-US")} columns in row ${read + 1} of the file; ` +
      `${limits.columns.toLocaleString("en-US")} are the most. Remove those that are not needed.`,
  );
}
