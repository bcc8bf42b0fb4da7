/** Which contacts are looked at: it all stands in the address, so that a link shows the same. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { usePageSearch } from "../conversations/open.ts";
import { contactRows, FIRST_SORT, isSort, type Sort } from "./contact-rows.ts";
import { type ContactFilter, everyone, narrows } from "../filters/conditions.ts";

export type Contact = Answer<"getContact">;

export interface Choice {
  search: string;
  filter: ContactFilter;
  sort: Sort;
}

function readFilter(json: string | undefined): ContactFilter {
  if (json === undefined) return everyone;
  try {
    const read = JSON.parse(json) as ContactFilter;
    return Array.isArray("all" in read ? read.all : read.any) ? read : everyone;
  } catch {
    return everyone;
  }
}

export function useContactChoice() {
  const { search, change } = usePageSearch();
  const { search: words = "", filter: json, sort } = search;
  const choice = useMemo<Choice>(
    () => ({ search: words, filter: readFilter(json), sort: isSort(sort) ? sort : FIRST_SORT }),
    [words, json, sort],
  );
  return {
    choice,
    isNarrowed: words !== "" || narrows(choice.filter),
    open: search.open ?? null,
    show: (id: string | null) => change({ open: id ?? undefined }, id === null || search.open !== undefined),
    searchFor: (text: string) => change({ search: text === "" ? undefined : text }),
    filterBy: (filter: ContactFilter) => change({ filter: narrows(filter) ? JSON.stringify(filter) : undefined }),
    sortBy: (next: Sort) => change({ sort: next === FIRST_SORT ? undefined : next }),
    clear: () => change({ search: undefined, filter: undefined }),
  };
}

/** What the API is asked, of a choice. */
export const narrowing = ({ search, filter }: Pick<Choice, "search" | "filter">) => ({
  ...(search === "" ? {} : { search }),
  ...(narrows(filter) ? { filter: JSON.stringify(filter) } : {}),
});

/** The page and the total are asked for at once, and neither waits for the other. */
export function useContacts(choice: Choice) {
  const pages = usePages<Contact>(...contactRows({ ...narrowing(choice), sort: choice.sort }));
  const { search, filter } = choice;
  const counted = useQuery({
    queryKey: keys.contacts({ count: { search, filter } }),
    queryFn: ({ signal }) =>
      call("countContacts", { body: { filter, ...(search === "" ? {} : { search }) } }, { signal }),
    placeholderData: (before) => before,
  });
  return { ...pages, total: Math.max(counted.data?.count ?? 0, pages.items.length) };
}

/** After anything that changes contacts. */
export function askForContactsAnew(): void {
  for (const noun of ["contacts", "contact"]) void queryClient.invalidateQueries({ queryKey: [noun] });
}
