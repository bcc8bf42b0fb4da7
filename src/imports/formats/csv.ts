/** CSV as people have it: bytes in, records out, one pass, in bounded memory. */
import { unreadable } from "../unreadable.ts";
import { markedEncoding } from "./byte-order.ts";
import { type DetectedDialect, detectDialect } from "./dialect.ts";
import { createDecoder, type Decoder } from "./encoding.ts";
import { detectHeader } from "./header.ts";
import { refuseBinary, refuseBinaryText, refuseOtherBytes, refuseOtherText } from "./kind.ts";
import { RecordReader } from "./records.ts";
import { inChunks } from "./rows.ts";
import type { ReadingChoices, Table } from "./table.ts";

/** What is looked at to tell what the file is; then it is read in pieces of this size. */
const PIECE_BYTES = 65_536;
/** Enough to find a header under a title; there are nearly always more in the first piece. */
const HEADER_RECORDS = 10;

/**
 * Reads a file as CSV. The source is not read further than needed; when reading stops early, it is destroyed.
 *
 * @throws Refusal `unreadable_file`, with a sentence, for what is empty, is no CSV, has only a header, or cannot be read
 *   as chosen
 */
export async function readCsv(source: AsyncIterable<Buffer>, choices: ReadingChoices = {}): Promise<Table> {
  const pieces = inPieces(source);
  try {
    const first = await pieces.next();
    const head = first.done ? Buffer.alloc(0) : first.value;
    const complete = head.length < PIECE_BYTES;
    refuseOtherBytes(head);
    const marked = markedEncoding(head);
    const decoder = createDecoder(
      choices.encoding ? { encoding: choices.encoding, reason: "Chosen by you." } : (marked ?? undefined),
    );
    const isUtf16 = decoder.encoding.startsWith("utf-16");
    if (!isUtf16) refuseBinary(head);
    const text = decoder.write(head.subarray(marked?.markBytes ?? 0)) + (complete ? decoder.end() : "");
    if (isUtf16) refuseBinaryText(text);
    refuseOtherText(text);
    const detected = detectDialect(text, complete, choices);
    const reader = new RecordReader(detected.dialect);
    return await tableOf(blocks(pieces, decoder, reader, text.slice(detected.skip)), detected, decoder, choices);
  } catch (error) {
    await pieces.return(undefined);
    throw error;
  }
}

/** The source's bytes in pieces of `PIECE_BYTES`, but for the last, however they come. */
async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    if (length < PIECE_BYTES) continue;
    const bytes = parts.length === 1 ? part : Buffer.concat(parts);
    let at = 0;
    for (; at + PIECE_BYTES <= length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
    parts = [bytes.subarray(at)];
    length -= at;
  }
  if (length > 0) yield Buffer.concat(parts);
}

/** Records as they become whole, those of a piece together. */
async function* blocks(
  pieces: AsyncGenerator<Buffer, undefined>,
  decoder: Decoder,
  reader: RecordReader,
  first: string,
): AsyncGenerator<string[][], undefined> {
  try {
    yield reader.write(first);
    for await (const piece of pieces) yield reader.write(decoder.write(piece));
    yield reader.write(decoder.end());
    yield reader.end();
  } finally {
    await pieces.return(undefined);
  }
}

async function tableOf(
  rest: AsyncGenerator<string[][], undefined>,
  detected: DetectedDialect,
  decoder: Decoder,
  choices: ReadingChoices,
): Promise<Table> {
  const first: string[][] = [];
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    first.push(...next.value);
    if (first.length >= HEADER_RECORDS) break;
  }
  if (first.length === 0) {
    throw unreadable("The file has no rows, only blank lines; choose the file with the contacts in it.");
  }
  const { header, titles, reason } = detectHeader(first, choices.header);
  const rows = first.slice(titles + (header ? 1 : 0));
  if (rows.length === 0) {
    throw unreadable("The file has only a header and no rows under it; choose the file with the contacts in it.");
  }
  const { dialect, reasons } = detected;
  return {
    header: header ? first[titles]! : null,
    // With the blocks ends what they are read from.
    chunks: inChunks(rows, rest, async () => {}),
    format: () => ({
      kind: "csv",
      encoding: decoder.encoding,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      header,
      sheet: null,
      sheets: [],
      reasons: { encoding: decoder.reason, ...reasons, header: reason },
    }),
  };
}
