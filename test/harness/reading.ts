/** Files read to their end, as the tests of their readers want them. */
import { expect } from "vitest";
import { Refusal } from "#domain/errors.ts";
import { readCsv } from "#imports/formats/csv.ts";
import type { ReadingChoices } from "#imports/formats/table.ts";

export async function* inPieces(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const sourceOf = (file: Buffer | string | AsyncIterable<Buffer>) =>
  typeof file === "string" ? inPieces(Buffer.from(file)) : Buffer.isBuffer(file) ? inPieces(file) : file;

/** Everything that a CSV file is read as. */
export async function readAll(file: Buffer | string | AsyncIterable<Buffer>, choices?: ReadingChoices) {
  const { header, chunks, format } = await readCsv(sourceOf(file), choices);
  const rows: string[][] = [];
  for await (const chunk of chunks) rows.push(...chunk);
  return { header, rows, format: format() };
}

/** The sentence with which a CSV file is refused. */
export async function refusalOf(
  file: Buffer | string | AsyncIterable<Buffer>,
  choices?: ReadingChoices,
): Promise<string> {
  const error = await readAll(file, choices).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof Refusal)) throw new Error("was not refused", { cause: error });
  expect(error.code).toBe("unreadable_file");
  return error.message;
}
