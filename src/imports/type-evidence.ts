/** Which type the cells of a column have, gathered while they pass. */
import type { AttributeType } from "#domain/contact/import.ts";
import { type DateOrder, inOrder, writtenDate } from "./dates.ts";
import { normalise, readHeader } from "./headers.ts";
import { readNumber } from "./numbers.ts";
import { readYesNo } from "./yes-no.ts";

/** So many of a column's cells must be of the type; the others are kept as they are, with a warning. */
const MOST = 0.95;

/** Leading zeros, and more digits than anybody reckons with: telephone numbers and ids. */
const code = /^0\d|^\+\d{7}|^\d{10}/;

/** What stands for an empty cell. */
const nothing = /^(?:[-–—?]|n\/?a|null|nil|none|\\n|#n\/a)$/i;

/** Headers over figures that are not counted, beside those of fields. */
const codes = new Set(
  "zip,zip code,postcode,postal code,plz,postleitzahl,code postal,cp,codigo postal,cap,postcode,kod pocztowy,cep,iban"
    .split(",")
    .map(normalise),
);

export interface TypeReading {
  type: AttributeType;
  /** In a sentence; null where there is nothing to say, as of text. */
  reason: string | null;
  /** A date that is text for now, because its day and month may be either way round. */
  either?: string;
}

const text: TypeReading = { type: "text", reason: null };

export class TypeEvidence {
  /** Cells that say something. */
  #cells = 0;
  #numbers = 0;
  #yesNo = 0;
  /** Yes and no as 1 and 0, which are numbers too. */
  #bits = 0;
  #isCode = false;
  #twoWays: string | null = null;
  #dates = { all: 0, yearFirst: 0, numbers: 0, dotted: 0 };
  /** Of dates in numbers, how many the order reads, and one that another order does not. */
  #orders: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };
  #samples: Partial<Record<"dmy" | "mdy" | "either" | "any" | "number", string>> = {};

  /** @param cell trimmed, with something in it */
  add(cell: string): void {
    if (nothing.test(cell)) return;
    this.#cells++;
    if (readYesNo(cell) !== null) {
      this.#yesNo++;
      if (cell === "0" || cell === "1") this.#bits++;
    }
    if (!/\p{Nd}/u.test(cell)) return;
    this.#addNumber(cell);
    this.#addDate(cell);
  }

  #addNumber(cell: string): void {
    if (code.test(cell)) this.#isCode = true;
    const { number, twoWays } = readNumber(cell);
    if (twoWays) this.#twoWays ??= cell;
    else if (number === null) return;
    else this.#samples.number ??= cell;
    this.#numbers++;
  }

  #addDate(cell: string): void {
    const date = writtenDate(cell);
    if (!date) return;
    const reads = { dmy: inOrder(date, "dmy"), mdy: inOrder(date, "mdy"), ymd: inOrder(date, "ymd") };
    if (reads.dmy === null && reads.mdy === null && reads.ymd === null) return;
    // Most numbers of eight digits are no dates of these centuries.
    if (date.form === "compact" && (date.year < 1900 || date.year > 2099)) return;
    this.#dates.all++;
    this.#samples.any ??= cell;
    if (date.form === "year_first" || date.form === "compact") this.#dates.yearFirst++;
    if (date.form !== "numbers") return;
    this.#dates.numbers++;
    if (date.separator === ".") this.#dates.dotted++;
    for (const order of ["dmy", "mdy", "ymd"] as const) if (reads[order] !== null) this.#orders[order]++;
    if (reads.mdy === null && reads.dmy !== null) this.#samples.dmy ??= cell;
    else if (reads.dmy === null && reads.mdy !== null) this.#samples.mdy ??= cell;
    else this.#samples.either ??= cell;
  }

  /**
   * @param header what the file says above the column; null when it says nothing
   * @param phones cells that are written as telephone numbers are
   */
  reading(header: string | null, phones: number): TypeReading {
    const most = this.#cells * MOST;
    if (this.#cells === 0 || phones > this.#cells - most || (header !== null && isCoded(header))) return text;
    if (this.#dates.all >= most) return this.#date(most);
    if (this.#yesNo >= most && this.#bits < this.#yesNo) {
      return { type: "yes_no", reason: "Read as yes or no: its cells say nothing else." };
    }
    if (this.#numbers < most || this.#isCode) return text;
    if (this.#twoWays !== null) {
      return { type: "text", reason: `Kept as text: ${this.#twoWays} can be a whole number or a decimal.` };
    }
    return { type: "number", reason: `Read as numbers, such as ${this.#samples.number}.` };
  }

  #date(most: number): TypeReading {
    const { dmy, mdy, either, any } = this.#samples;
    const others = this.#dates.all - this.#dates.numbers;
    const reads = (order: DateOrder) => this.#orders[order] + others >= most;
    if (this.#dates.numbers === 0) {
      return this.#dates.yearFirst === this.#dates.all
        ? { type: "date_ymd", reason: `Read as year, month, day, such as ${any}.` }
        : { type: "date_dmy", reason: `Read as dates, such as ${any}.` };
    }
    if (dmy !== undefined && reads("dmy")) {
      return { type: "date_dmy", reason: `Read as day/month/year: ${dmy} can be nothing else.` };
    }
    if (mdy !== undefined && reads("mdy")) {
      return { type: "date_mdy", reason: `Read as month/day/year: ${mdy} can be nothing else.` };
    }
    if (dmy !== undefined && mdy !== undefined) {
      return { type: "text", reason: `Kept as text: ${dmy} has the day first and ${mdy} the month.` };
    }
    if (reads("ymd") && !reads("dmy")) return { type: "date_ymd", reason: `Read as year, month, day, such as ${any}.` };
    if (either === undefined) return text;
    if (this.#dates.dotted === this.#dates.numbers) {
      return { type: "date_dmy", reason: `Read as day.month.year, as dates with dots are written, such as ${either}.` };
    }
    return {
      type: "text",
      reason: `Kept as text: ${either} can have its day or its month first; choose which.`,
      either,
    };
  }
}

/** A column whose figures are a code and no amount. */
function isCoded(header: string): boolean {
  return codes.has(normalise(header)) || readHeader(header) !== null;
}

/** Where day and month may be either way round, they are as in the other columns of the same file. */
export function settled(readings: readonly TypeReading[]): TypeReading[] {
  const orders = new Set(readings.map(({ type }) => type).filter((type) => type === "date_dmy" || type === "date_mdy"));
  const [order] = orders;
  if (order === undefined || orders.size > 1) return [...readings];
  const first = order === "date_dmy" ? "day" : "month";
  return readings.map((reading) =>
    reading.either === undefined
      ? reading
      : { type: order, reason: `Read with the ${first} first, as in another column of the file: ${reading.either}.` },
  );
}
