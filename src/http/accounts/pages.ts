/** Lists of people and keys go by when their rows were made. */
import { z } from "zod";
import type { PageRequest, Place, Rows } from "#store/accounts/page.ts";
import { decodeCursor, pageOf } from "../pages.ts";

const END_OF_9999 = Date.UTC(9999, 11, 31);

const position = z.tuple([z.int().min(0).max(END_OF_9999), z.string().max(100)]);

export function pageRequest(query: { limit: number; cursor?: string | undefined }): PageRequest {
  const place = decodeCursor(position, query.cursor);
  return { limit: query.limit, after: place && { createdAt: new Date(place[0]), id: place[1] } };
}

export function pageAnswer<Row extends Place, Item>(
  { rows, total }: Rows<Row>,
  limit: number,
  item: (row: Row) => Item,
) {
  return pageOf(rows, { limit, total, item, position: (row) => [row.createdAt.getTime(), row.id] });
}
