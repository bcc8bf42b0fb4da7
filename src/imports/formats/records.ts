/** Records out of text that comes in pieces; what cannot be read is refused with the row named. */
import { unreadable } from "../unreadable.ts";
import { limits } from "./limits.ts";
import { type Dialect, type Scan, scan, unwrapped } from "./scan.ts";

export class RecordReader {
  readonly #dialect: Dialect;
  /** The record that the last piece began and did not end. */
  #rest = "";
  #records = 0;
  /** Cells of the first record. */
  #width = 0;
  #quoted = 0;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /**
   * The records that are whole with this piece. Pieces should be large: a record in many pieces is read once for each.
   *
   * @throws Refusal `unreadable_file` for a record that is too long or has too many cells
   */
  write(piece: string): string[][] {
    return this.#read(this.#rest + piece, false);
  }

  /** @throws Refusal `unreadable_file` for a quotation mark that nothing closes */
  end(): string[][] {
    return this.#read(this.#rest, true);
  }

  #read(text: string, final: boolean): string[][] {
    const found = scan(text, this.#dialect, final);
    this.#quoted += found.quoted;
    const records = this.#dialect.wrapped
      ? found.records.map((record) => unwrapped(record, this.#dialect))
      : found.records;
    for (const record of records) {
      if (this.#records++ === 0) this.#width = record.length;
      if (record.length > limits.columns) throw tooManyColumns(this.#records, record.length);
    }
    this.#rest = text.slice(found.rest);
    if (found.fault || this.#rest.length > limits.recordCharacters) throw this.#refusal(found);
    return records;
  }

  #refusal({ fault }: Scan): Error {
    const row = `row ${(this.#records + 1).toLocaleString("en-US")}`;
    if (fault === "quote_not_closed") {
      return unreadable(
        `A quotation mark (${this.#dialect.quote}) is opened in ${row} of the file (the header counted, blank lines ` +
          "not) and never closed, or the file was cut off; close or remove it and upload the file again" +
          (this.#isReadableWithoutQuotes() ? `, or choose "no quotation marks", which reads it.` : "."),
      );
    }
    return unreadable(
      `The line at ${row} of the file (the header counted, blank lines not) is longer than 1 MB; the file is no list of ` +
        "contacts, or a quotation mark there is never closed" +
        (this.#isReadableWithoutQuotes() ? `: then choose "no quotation marks", which reads it.` : "."),
    );
  }

  /** Whether all lines that the open quotation mark holds are rows like the others, and no other row needs its marks. */
  #isReadableWithoutQuotes(): boolean {
    if (this.#dialect.quote === "none" || this.#quoted > 0 || this.#width < 2) return false;
    const { records } = scan(this.#rest, { ...this.#dialect, quote: "none" }, false);
    return records.length > 0 && records.every((record) => record.length === this.#width);
  }
}

function tooManyColumns(row: number, columns: number): Error {
  return unreadable(
    `There are ${columns.toLocaleString("en-US")} columns in row ${row.toLocaleString("en-US")} of the file; ` +
      `${limits.columns.toLocaleString("en-US")} are the most. Remove those that are not needed.`,
  );
}
