/** Cursors of lists: opaque to clients, JSON to us. */
import { Refusal } from "#domain/errors.ts";
import { z } from "zod";

/** What a list needs to go on after its last item, as the text clients hand back. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * The position a cursor stands for; null for the first page.
 *
 * @throws Refusal `malformed` when the text is no cursor of this list
 */
export function decodeCursor<S extends z.ZodType>(position: S, cursor: string | undefined): z.output<S> | null {
  if (cursor === undefined) return null;
  const found = position.safeParse(jsonOf(cursor));
  if (found.success) return found.data;
  const sentence = "cursor must be the nextCursor of a page of this list, unchanged; leave it out for the first page.";
  throw new Refusal("malformed", sentence, [{ path: "cursor", message: sentence }]);
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Of a page's items, as JSON: a program takes such an answer in one piece, and other requests do not wait for it. The rest is
 * the next page.
 */
const PAGE_CHARACTERS = 4 * 1024 * 1024;

/**
 * One page from rows of which one more than the page holds were read.
 *
 * @param rows at most `limit + 1` rows, in order
 * @param more whether rows follow, where that is not told by one row too many
 * @param position of a row, what the next page begins after
 */
export function pageOf<Row, Item, Total extends number | null>(
  rows: readonly Row[],
  page: { limit: number; total: Total; more?: boolean; item: (row: Row) => Item; position: (row: Row) => unknown },
): { items: Item[]; nextCursor: string | null; total: Total } {
  const items: Item[] = [];
  let characters = 0;
  for (const row of rows.slice(0, page.limit)) {
    const item = page.item(row);
    characters += JSON.stringify(item).length;
    if (characters > PAGE_CHARACTERS && items.length > 0) break;
    items.push(item);
  }
  const last = rows[items.length - 1];
  const isCut = items.length < Math.min(rows.length, page.limit);
  const more = isCut || (page.more ?? rows.length > page.limit);
  const nextCursor = more && last !== undefined ? encodeCursor(page.position(last)) : null;
  return { items, nextCursor, total: page.total };
}
