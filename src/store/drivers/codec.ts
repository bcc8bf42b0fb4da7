/**
 * How values come back from the database, once for both drivers. Without this table the two differ: int8 is text from
 * `pg` and a number or bigint from PGlite.
 */

/** Type OIDs of PostgreSQL's catalogue (pg_type.dat). */
const INT8 = 20;
const INT8_ARRAY = 1016;
const NUMERIC = 1700;

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`An integer from the database is too large: ${text}`);
  return value;
}

export const codec: Record<number, (text: string) => unknown> = {
  [INT8]: readInteger,
  [INT8_ARRAY]: (text) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(readInteger)),
  [NUMERIC]: Number,
};
