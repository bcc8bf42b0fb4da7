/** Pages of lists in the order of ids. A page begins after a place, so that rows added or deleted meanwhile do no harm. */
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
