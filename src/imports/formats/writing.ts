/** Text as bytes of the encodings that files are read in. */
import iconv from "iconv-lite";
import type { Encoding, FileFormat } from "./table.ts";

type Encoded = Pick<FileFormat, "encoding">;

/** That of a workbook's rows is UTF-8. */
export const encodingOf = ({ encoding }: Encoded): Encoding => encoding ?? "utf-8";

/** The same bytes in all of them but UTF-16, which lacks nothing. */
const ascii = /^[\0-\x7f]*$/;

export function encode(text: string, format: Encoded): Buffer {
  return iconv.encode(text, encodingOf(format), { addBOM: false });
}

/** Whether what is written is read as the same text. */
export function fits(text: string, format: Encoded): boolean {
  if (ascii.test(text)) return true;
  const encoding = encodingOf(format);
  return decoder(encoding).decode(encode(text, format)) === text;
}

/** Every character that the encoding lacks as `&#NNNN;`, by its number in Unicode. */
export function withEscapes(text: string, format: Encoded): string {
  if (fits(text, format)) return text;
  return Array.from(text, (character) => (fits(character, format) ? character : `&#${character.codePointAt(0)};`)).join(
    "",
  );
}

const decoders = new Map<Encoding, TextDecoder>();

function decoder(encoding: Encoding): TextDecoder {
  const known = decoders.get(encoding) ?? new TextDecoder(encoding, { ignoreBOM: true });
  decoders.set(encoding, known);
  return known;
}
