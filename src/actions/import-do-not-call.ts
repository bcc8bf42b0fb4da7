/** A file of people who must not be called onto the do-not-call list: one number a line, or a table. */
import { type DoNotCallVerdict, doNotCallVerdict, doNotCallVerdicts } from "#domain/contact/do-not-call-import.ts";
import type { ReadingChoices } from "#domain/contact/file-format.ts";
import { Refusal } from "#domain/errors.ts";
import { ColumnSurvey } from "#imports/columns.ts";
import { everyNumberReader, type RowNumbers } from "#imports/every-number.ts";
import { readTable } from "#imports/formats/read-table.ts";
import type { Table } from "#imports/formats/table.ts";
import { numberColumns } from "#imports/number-columns.ts";
import { readPhone } from "#numbering/read-phone.ts";
import type { Sql } from "#store/db.ts";
import {
  insertDoNotCallImport,
  insertRefusedRows,
  listedForever,
  type RefusedRow,
} from "#store/do-not-call-imports.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { suppress } from "#store/suppress.ts";
import { listCountry } from "./list-country.ts";

/** Rows that are looked at to tell the columns and the country. */
const SURVEY_ROWS = 1_000;
/** Refused rows that are answered at once; all of them come back as a file. */
const EXAMPLES = 5;

export interface DoNotCallUpload {
  organisationId: string;
  fileName: string;
  bytes: AsyncIterable<Buffer>;
  /** How the file is to be read, where a person has said so. */
  choices: ReadingChoices;
  /** Of numbers written without one; null: it is told from the file. */
  country: string | null;
  /** The columns with the numbers, by their names; null: told by headers and cells, as for contacts. */
  columns: readonly string[] | null;
  /** Says what would come of it and lists nobody. */
  checkOnly: boolean;
  addedBy: string;
  now: Date;
}

export interface DoNotCallImported {
  /** For the file of refused rows; null when nothing was refused, or nothing was done. */
  id: number | null;
  /** All columns, and those whose numbers are listed. */
  columns: string[];
  numberColumns: string[];
  country: string | null;
  countryReason: string | null;
  /** Rows by what came of them; they sum to `rows`. */
  counts: { rows: number } & Record<DoNotCallVerdict, number>;
  /** Numbers that are on the list now, or for longer than they were. */
  added: number;
  /** Numbers that were on it already, and repetitions. */
  already: number;
  examples: RefusedRow[];
}

/**
 * Lists every number of every column of numbers. What is listed when a file turns out to be broken further on stays
 * listed, and the file may be sent again: somebody who must not be called is never waited for.
 *
 * Refuses `unreadable_file` when the file is none or no column of it has numbers, and `invalid` for a country or a column
 * that there is not.
 */
export async function importDoNotCall(db: Sql, upload: DoNotCallUpload): Promise<DoNotCallImported> {
  const table = await readTable(upload.bytes, upload.choices);
  const rows = table.chunks[Symbol.asyncIterator]();
  try {
    const { survey, first } = await lookAt(table, rows);
    const plan = planOf(survey, first, upload);
    const work = new Listing(db, upload, plan, table);
    for (const chunk of first) await work.add(chunk);
    for (let next = await rows.next(); !next.done; next = await rows.next()) await work.add(next.value);
    return await work.finish();
  } finally {
    await rows.return?.();
  }
}

type Chunks = AsyncIterator<string[][]>;

async function lookAt(table: Table, rows: Chunks): Promise<{ survey: ColumnSurvey; first: string[][][] }> {
  const survey = new ColumnSurvey(table.header);
  const first: string[][][] = [];
  while (survey.rows < SURVEY_ROWS) {
    const next = await rows.next();
    if (next.done) break;
    survey.add(next.value);
    first.push(next.value);
  }
  return { survey, first };
}

interface Plan {
  columns: string[];
  numbers: Array<{ name: string; index: number }>;
  country: string | null;
  countryReason: string | null;
}

function planOf(survey: ColumnSurvey, first: readonly string[][][], upload: DoNotCallUpload): Plan {
  const surveyed = survey.columns();
  const columns = surveyed.map(({ name }) => name);
  const places = upload.columns === null ? numberColumns(surveyed) : placesOf(upload.columns, columns);
  if (places.length === 0) {
    throw new Refusal(
      "unreadable_file",
      "No column of telephone numbers was found in this file; write one number on each line, with its country, such as " +
        "+14155550123, or say which columns hold them.",
    );
  }
  const numbers = places.map((index) => ({ name: columns[index]!, index }));
  if (upload.country !== null) return { columns, numbers, country: upload.country, countryReason: null };
  const meanings = columns.map((_, index) => (places.includes(index) ? "phone" : null));
  const { country, reason } = listCountry(surveyed, meanings, first.flat());
  return { columns, numbers, country, countryReason: reason };
}

