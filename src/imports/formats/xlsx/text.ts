/** Texts of cells as the markup has them: rich text, phonetic guides, escaped characters. */
import type { XmlHandlers } from "./xml.ts";
import { unreadable } from "../../unreadable.ts";

/** Of one cell; Excel's own limit is 32,767. */
const CELL_CHARACTERS = 1_048_576;

const escapes = /_x([0-9A-Fa-f]{4})_/g;

/**
 * Characters that XML cannot hold are written `_x000D_`, and an underscore before such a text `_x005F_` (ECMA-376 part
 * 1, 22.9.2.19). NUL and halves of characters are left out, because the database cannot hold them.
 */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text
    .replaceAll(escapes, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll("\0", "")
    .toWellFormed();
}

/** Gathers pieces of one text. */
export class TextGatherer {
  #text = "";

  add(piece: string): void {
    this.#text += piece;
    if (this.#text.length > CELL_CHARACTERS) {
      throw unreadable("A cell of the workbook has more than 1 MB of text; remove it and upload the file again.");
    }
  }

  take(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }
}

/** Hands on the texts of a rich text, `<si>` or `<is>`, and not the phonetic guides (`<rPh>`) beside them. */
export class RichText implements XmlHandlers {
  readonly #gatherer = new TextGatherer();
  #inPhonetic = false;
  #inText = false;

  open(name: string): void {
    if (name === "rPh") this.#inPhonetic = true;
    this.#inText = name === "t" && !this.#inPhonetic;
  }

  close(name: string): void {
    if (name === "rPh") this.#inPhonetic = false;
    this.#inText = false;
  }

  text(piece: string): void {
    if (this.#inText) this.#gatherer.add(piece);
  }

  /** What was gathered since the last time. */
  take(): string {
    return unescapeText(this.#gatherer.take());
  }
}
