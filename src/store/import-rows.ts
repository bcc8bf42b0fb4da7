/** The rows of imports as they stand in the file, in blocks. What they come to is in import-verdicts.ts. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Rows after one row and up to another. */
export interface Stretch {
  after: number;
  until: number;
}

/**
 * Keeps rows as one block. Each is a JSON array on a line of its own: JSON has no line feed in it, so that both databases
 * and JavaScript take a block apart at its line feeds.
 *
 * @param first the number of the first of these rows; the blocks of an import follow one another without a gap
 * @param rows as many as may be in memory at once, twice
 */
export async function insertRows(
  db: Kysely<Tables>,
  importId: number,
  first: number,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const cells = wellFormed(rows.map((row) => JSON.stringify(row)).join("\n"));
  const last = first + rows.length - 1;
  await db.insertInto("import_block").values({ import_id: importId, first, last, cells }).execute();
}

/** The rows of a block, as they travel. */
export interface RowsInText {
  /** The number of the first row. */
  first: number;
  /** The number of the last row. */
  last: number;
  /** A JSON array of cells for each row, each on a line of its own. */
  cells: string;
}

/** A block as it was read, outside the transaction in which something is made of it. */
export interface ReadBlock extends RowsInText {
  /** Another one after every change of the block. */
  version: string;
}

/** The next blocks after a row that ends one, in their order and without a gap. */
export async function readBlocks(
  db: Kysely<Tables>,
  importId: number,
  { after, blocks }: { after: number; blocks: number },
): Promise<ReadBlock[]> {
  return db
    .selectFrom("import_block")
    .select(["first", "last", "cells", sql<string>`xmin::text`.as("version")])
    .where("import_id", "=", importId)
    .where("first", ">", after)
    .orderBy("first")
    .limit(blocks)
    .execute();
}

/** Holds blocks until the transaction ends. @returns whether nobody has changed one since it was read: forgot a person, say */
export async function holdAsRead(
  transaction: Kysely<Tables>,
  importId: number,
  read: ReadonlyArray<Pick<ReadBlock, "first" | "version">>,
): Promise<boolean> {
  const versions = sql`unnest(${sql.val(read.map(({ first }) => first))}::integer[],
                              ${sql.val(read.map(({ version }) => version))}::text[]) r(first, version)`;
  const { rows } = await sql`
    select from import_block b join ${versions} on r.first = b.first and r.version = b.xmin::text
     where b.import_id = ${importId} for update of b`.execute(transaction);
  return rows.length === read.length;
}

/** The rows of a block's text. */
export function linesOf(cells: string): string[][] {
  return JSON.parse(`[${cells.replaceAll("\n", ",")}]`) as string[][];
}

/** The cells of these rows, however many there are. */
export async function readLines(
  db: Kysely<Tables>,
  importId: number,
  rows: readonly number[],
): Promise<Map<number, string[]>> {
  const numbers = sql`${sql.val([...rows])}::integer[]`;
  const { rows: found } = await sql<{ row: number; line: string }>`
    select b.first + n::integer - 1 as row, line
      from import_block b cross join lateral string_to_table(b.cells, E'\\n') with ordinality l(line, n)
     where b.import_id = ${importId} and b.first = any(array(
             select distinct (select max(first) from import_block where import_id = ${importId} and first <= asked.row)
               from unnest(${numbers}) asked(row)))
       and b.first + n - 1 = any(${numbers})`.execute(db);
  return new Map(found.map(({ row, line }) => [row, JSON.parse(line) as string[]]));
}

/** Of the cells handed out at once, so that a few huge rows do not fill the memory. */
const READ_BYTES = 4_194_304;

/**
 * The cells of these rows; where the rows are huge, only of the first of them, and always of one. Blocks are taken apart a
 * few at a time.
 *
 * @param rows that are there, in their order
 */
export async function readCells(
  db: Kysely<Tables>,
  importId: number,
  rows: readonly number[],
): Promise<Array<{ row: number; cells: string[] }>> {
  const [from, to] = [rows[0], rows.at(-1)];
  if (from === undefined || to === undefined) return [];
  const { rows: blocks } = await sql<{ last: number; bytes: number }>`
    select last, octet_length(cells) as bytes from import_block
     where import_id = ${importId} and last >= ${from} and first <= ${to} order by first`.execute(db);
  const read: Array<{ row: number; cells: string[] }> = [];
  let handedOut = 0;
  for (let at = 0, done = 0; at < blocks.length && handedOut < READ_BYTES;) {
    const asked: number[] = [];
    for (let bytes = 0; at < blocks.length && (bytes === 0 || bytes + blocks[at]!.bytes <= READ_BYTES); at++) {
      const before = done;
      while (done < rows.length && rows[done]! <= blocks[at]!.last) asked.push(rows[done++]!);
      if (done > before) bytes += blocks[at]!.bytes;
    }
    const lines = await readLines(db, importId, asked);
    for (const row of asked) {
      if (handedOut >= READ_BYTES) break;
      const cells = lines.get(row) ?? [];
      handedOut += cells.reduce((sum, cell) => sum + cell.length, 0);
      read.push({ row, cells });
    }
  }
  return read;
}

/** A person's correction. */
export async function writeCells(
  db: Kysely<Tables>,
  importId: number,
  { row, cells }: { row: number; cells: readonly string[] },
): Promise<void> {
  const line = wellFormed(JSON.stringify(cells));
  await sql`
    update import_block b
       set cells = (select string_agg(case when b.first + n - 1 = ${row}::integer then ${line} else line end, E'\\n' order by n)
                      from string_to_table(b.cells, E'\\n') with ordinality l(line, n)),
           drafts = null
     where import_id = ${importId} and first <= ${row} and last >= ${row}`.execute(db);
}

/** JSON that PostgreSQL takes: half a surrogate pair, which a bad UTF-16 file may hold, is replaced. */
function wellFormed(lines: string): string {
  // JSON.stringify writes half a pair as its escape, so that only texts with one are gone through.
  if (!/\\ud[89a-f]/i.test(lines)) return lines;
  const replaced = (_: string, part: unknown) => (typeof part === "string" ? part.toWellFormed() : part);
  return lines
    .split("\n")
    .map((line) => JSON.stringify(JSON.parse(line), replaced))
    .join("\n");
}
