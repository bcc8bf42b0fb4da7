/**
 * Bytes of people's files as UTF-8. One pass, so that a file of any size is read once: bytes are UTF-8 as long as they
 * can be, and the first byte that cannot says that the file was Windows-1252 all along. Up to there it was ASCII, which
 * both write alike. In a file that had real UTF-8 before, only the byte itself is read as Windows-1252: such files are
 * glued together from two.
 */
import { isAscii, isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

const latin = new TextDecoder("windows-1252");

/** The encoding that a byte order mark names, or that the zero bytes of UTF-16 show; null when only the bytes can tell. */
export function markedEncoding(head: Buffer): { encoding: Encoding; markBytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", markBytes: 2 };
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]!++;
  // Every ASCII character of UTF-16 has one zero byte, always on the same side; lists are mostly ASCII.
  const [even = 0, odd = 0] = zeros;
  const most = head.length / 2;
  if (odd > most * 0.3 && even < most * 0.02) return { encoding: "utf-16le", markBytes: 0 };
  if (even > most * 0.3 && odd < most * 0.02) return { encoding: "utf-16be", markBytes: 0 };
  return null;
}

/** Turns chunks of a file into UTF-8, without NUL, which PostgreSQL refuses. */
export interface Recoder {
  /** What the bytes have shown so far; plain ASCII counts as UTF-8. */
  readonly encoding: Encoding;
  write(chunk: Buffer): Buffer;
  end(): Buffer;
}

export function createRecoder(marked: Encoding | null): Recoder {
  return marked === "utf-16le" || marked === "utf-16be" ? new Utf16Recoder(marked) : new ByteRecoder();
}

class Utf16Recoder implements Recoder {
  readonly encoding: Encoding;
  readonly #decoder: TextDecoder;

  constructor(encoding: "utf-16le" | "utf-16be") {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding);
  }
  write(chunk: Buffer): Buffer {
    return withoutNul(Buffer.from(this.#decoder.decode(chunk, { stream: true })));
  }
  end(): Buffer {
    return Buffer.from(this.#decoder.decode());
  }
}

/** `undecided` while all was ASCII; then `utf-8` or `windows-1252` for good. */
class ByteRecoder implements Recoder {
  #state: "undecided" | "utf-8" | "windows-1252" = "undecided";
  /** The beginning of a character whose end is in the next chunk. */
  #tail: Buffer = Buffer.alloc(0);

  get encoding(): Encoding {
    return this.#state === "undecided" ? "utf-8" : this.#state;
  }

  write(chunk: Buffer): Buffer {
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk;
    const whole = bytes.length - unfinishedBytes(bytes);
    this.#tail = bytes.subarray(whole);
    return withoutNul(this.#recode(bytes.subarray(0, whole)));
  }

  end(): Buffer {
    const rest = this.#recode(this.#tail);
    this.#tail = Buffer.alloc(0);
    return rest;
  }

  #recode(bytes: Buffer): Buffer {
    if (isAscii(bytes)) return bytes;
    if (this.#state !== "windows-1252" && isUtf8(bytes)) {
      this.#state = "utf-8";
      return bytes;
    }
    if (this.#state === "undecided") {
      const first = bytes.findIndex((byte) => byte >= 0x80);
      this.#state = sequenceLength(bytes, first) > 0 ? "utf-8" : "windows-1252";
    }
    return this.#state === "windows-1252" ? Buffer.from(latin.decode(bytes)) : mended(bytes);
  }
}

/** UTF-8 with each byte that is none of it read as Windows-1252. */
function mended(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(bytes.subarray(from, at), Buffer.from(latin.decode(bytes.subarray(at, at + 1))));
    from = ++at;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

/** Bytes of the UTF-8 character at `at`; 0 when there is none (Unicode 17, table 3-7, by `isUtf8`). */
function sequenceLength(bytes: Buffer, at: number): number {
  const length = announcedLength(bytes[at] ?? 0xff);
  if (length === 1) return 1;
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

function announcedLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
}

/** How many bytes at the end begin a UTF-8 character that goes on in the next chunk: 0 to 3. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    return announcedLength(byte) > back ? back : 0;
  }
  return 0;
}

function withoutNul(bytes: Buffer): Buffer {
  return bytes.includes(0) ? (bytes.filter((byte) => byte !== 0) as Buffer) : bytes;
}
