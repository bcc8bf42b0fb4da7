/** Encodings that show before any letter is read: by a byte order mark, or by the zero bytes of UTF-16. */
import type { Encoding } from "./table.ts";

export interface MarkedEncoding {
  encoding: Encoding;
  markBytes: number;
  reason: string;
}

/** Null when only the letters can tell. */
export function markedEncoding(head: Buffer): MarkedEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return byMark("utf-8", 3);
  if (head[0] === 0xff && head[1] === 0xfe) return byMark("utf-16le", 2);
  if (head[0] === 0xfe && head[1] === 0xff) return byMark("utf-16be", 2);
  const encoding = unmarkedUtf16(head);
  return (
    encoding && {
      encoding,
      markBytes: 0,
      reason: `Every other byte of its plain letters and line ends is zero, as ${encodingName(encoding)} writes them.`,
    }
  );
}

function byMark(encoding: Encoding, markBytes: number): MarkedEncoding {
  return { encoding, markBytes, reason: `The file begins with a byte order mark of ${encodingName(encoding)}.` };
}

/** As a person knows it; both byte orders are UTF-16. */
function encodingName(encoding: Encoding): string {
  return encoding.replace(/^utf-16[lb]e$/, "UTF-16").replace("utf-8", "UTF-8");
}

/** Of the pairs of bytes, so many must be ASCII characters of UTF-16; a list in any script has delimiters and digits. */
const ASCII_SHARE = 0.05;

/**
 * UTF-16 writes ASCII with a zero byte, always on the same side. Letters of other scripts may have a zero on the other
 * side (U+4E00), so the side that has four times as many wins, and line ends must be written with two bytes too.
 */
function unmarkedUtf16(head: Buffer): Encoding | null {
  let little = 0;
  let big = 0;
  let littleLineEnds = 0;
  let bigLineEnds = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    const first = head[at]!;
    const second = head[at + 1]!;
    if (second === 0 && isPlain(first)) {
      little++;
      if (isLineEnd(first)) littleLineEnds++;
    } else if (first === 0 && isPlain(second)) {
      big++;
      if (isLineEnd(second)) bigLineEnds++;
    }
  }
  const pairs = head.length / 2;
  const lineEnds = head.reduce((count, byte) => (isLineEnd(byte) ? count + 1 : count), 0);
  const isWritten = (ours: number, others: number, ends: number) =>
    ours >= pairs * ASCII_SHARE && ours >= 4 * others && (ends >= lineEnds / 2 || ours > pairs * 0.6);
  if (isWritten(little, big, littleLineEnds)) return "utf-16le";
  if (isWritten(big, little, bigLineEnds)) return "utf-16be";
  return null;
}

const isPlain = (byte: number) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13);
const isLineEnd = (byte: number) => byte === 10 || byte === 13;

/** Of the characters, so many must have the two zero bytes that all but emoji and rare letters have. */
const UTF32_SHARE = 0.95;

/** The byte order marks of UTF-32 are those of UTF-16 with two zeros. */
export function isUtf32(head: Buffer): boolean {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff)) return true;
  const characters = Math.floor(head.length / 4);
  let little = 0;
  let big = 0;
  for (let at = 0; at < characters * 4; at += 4) {
    const [a, b, c, d] = [head[at], head[at + 1], head[at + 2], head[at + 3]];
    if (a !== 0 && c === 0 && d === 0) little++;
    if (a === 0 && b === 0 && d !== 0) big++;
  }
  return characters > 1 && Math.max(little, big) >= characters * UTF32_SHARE;
}
