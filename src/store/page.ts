/** Pages of lists in the order of ids. A page begins after a place, so that rows added or deleted meanwhile do no harm. */
import { sql } from "kysely";
import type { Rows } from "./accounts/page.ts";

export type { Rows };

export interface IdPage {
  limit: number;
  /** The id of the last row of the page before; null for the first page. */
  after: number | null;
}

/** A part of a text as `ilike` looks for it: what would stand for any characters stands for itself. */
export function likePattern(part: string): string {
  return `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** The largest bigint: no row's id comes after it. */
const LAST_ID = "9223372036854775807";

/**
 * `column = value`, for a page in the order of (column, id): a span of their index. Said as an equality, the planner drops the
 * column from the order, takes ids in their order to be close by, and walks past everything newer of everybody else; without
 * statistics it takes the rows for few and sorts them all.
 */
export function isAt(column: string, value: string | number) {
  const of = sql.ref(column);
  const id = sql.ref(column.replace(/[^.]*$/, "id"));
  return sql<boolean>`((${of}, ${id}) >= (${value}, 0) and (${of}, ${id}) <= (${value}, ${sql.lit(LAST_ID)}::bigint))`;
}
