/** The pages of a list of contacts, without their number, which is asked for apart. */
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

const sortFields = ["createdAt", "name", "phone", "lastCalledAt"] as const;
export type SortField = (typeof sortFields)[number];
export type Sort = SortField | `-${SortField}`;
export const FIRST_SORT: Sort = "-createdAt";

export const isSort = (text: string | undefined): text is Sort =>
  text !== undefined && (sortFields as readonly string[]).includes(text.replace(/^-/, ""));

const PAGE_ROWS = "100";

/** @param chosen with the filter as JSON; what does not narrow is absent */
export function contactRows(chosen: { search?: string; filter?: string; sort: Sort }) {
  const query = { ...chosen, limit: PAGE_ROWS, total: "false" } as const;
  return [
    keys.contacts({ list: query }),
    (cursor: string | undefined, signal: AbortSignal) =>
      call("listContacts", { query: { ...query, cursor } }, { signal }),
  ] as const;
}
