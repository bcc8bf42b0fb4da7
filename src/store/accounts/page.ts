/** Lists in the order of making, page by page. A page begins after a place, so that rows deleted meanwhile do no harm. */

export interface Place {
  createdAt: Date;
  id: string;
}

export interface PageRequest {
  limit: number;
  /** The last row of the page before; null for the first page. */
  after: Place | null;
}

export interface Rows<Row> {
  /** At most `limit + 1`: one more than the page holds says that there is a next one. */
  rows: Row[];
  /** On all pages. */
  total: number;
}

export const beginning: Place = { createdAt: new Date(0), id: "" };
