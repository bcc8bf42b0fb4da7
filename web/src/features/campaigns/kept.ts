/** What is kept of campaigns in the query cache, and how an answer gets into it. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Answer } from "../../lib/api.ts";
import type { ListPage } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";

export type Campaign = Answer<"getCampaign">;

/** Every list of campaigns begins with this key; live events change the rows of all of them. */
export const listKey = (filter?: object) => [...keys.campaigns(), "list", ...(filter === undefined ? [] : [filter])];

/** Puts an answer where its campaign is shown, at once. */
export function keepCampaign(campaign: Campaign): void {
  heard.delete(campaign.id);
  keepAll(new Map([[campaign.id, campaign]]));
}

/** Numbers are painted once in this time; a change of status does not wait for it. */
const PAINT_MILLISECONDS = 1_000;
const STATUS_MILLISECONDS = 100;

/** Of events that are not painted yet, the last of each campaign. */
const heard = new Map<string, Campaign>();
let paintedAt = Number.NEGATIVE_INFINITY;
let paint: { timer: ReturnType<typeof setTimeout>; due: number } | undefined;

/** Puts an event where its campaign is shown, with all that come within the same second; the first after a pause at once. */
export function keepCampaignSoon(campaign: Campaign): void {
  const shown = heard.get(campaign.id) ?? queryClient.getQueryData<Campaign>(keys.campaign(campaign.id));
  heard.set(campaign.id, campaign);
  const due = paintedAt + (shown?.status === campaign.status ? PAINT_MILLISECONDS : STATUS_MILLISECONDS);
  if (paint && paint.due <= due) return;
  clearTimeout(paint?.timer);
  paint = { due, timer: setTimeout(paintHeard, Math.max(0, due - performance.now())) };
}

function paintHeard(): void {
  paint = undefined;
  paintedAt = performance.now();
  const changed = new Map(heard);
  heard.clear();
  keepAll(changed);
}

export function forgetCampaign(id: string): void {
  heard.delete(id);
  changeLists((items) => items.filter((one) => one.id !== id));
  queryClient.removeQueries({ queryKey: keys.campaign(id) });
}

function keepAll(changed: ReadonlyMap<string, Campaign>): void {
  for (const [id, campaign] of changed) queryClient.setQueryData(keys.campaign(id), campaign);
  changeLists((items) =>
    items.some(({ id }) => changed.has(id)) ? items.map((one) => changed.get(one.id) ?? one) : items,
  );
}

/** @param change gives the same array where nothing of it changes */
function changeLists(change: (items: readonly Campaign[]) => readonly Campaign[]): void {
  queryClient.setQueriesData<InfiniteData<ListPage<Campaign>>>({ queryKey: listKey() }, (kept) => {
    if (!kept) return undefined;
    const pages = kept.pages.map((page) => {
      const items = change(page.items);
      return items === page.items ? page : { ...page, items };
    });
    // Undefined leaves a list that shows none of it untouched.
    return pages.every((page, index) => page === kept.pages[index]) ? undefined : { ...kept, pages };
  });
}