function placesOf(wanted: readonly string[], columns: readonly string[]): number[] {
  return [...new Set(wanted)].map((name) => {
    const place = columns.indexOf(name);
    if (place >= 0) return place;
    const message = `The file has no column "${name}"; its columns are ${columns.slice(0, 20).join(", ")}.`;
    throw new Refusal("invalid", message, [{ path: "columns", message }]);
  });
}

/** The rows of one file, as they pass. */
class Listing {
  readonly #db: Sql;
  readonly #upload: DoNotCallUpload;
  readonly #plan: Plan;
  readonly #table: Table;
  readonly #read: (cells: readonly string[]) => RowNumbers;
  readonly #counts = {
    rows: 0,
    ...Object.fromEntries(doNotCallVerdicts.map((name) => [name, 0])),
  } as DoNotCallImported["counts"];
  /** Digits of numbers met before: exact in a double, as E.164 has at most 15. Once they are listed, the list knows them. */
  #met = new Set<number>();
  readonly #examples: RefusedRow[] = [];
  #added = 0;
  #already = 0;
  #importId: number | null = null;

  constructor(db: Sql, upload: DoNotCallUpload, plan: Plan, table: Table) {
    this.#db = db;
    this.#upload = upload;
    this.#plan = plan;
    this.#table = table;
    this.#read = everyNumberReader(plan.numbers, plan.country, readPhone);
  }

  /** One transaction: the numbers are listed and the refused rows kept together, or neither. */
  async add(rows: readonly string[][]): Promise<void> {
    const read = rows.map((cells) => ({ cells, ...this.#read(cells) }));
    const phones = [...new Set(read.flatMap((row) => row.phones))];
    if (this.#upload.checkOnly) {
      this.#count(read, await listedForever(this.#db, this.#upload.organisationId, phones));
      return;
    }
    await this.#db.transaction().execute(async (transaction) => {
      const { organisationId, addedBy, now } = this.#upload;
      // Many contacts change at once: claims and they do not wait for each other's rows.
      await lockOrganisation(transaction, organisationId);
      const known = await listedForever(transaction, organisationId, phones);
      const entry = { organisationId, source: "import", addedBy, now, note: null, expiresAt: null, keepKnown: true };
      if (phones.length > 0) await suppress(transaction, { ...entry, phones });
      const refused = this.#count(read, known);
      if (refused.length > 0) await insertRefusedRows(transaction, await this.#kept(transaction), refused);
    });
  }

  async finish(): Promise<DoNotCallImported> {
    const { columns, numbers, country, countryReason } = this.#plan;
    return {
      id: this.#importId,
      columns,
      numberColumns: numbers.map(({ name }) => name),
      country,
      countryReason,
      counts: this.#counts,
      added: this.#added,
      already: this.#already,
      examples: this.#examples,
    };
  }

  #count(rows: ReadonlyArray<RowNumbers & { cells: readonly string[] }>, known: ReadonlySet<string>): RefusedRow[] {
    const refusedRows: RefusedRow[] = [];
    if (!this.#upload.checkOnly) this.#met = new Set();
    for (const { cells, phones, refused } of rows) {
      const row = ++this.#counts.rows;
      let added = 0;
      for (const phone of phones) {
        const digits = Number(phone.slice(1));
        if (!known.has(phone) && !this.#met.has(digits)) added++;
        this.#met.add(digits);
      }
      this.#added += added;
      this.#already += phones.length - added;
      this.#counts[doNotCallVerdict({ numbers: phones.length, refused: refused.length, added })]++;
      if (phones.length > 0 && refused.length === 0) continue;
      const refusedRow = { row, cells, reason: this.#reason(refused, phones.length) };
      refusedRows.push(refusedRow);
      if (this.#examples.length < EXAMPLES) this.#examples.push(refusedRow);
    }
    return refusedRows;
  }

  #reason(refused: RowNumbers["refused"], numbers: number): string {
    const several = this.#plan.numbers.length > 1;
    if (refused.length === 0) {
      return several
        ? "There is no number in any of the telephone columns; enter one."
        : "There is no telephone number in this row; enter one.";
    }
    const told = refused.map(({ column, reason }) => (several ? `"${column}": ${reason}` : reason));
    if (numbers > 0)
      told.push(numbers === 1 ? "The row's other number is listed." : "The row's other numbers are listed.");
    return told.join(" ");
  }

  async #kept(transaction: Sql): Promise<number> {
    const { organisationId, fileName, addedBy, now } = this.#upload;
    const { columns } = this.#plan;
    const file = {
      organisationId,
      fileName,
      createdBy: addedBy,
      createdAt: now,
      columns,
      format: this.#table.format(),
    };
    return (this.#importId ??= await insertDoNotCallImport(transaction, file));
  }
}
