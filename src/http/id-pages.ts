/** Pages of lists that go by ids. */
import { z } from "zod";
import type { IdPage, Rows } from "#store/page.ts";
import { decodeCursor, pageOf } from "./pages.ts";

const position = z.int().min(1);

/** @throws Refusal `malformed` when the cursor is none of these lists */
export function idPage(query: { limit: number; cursor?: string | undefined }): IdPage {
  return { limit: query.limit, after: decodeCursor(position, query.cursor) };
}

/** The answer of a list whose rows are what is answered. */
export function idPageAnswer<Item extends { id: string }>({ rows, total }: Rows<Item>, { limit }: { limit: number }) {
  return pageOf(rows, { limit, total, item: (row) => row, position: (row) => Number(row.id) });
}
