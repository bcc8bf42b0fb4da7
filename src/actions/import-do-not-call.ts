/** A file of numbers onto the do-not-call list: one number a line, or a table with a column of them. */
import { Refusal } from "#domain/errors.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { suppress, type Suppression } from "#store/suppress.ts";
import { readPhone } from "#numbering/read-phone.ts";

/** A file's rows without its header, in portions. */
export type Rows = AsyncIterable<readonly (readonly string[])[]>;

export interface NumbersImported {
  /** Numbers that are on the list now, or for longer than they were. */
  added: number;
  /** Numbers that were on it already, and repetitions. */
  already: number;
  /** Rows without a number that can be read. */
  rejected: number;
}

/**
 * Reads the column in which the first portion has the most numbers. What is listed when a file turns out to be broken
 * further on stays listed, and may be sent again.
 *
 * @param country of numbers that are written without one; null: each must have its own
 * @throws Refusal `unreadable_file` when the first portion has no number, or what reading the rows throws
 */
export async function importDoNotCall(
  db: Sql,
  entry: Omit<Suppression, "phones" | "keepKnown" | "expiresAt" | "note">,
  rows: Rows,
  country: string | null,
): Promise<NumbersImported> {
  const sums: NumbersImported = { added: 0, already: 0, rejected: 0 };
  let column: number | null = null;
  for await (const portion of rows) {
    column ??= columnOfNumbers(portion, country);
    const index = column;
    const phones = portion.flatMap((row) => {
      const read = readPhone(row[index] ?? "", country);
      return read.ok ? [read.phone] : [];
    });
    const added = await list(db, { ...entry, note: null, expiresAt: null, phones, keepKnown: true });
    sums.added += added;
    sums.already += phones.length - added;
    sums.rejected += portion.length - phones.length;
  }
  return sums;
}

/**
 * A country as a request names it, or null for none.
 *
 * @throws Refusal `invalid` when there is no such country, at the path `country`
 */
export function readCountry(given: string | undefined): string | null {
  if (given === undefined) return null;
  const country = given.toUpperCase();
  try {
    readPhone("", country);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `country ${country} is not known; use a two-letter country code such as US or DE.`;
    throw new Refusal("invalid", message, [{ path: "country", message }]);
  }
  return country;
}

function list(db: Sql, suppression: Suppression): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    // Many contacts change at once: claims and they do not wait for each other's rows.
    await lockOrganisation(transaction, suppression.organisationId);
    return suppress(transaction, suppression);
  });
}

function columnOfNumbers(rows: readonly (readonly string[])[], country: string | null): number {
  const numbers: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      if (readPhone(cell, country).ok) numbers[index] = (numbers[index] ?? 0) + 1;
    }
  }
  const most = Math.max(0, ...numbers.filter((count) => count > 0));
  if (most > 0) return numbers.indexOf(most);
  throw new Refusal(
    "unreadable_file",
    country === null
      ? "No telephone number was found in this file; write one on each line, with its country, such as +14155550123."
      : `No telephone number of ${country} was found in this file; write one on each line, or choose another country.`,
  );
}
