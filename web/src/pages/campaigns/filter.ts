/** What the list shows, kept in the address: so that a link, Back and a reload show the same. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type CampaignStatus, campaignStatuses } from "#domain/campaign/lifecycle.ts";
import type { Search } from "../../app/router.tsx";
import { sortWords } from "../../words/campaign-sorts.ts";

export type Sort = keyof typeof sortWords;

export interface CampaignFilter {
  status: CampaignStatus | undefined;
  aiEmployeeId: string | undefined;
  search: string | undefined;
  sort: Sort;
}

const isStatus = (value: string | undefined): value is CampaignStatus =>
  campaignStatuses.some((status) => status === value);
const isSort = (value: string | undefined): value is Sort => value !== undefined && Object.hasOwn(sortWords, value);

/** What an address asks for; what it cannot mean is left out. */
export const filterOf = ({ status, employee, search, sort }: Search): CampaignFilter => ({
  status: isStatus(status) ? status : undefined,
  aiEmployeeId: employee,
  search: search === "" ? undefined : search,
  sort: isSort(sort) ? sort : "-createdAt",
});

export function useCampaignFilter() {
  const filter = filterOf(useSearch({ strict: false }));
  const change = useSearchChange();
  const narrowed = filter.status !== undefined || filter.aiEmployeeId !== undefined || filter.search !== undefined;
  const clear = () => change({ status: undefined, employee: undefined, search: undefined });
  return { filter, narrowed, change, clear };
}

/** Sets what is given in the address and leaves the rest. */
export function useSearchChange(): (changes: Search) => void {
  const navigate = useNavigate();
  return (changes) =>
    void navigate({
      to: ".",
      search: (before: Search) => ({ ...before, ...changes }),
      replace: true,
      resetScroll: false,
    } as never);
}
