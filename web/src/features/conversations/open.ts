/** Which conversation is open, in the page's address: `?open=ID`. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Search } from "../../app/router.tsx";

/** The page's search, and a change to it that moves nothing on the page. */
export function usePageSearch() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (part: Search, replace = true) =>
    void navigate({
      to: ".",
      search: (before: Search) => ({ ...before, ...part }),
      replace,
      resetScroll: false,
    });
  return { search, change };
}

export function useOpenConversation() {
  const { search, change } = usePageSearch();
  return {
    id: search.open ?? null,
    open: (id: string) => change({ open: id }, search.open !== undefined),
    /** The focus goes back to the row, also when one has gone on to another conversation since. */
    close: () => {
      const last = search.open;
      change({ open: undefined });
      setTimeout(() => document.querySelector<HTMLElement>(`[data-conversation="${last}"]`)?.focus(), 50);
    },
  };
}
