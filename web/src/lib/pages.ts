/** Lists that load as one scrolls: pages by cursor, put together. */
import { useInfiniteQuery } from "@tanstack/react-query";

export interface ListPage<Item> {
  items: readonly Item[];
  nextCursor: string | null;
  total: number;
}

/** More than this nobody scrolls through; one narrows the search instead. */
const MOST_LOADED = 10_000;

/**
 * @param queryKey with everything that chooses the rows; a list whose rows live events change has "list" as its second
 * @param load a page; `cursor` undefined is the first
 */
export function usePages<Item>(
  queryKey: readonly unknown[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<Item>>,
  enabled = true,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: ListPage<Item>, all) =>
      all.reduce((sum, page) => sum + page.items.length, 0) < MOST_LOADED ? (last.nextCursor ?? undefined) : undefined,
    enabled,
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages ?? [];
  return {
    items: pages.flatMap((page) => page.items),
    total: pages[0]?.total ?? 0,
    isLoading: query.isPending && enabled,
    problem: query.isError && pages.length === 0 ? query.error : null,
    again: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    isLoadingMore: query.isFetchingNextPage,
  };
}
