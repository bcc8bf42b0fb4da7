/** Lists in the order of making, page by page. A cursor is the place of the last row, so that deleted rows do no harm. */
import { Refusal } from "#domain/errors.ts";

export interface PageRequest {
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  /** On all pages. */
  total: number;
}

interface Place {
  createdAt: Date;
  id: string;
}

/** Where a page begins: after this place. Before all of them without a cursor; a cursor not from here is refused. */
export function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { createdAt: new Date(0), id: "" };
  const at = cursor.indexOf("_");
  const createdAt = new Date(Number(cursor.slice(0, at)));
  if (at < 1 || Number.isNaN(createdAt.getTime())) {
    throw new Refusal("malformed", "The cursor is not one of this list; take nextCursor of the page before.");
  }
  return { createdAt, id: cursor.slice(at + 1) };
}

/** A page of rows that were asked for with `limit + 1`: one more than shown says that there is a next page. */
export function pageOf<Item extends Place>(rows: Item[], limit: number, total: number): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? `${last.createdAt.getTime()}_${last.id}` : null, total };
}
