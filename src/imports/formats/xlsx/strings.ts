/** The texts that cells of a workbook share, by their number. */
import { unreadable } from "../../unreadable.ts";
import { type Archive, partLimits } from "./archive.ts";
import { damaged } from "./refusals.ts";
import { RichText } from "./text.ts";
import { readXml } from "./xml.ts";

/** What is held while a workbook is read, in bytes of UTF-8: five million texts of 25 letters. */
const HELD_BYTES = 134_217_728;
const PAGE_BITS = 10;
const PAGE_TEXTS = 1 << PAGE_BITS;

export interface SharedStrings {
  /** @throws Refusal `unreadable_file` when there is no such text */
  at(index: number): string;
}

/** @param part its name, or null where the workbook has none */
export async function readSharedStrings(archive: Archive, part: string | null): Promise<SharedStrings> {
  const strings = new StringPages();
  if (part === null) return strings;
  const rich = new RichText();
  const handlers = {
    open: (name: string) => rich.open(name),
    text: (text: string) => rich.text(text),
    close: (name: string, depth: number) => {
      rich.close(name);
      if (name === "si" && depth === 2) strings.add(rich.take());
    },
  };
  await readXml(archive.read(part, partLimits.strings), part, handlers);
  return strings;
}

/**
 * Texts in pages of UTF-8 outside of the heap, with the ends of each: 4 bytes a text besides its letters, where a string
 * of JavaScript takes 20 and more, and nothing for the garbage collector to walk.
 */
class StringPages implements SharedStrings {
  readonly #pages: Array<{ bytes: Buffer; ends: Uint32Array }> = [];
  #open: string[] = [];
  #openEnds: number[] = [];
  #count = 0;
  #held = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.#open.push(text);
    this.#openEnds.push((this.#openEnds.at(-1) ?? 0) + length);
    this.#count++;
    this.#held += length + 4;
    if (this.#held > HELD_BYTES) {
      throw unreadable(
        "The workbook is too large: its texts come to more than 128 MB. Save the sheet as CSV, or split it into " +
          "several files.",
      );
    }
    if (this.#open.length < PAGE_TEXTS) return;
    this.#pages.push({ bytes: Buffer.from(this.#open.join("")), ends: Uint32Array.from(this.#openEnds) });
    this.#open = [];
    this.#openEnds = [];
  }

  at(index: number): string {
    if (!(Number.isInteger(index) && index >= 0 && index < this.#count)) {
      throw damaged("a cell points to a text that is not there");
    }
    const page = this.#pages[index >> PAGE_BITS];
    const slot = index & (PAGE_TEXTS - 1);
    if (!page) return this.#open[slot]!;
    return page.bytes.toString("utf8", slot === 0 ? 0 : page.ends[slot - 1], page.ends[slot]);
  }
}
