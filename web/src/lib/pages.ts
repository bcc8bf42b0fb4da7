/** Lists that load as one scrolls: pages by cursor, put together. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryClient } from "./query.ts";

export interface ListPage<Item> {
  items: readonly Item[];
  nextCursor: string | null;
  /** null where it is asked for apart. */
  total: number | null;
}

/** More than this nobody scrolls through; one narrows the search instead. */
export const MOST_LOADED = 10_000;

/** `Beside`: what the API says of the list beside its rows. */
type Load<Item, Beside = unknown> = (
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<ListPage<Item> & Beside>;

/** Where a list goes on; undefined at its end, and where there are enough. */
export function cursorAfter<Item>(last: ListPage<Item>, all: ReadonlyArray<ListPage<Item>>): string | undefined {
  const loaded = all.reduce((sum, page) => sum + page.items.length, 0);
  return loaded < MOST_LOADED ? (last.nextCursor ?? undefined) : undefined;
}

const pagesQuery = <Item, Beside>(queryKey: readonly unknown[], load: Load<Item, Beside>) => ({
  queryKey,
  queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => load(pageParam, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: cursorAfter<Item>,
});

/** Asks for the first page before the list that shows it is there. */
export function beginPages<Item>(queryKey: readonly unknown[], load: Load<Item>): void {
  queryClient.infiniteQuery(pagesQuery(queryKey, load)).catch(() => {});
}

/**
 * @param queryKey with everything that chooses the rows; a list whose rows live events change has "list" as its second
 * @param load a page; `cursor` undefined is the first
 */
export function usePages<Item, Beside = unknown>(
  queryKey: readonly unknown[],
  load: Load<Item, Beside>,
  enabled = true,
) {
  const query = useInfiniteQuery({
    ...pagesQuery(queryKey, load),
    enabled,
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages ?? [];
  // The same rows stay the same array: a page draws itself for other reasons too.
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    /** With what stands beside its rows. */
    first: pages[0],
    total: pages[0]?.total ?? 0,
    isLoading: query.isPending && enabled,
    problem: query.isError && pages.length === 0 ? query.error : null,
    again: () => void query.refetch(),
    // Asked for again while it is on its way, it goes on.
    more: query.hasNextPage ? () => void query.fetchNextPage({ cancelRefetch: false }) : null,
    isLoadingMore: query.isFetchingNextPage,
  };
}
