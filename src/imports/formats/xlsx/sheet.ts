/** The rows of a sheet, as a stream. */
import { unreadable } from "../../unreadable.ts";
import { limits } from "../limits.ts";
import { isBlank } from "../scan.ts";
import { CellFormats, storedDate } from "./numbers.ts";
import { damaged } from "./refusals.ts";
import type { SharedStrings } from "./strings.ts";
import { RichText, TextGatherer, unescapeText } from "./text.ts";
import { walkXml, type XmlHandlers } from "./xml.ts";

/** All cells of a sheet: the same long text may stand in millions of them. */
const SHEET_CHARACTERS = 2_147_483_648;

export interface SheetSource {
  part: string;
  strings: SharedStrings;
  formats: CellFormats;
}

/**
 * Rows with something in them, those that became whole together. A cell stands in its column; what the file leaves out is blank.
 *
 * @throws Refusal `unreadable_file`
 */
export async function* readSheet(
  bytes: AsyncIterable<Buffer>,
  source: SheetSource,
): AsyncGenerator<string[][], undefined> {
  const rows = new RowGatherer(source);
  for await (const _ of walkXml(bytes, source.part, rows)) {
    const ready = rows.take();
    if (ready.length > 0) yield ready;
  }
}

/** Depths: 1 worksheet, 2 sheetData, 3 row, 4 cell, 5 its value `v` or inline text `is`. */
class RowGatherer implements XmlHandlers {
  readonly #strings: SharedStrings;
  readonly #formats: CellFormats;
  readonly #inline = new RichText();
  readonly #value = new TextGatherer();
  #ready: string[][] = [];
  #inData = false;
  #in: "value" | "inline" | null = null;
  #rowNumber = 0;
  #row: string[] = [];
  #rowCharacters = 0;
  #characters = 0;
  #column = -1;
  #type = "n";
  #style = 0;

  constructor({ strings, formats }: SheetSource) {
    this.#strings = strings;
    this.#formats = formats;
  }

  take(): string[][] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, depth: number): void {
    if (depth === 1 && name !== "worksheet") throw damaged("a sheet is not where it should be");
    if (depth === 2) this.#inData = name === "sheetData";
    if (!this.#inData) return;
    if (this.#in === "inline") this.#inline.open(name);
    else if (depth === 3 && name === "row") this.#openRow(attributes);
    else if (depth === 4 && name === "c") this.#openCell(attributes);
    else if (depth === 5 && name === "v") this.#in = "value";
    else if (depth === 5 && name === "is") this.#in = "inline";
  }

  text(text: string): void {
    if (this.#in === "value") this.#value.add(text);
    else if (this.#in === "inline") this.#inline.text(text);
  }

  close(name: string, depth: number): void {
    if (!this.#inData) return;
    if (this.#in === "inline" && depth > 5) this.#inline.close(name);
    if (depth === 5) this.#in = null;
    else if (depth === 4 && name === "c") this.#closeCell();
    else if (depth === 3 && name === "row") this.#closeRow();
  }

  #openRow({ r }: Readonly<Record<string, string>>): void {
    this.#rowNumber = Number(r) || this.#rowNumber + 1;
    this.#row = [];
    this.#rowCharacters = 0;
    this.#column = -1;
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.#column = columnOf(r) ?? this.#column + 1;
    this.#type = t ?? "n";
    this.#style = Number(s) || 0;
  }

  #closeCell(): void {
    const value = this.#value.take();
    const inline = this.#inline.take();
    const cell = this.#type === "inlineStr" ? this.#formats.of(this.#style).text(inline) : this.#show(value);
    if (cell === "") return;
    if (this.#column >= limits.columns) throw tooManyColumns(this.#rowNumber);
    this.#rowCharacters += cell.length;
    if (this.#rowCharacters > limits.recordCharacters) throw tooLong(this.#rowNumber);
    while (this.#row.length < this.#column) this.#row.push("");
    this.#row[this.#column] = cell;
  }

  /** The value of a cell by its type (ECMA-376 part 1, 18.18.11). For a formula it is the result last calculated. */
  #show(value: string): string {
    if (value.trim() === "") return "";
    const format = this.#formats.of(this.#style);
    switch (this.#type) {
      case "s":
        return format.text(this.#strings.at(Number(value)));
      case "b":
        return value.trim() === "1" || value.trim() === "true" ? "TRUE" : "FALSE";
      case "d":
        return storedDate(value.trim(), format);
      case "n": {
        const number = Number(value);
        return Number.isFinite(number) ? format.number(number) : unescapeText(value);
      }
      case "str":
        return format.text(unescapeText(value));
      default:
        // `e`, an error such as #N/A.
        return unescapeText(value);
    }
  }

  #closeRow(): void {
    if (this.#row.every(isBlank)) return;
    this.#ready.push(this.#row);
    this.#characters += this.#rowCharacters;
    if (this.#characters > SHEET_CHARACTERS) {
      throw unreadable("The sheet comes to more than 2 GB of text; split it into several files.");
    }
  }
}

/** `C12` is in column 2. Null where the cell does not say. */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null;
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? null : column - 1;
}

function tooManyColumns(row: number): Error {
  return unreadable(
    `There are more than ${limits.columns.toLocaleString("en-US")} columns in row ${row} of the sheet. Remove those ` +
      "that are not needed.",
  );
}

function tooLong(row: number): Error {
  return unreadable(`Row ${row} of the sheet is longer than 1 MB; the sheet is no list of contacts.`);
}
