/** What stands where a list is: bars while it loads, why it did not, that there is nothing, or the rows and their count. */
import type { ReactNode } from "react";
import type { usePages } from "../../lib/pages.ts";
import { ListFoot } from "../../ui/long-table.tsx";
import { Failure } from "../../ui/page.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";

interface ListBodyProps {
  list: Pick<ReturnType<typeof usePages>, "items" | "total" | "isLoading" | "problem" | "again">;
  /** What did not load, such as `Calls`. */
  what: string;
  /** Of one and of many, for the count. */
  noun: readonly [string, string];
  /** In place of a list without rows. */
  empty: ReactNode;
  loadingRows?: number;
  /** Beside the count. */
  aside?: ReactNode;
  /** The rows. */
  children: ReactNode;
}

export function ListBody({ list, what, noun, empty, loadingRows, aside, children }: ListBodyProps) {
  const { items, total } = list;
  if (list.problem !== null) return <Failure what={what} problem={list.problem} again={list.again} />;
  if (list.isLoading) return <LoadingRows rows={loadingRows} />;
  if (items.length === 0) return empty;
  return (
    <>
      {children}
      <ListFoot shown={items.length} total={total} noun={noun[total === 1 ? 0 : 1]} aside={aside} />
    </>
  );
}
