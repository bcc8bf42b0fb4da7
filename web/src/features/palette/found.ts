/** What the server finds for the words of the palette. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMay } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

const MOST = 5;
/** Of people there are many: one letter finds nobody in particular. */
const LEAST_LETTERS = 2;

/** @param search empty: the campaigns started last */
export function useFound(search: string) {
  const may = useMay();
  const campaigns = useQuery({
    queryKey: [...keys.campaigns(), "palette", search],
    queryFn: ({ signal }) =>
      call(
        "listCampaigns",
        { query: { limit: MOST, sort: "-startedAt", ...(search === "" ? {} : { search }) } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    enabled: may("campaigns:read"),
  });
  const contacts = useQuery({
    queryKey: ["contacts", "palette", search],
    queryFn: ({ signal }) => call("listContacts", { query: { limit: MOST, search } }, { signal }),
    placeholderData: keepPreviousData,
    enabled: may("contacts:read") && search.length >= LEAST_LETTERS,
  });
  return {
    campaigns: campaigns.data?.items ?? [],
    contacts: search.length >= LEAST_LETTERS ? (contacts.data?.items ?? []) : [],
    isSearching: campaigns.isFetching || contacts.isFetching,
  };
}
