/** What is kept of campaigns in the query cache, and how an answer gets into it. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Answer } from "../../lib/api.ts";
import type { ListPage } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";

export type Campaign = Answer<"getCampaign">;

/** Every list of campaigns begins with this key; live events change the rows of all of them. */
export const listKey = (filter?: object) => [...keys.campaigns(), "list", ...(filter === undefined ? [] : [filter])];

/** Puts an answer where its campaign is shown. */
export function keepCampaign(campaign: Campaign): void {
  queryClient.setQueryData(keys.campaign(campaign.id), campaign);
  changeLists((items) => items.map((one) => (one.id === campaign.id ? campaign : one)));
}

export function forgetCampaign(id: string): void {
  changeLists((items) => items.filter((one) => one.id !== id));
  queryClient.removeQueries({ queryKey: keys.campaign(id) });
}

function changeLists(change: (items: readonly Campaign[]) => readonly Campaign[]): void {
  queryClient.setQueriesData<InfiniteData<ListPage<Campaign>>>(
    { queryKey: listKey() },
    (kept) => kept && { ...kept, pages: kept.pages.map((page) => ({ ...page, items: change(page.items) })) },
  );
}
