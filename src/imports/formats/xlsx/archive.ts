/** The ZIP around a workbook: parts by their names, and how much they may give. Nothing is written to disk from it. */
import { read } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { unreadable } from "../../unreadable.ts";
import { damaged, damageOr, quoted, untrustworthy } from "./refusals.ts";

const GIBIBYTE = 1_073_741_824;

const archiveLimits = {
  /** A workbook of a thousand sheets with pictures has a few thousand. */
  entries: 10_000,
  /** Name, extra fields and comment of one entry together; Excel pads with some 500. */
  directoryBytes: 4_096,
  /**
   * Unpacked to packed bytes. Lists measured came to 5 to 21; only rows all alike, without references, come to 340, and
   * what deflate can do is 1,032. Small parts may be anything.
   */
  ratio: 250,
  ratioFromBytes: 16_777_216,
  /** Unpacked, of all parts that one reading asks for. */
  totalBytes: 2 * GIBIBYTE,
} as const;

/** What one part may give, in unpacked bytes. */
export const partLimits = { sheet: GIBIBYTE, strings: GIBIBYTE, other: 67_108_864 } as const;

const READ_BYTES = 65_536;

export interface Archive {
  /** In lower case, as parts are looked up: names of parts do not differ by case (ECMA-376 part 2, 6.2.2.3). */
  names: ReadonlySet<string>;
  /** The bytes of a part. Throws the refusal `unreadable_file` when there are more or others than promised. */
  read(name: string, mostBytes: number): AsyncGenerator<Buffer>;
}

/**
 * The file stays the caller's, who closes it.
 *
 * @throws Refusal `unreadable_file`
 */
export async function openArchive(file: FileHandle): Promise<Archive> {
  const zip = await openZip(file);
  const entries = await readDirectory(zip);
  let total = 0;
  return {
    names: new Set(entries.keys()),
    async *read(name, mostBytes) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw damaged(`its part ${quoted(name)} is missing`);
      check(entry, name, mostBytes);
      total += entry.uncompressedSize;
      if (total > archiveLimits.totalBytes) throw tooLarge(name);
      yield* unpack(file, zip, entry, name);
    },
  };
}

async function openZip(file: FileHandle): Promise<ZipFile> {
  const { size } = await file.stat();
  try {
    const options = { autoClose: false, validateEntrySizes: false };
    return await fromRandomAccessReaderPromise(new WithinFile(file, size), size, options);
  } catch (error) {
    throw damageOr(error, "its end is missing, as after a download that was cut off");
  }
}

/**
 * For the directory only. An offset in the file may be any number of 64 bits, and Node throws at one it cannot read at,
 * where nobody can catch it.
 */
class WithinFile extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #size: number;

  constructor(file: FileHandle, size: number) {
    super();
    this.#file = file;
    this.#size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    if (!(position >= 0 && position + length <= this.#size)) {
      setImmediate(callback, new Error("outside of the file"));
      return;
    }
    read(this.#file.fd, buffer, offset, length, position, callback);
  }
}

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > archiveLimits.entries) throw untrustworthy("it consists of too many parts");
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const length = entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (length > archiveLimits.directoryBytes) throw untrustworthy("its directory is too large");
      if (entry.fileName.endsWith("/")) continue;
      const name = entry.fileName.toLowerCase();
      if (entries.has(name)) throw untrustworthy(`it has two parts named ${quoted(entry.fileName)}`);
      entries.set(name, entry);
    }
  } catch (error) {
    throw damageOr(error, "its directory of parts cannot be read");
  }
  return entries;
}

/** What the directory says is checked before, and that it holds while unpacking. */
function check(entry: Entry, name: string, mostBytes: number): void {
  const { compressedSize: packed, uncompressedSize: unpacked, compressionMethod } = entry;
  if (entry.isEncrypted()) {
    throw unreadable("The workbook is protected by a password; save it without one and upload that file.");
  }
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    throw damaged(`its part ${quoted(name)} is packed in an unknown way`);
  }
  if (unpacked > archiveLimits.ratioFromBytes && unpacked > packed * archiveLimits.ratio) {
    throw untrustworthy(`its part ${quoted(name)} unpacks to more than ${archiveLimits.ratio} times its size`);
  }
  if (unpacked > mostBytes) throw tooLarge(name);
}

async function* unpack(file: FileHandle, zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Buffer> {
  let bytes = 0;
  let checksum = 0;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = readRange(file, fileDataStart, entry.compressedSize);
    for await (const chunk of entry.compressionMethod === 8 ? inflate(packed) : packed) {
      bytes += chunk.length;
      if (bytes > entry.uncompressedSize) throw liesAboutSize(name);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw damageOr(error, `its part ${quoted(name)} cannot be unpacked`);
  }
  if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) {
    throw damaged(`its part ${quoted(name)} is not what was saved`);
  }
}

async function* readRange(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += READ_BYTES) {
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.allocUnsafe(Math.min(READ_BYTES, length - at)),
      position: start + at,
    });
    yield buffer.subarray(0, bytesRead);
  }
}

async function* inflate(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflated = createInflateRaw({ chunkSize: READ_BYTES });
  // Errors come out of the end that is read.
  pipeline(Readable.from(packed, { objectMode: false }), inflated, () => {});
  yield* inflated as AsyncIterable<Buffer>;
}

function liesAboutSize(name: string): Error {
  return untrustworthy(`its part ${quoted(name)} is larger than it says`);
}

function tooLarge(name: string): Error {
  return unreadable(
    `The workbook is too large: its part ${quoted(name)} comes to more than can be unpacked. Save the sheet as CSV, or ` +
      "split it into several files.",
  );
}
