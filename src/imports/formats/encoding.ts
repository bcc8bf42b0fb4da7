/**
 * Bytes of people's files as text. One pass, so that a file of any size is read once: bytes are UTF-8 as long as they
 * can be, and the first byte that cannot says that the file was Windows-1252 all along. Up to there it was ASCII, which
 * both write alike. In a file that had real UTF-8 before, only the byte itself is read as Windows-1252: such files are
 * glued together from two.
 */
import { isAscii, isUtf8 } from "node:buffer";
import type { Encoding } from "./table.ts";

/** Turns pieces of a file into text, without NUL, which PostgreSQL refuses. */
export interface Decoder {
  /** What the bytes have shown so far; plain ASCII counts as UTF-8. */
  readonly encoding: Encoding;
  /** Why it is read so, in a sentence; final at the end. */
  readonly reason: string;
  write(piece: Buffer): string;
  end(): string;
}

/** @param known why the encoding is known before the bytes are; without it, UTF-8 or Windows-1252 by the bytes */
export function createDecoder(known?: { encoding: Encoding; reason: string }): Decoder {
  if (!known || known.encoding === "utf-8" || known.encoding === "windows-1252") return new ByteDecoder(known);
  return new KnownDecoder(known);
}

class KnownDecoder implements Decoder {
  readonly encoding: Encoding;
  readonly reason: string;
  readonly #decoder: TextDecoder;

  constructor({ encoding, reason }: { encoding: Encoding; reason: string }) {
    this.encoding = encoding;
    this.reason = reason;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }
  write(piece: Buffer): string {
    return withoutNul(this.#decoder.decode(piece, { stream: true }));
  }
  end(): string {
    return withoutNul(this.#decoder.decode());
  }
}

const windows1252 = new TextDecoder("windows-1252");

/** Letters in a row, none of them ASCII: words of another script, or of many bytes a letter. */
const foreign = /[\x80-\xff]{3}/g;
const high = /[\x80-\xff]/g;

/** `undecided` while all was ASCII; then `utf-8` or `windows-1252` for good. */
class ByteDecoder implements Decoder {
  readonly #reason: string | null;
  #state: "undecided" | "utf-8" | "windows-1252";
  /** The beginning of a character whose end is in the next piece. */
  #tail: Buffer = Buffer.alloc(0);
  /** Whether what was read as Windows-1252 has the look of it; undecided until such bytes come. */
  #looksWestern: boolean | null = null;
  #glued = false;

  constructor(known?: { encoding: Encoding; reason: string }) {
    this.#state = known ? (known.encoding === "utf-8" ? "utf-8" : "windows-1252") : "undecided";
    this.#reason = known?.reason ?? null;
  }

  get encoding(): Encoding {
    return this.#state === "undecided" ? "utf-8" : this.#state;
  }

  get reason(): string {
    const glued = this.#glued ? " Some bytes are none of it and are read as Windows-1252." : "";
    if (this.#reason !== null) return this.#reason + glued;
    if (this.#state === "undecided") return "All its characters are plain ASCII, which UTF-8 writes alike.";
    if (this.#state === "utf-8")
      return glued ? `Its first letters are UTF-8.${glued}` : "All its bytes are valid UTF-8.";
    return this.#looksWestern
      ? "Some bytes are not UTF-8; they are read as Windows-1252, as Excel writes in Western Europe."
      : "The bytes are not UTF-8 and hardly Western European; choose another encoding if letters look wrong.";
  }

  write(piece: Buffer): string {
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, piece]) : piece;
    const whole = bytes.length - unfinishedBytes(bytes);
    this.#tail = bytes.subarray(whole);
    return withoutNul(this.#decode(bytes.subarray(0, whole)));
  }

  end(): string {
    const rest = this.#decode(this.#tail);
    this.#tail = Buffer.alloc(0);
    return rest;
  }

  #decode(bytes: Buffer): string {
    if (isAscii(bytes)) return bytes.toString("latin1");
    if (this.#state !== "windows-1252" && isUtf8(bytes)) {
      this.#state = "utf-8";
      return bytes.toString("utf8");
    }
    if (this.#state === "undecided") {
      const first = bytes.findIndex((byte) => byte >= 0x80);
      this.#state = sequenceLength(bytes, first) > 0 ? "utf-8" : "windows-1252";
    }
    if (this.#state === "utf-8") {
      this.#glued = true;
      return mended(bytes);
    }
    this.#looksWestern ??= looksWestern(bytes.toString("latin1"));
    return windows1252.decode(bytes);
  }
}

/** Western words have an accent here and there; of Cyrillic, Greek or Japanese, most letters are above ASCII. */
function looksWestern(latin1: string): boolean {
  const letters = latin1.match(high)?.length ?? 0;
  const inRows = 3 * (latin1.match(foreign)?.length ?? 0);
  return inRows < letters / 3;
}

/** UTF-8 with each byte that is none of it read as Windows-1252. */
function mended(bytes: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(bytes.toString("utf8", from, at), windows1252.decode(bytes.subarray(at, at + 1)));
    from = ++at;
  }
  return parts.join("") + bytes.toString("utf8", from);
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

/** How many bytes at the end begin a UTF-8 character that goes on in the next piece: 0 to 3. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    return announcedLength(byte) > back ? back : 0;
  }
  return 0;
}

function withoutNul(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}
