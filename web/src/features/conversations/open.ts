/** Which conversation is open, in the page's address: `?open=ID`. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Search } from "../../app/router.tsx";

/** The page's search, and a change to it that moves nothing on the page. */
export function usePageSearch() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (part: Search, replace = true) =>
      void navigate({
        to: ".",
        search: (before: Search) => ({ ...before, ...part }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  return { search, change };
}

export function useOpenConversation() {
  const { search, change } = usePageSearch();
  const isOpen = search.open !== undefined;
  // The same as long as it does the same: rows that hold it are not drawn anew with every event.
  const open = useCallback((id: string) => change({ open: id }, isOpen), [change, isOpen]);
  return {
    id: search.open ?? null,
    open,
    /** The focus goes back to the row, also when one has gone on to another conversation since. */
    close: () => {
      const last = search.open;
      change({ open: undefined });
      setTimeout(() => document.querySelector<HTMLElement>(`[data-conversation="${last}"]`)?.focus(), 50);
    },
  };
}
