/** What is kept of campaigns in the query cache, and how an answer gets into it. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Answer } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";

export type Campaign = Answer<"getCampaign">;
/** Campaigns, and how many there are of each status. */
export type CampaignPage = Answer<"listCampaigns">;

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

/** Its row goes from every list, and from the counts beside them. */
export function forgetCampaign(id: string): void {
  heard.delete(id);
  changeRows((campaign) => (campaign.id === id ? null : campaign));
  queryClient.removeQueries({ queryKey: keys.campaign(id) });
}

function keepAll(changed: ReadonlyMap<string, Campaign>): void {
  for (const [id, campaign] of changed) queryClient.setQueryData(keys.campaign(id), campaign);
  changeRows((campaign) => changed.get(campaign.id) ?? campaign);
}

type Kept = InfiniteData<CampaignPage>;

/** @param next what a row becomes: itself where nothing of it changes, null where it is gone */
function changeRows(next: (campaign: Campaign) => Campaign | null): void {
  queryClient.setQueriesData<Kept>({ queryKey: listKey() }, (kept) => {
    // Undefined leaves a list that shows none of it untouched.
    if (!kept?.pages.some(({ items }) => items.some((row) => next(row) !== row))) return undefined;
    const rows = kept.pages.flatMap(({ items }) => items);
    const pages = kept.pages.map((page) => {
      const items = page.items.map(next);
      return items.every((row, index) => row === page.items[index])
        ? page
        : { ...page, items: items.filter((row) => row !== null) };
    });
    return { ...kept, pages: recounted(pages, rows, next) };
  });
}

/** The first page has the counts of the whole list. */
function recounted(pages: CampaignPage[], rows: readonly Campaign[], next: (campaign: Campaign) => Campaign | null) {
  const [first, ...rest] = pages;
  const moved = rows.map((row) => [row.status, next(row)?.status] as const).filter(([before, now]) => before !== now);
  if (!first || moved.length === 0) return pages;
  const statusCounts = { ...first.statusCounts };
  for (const [before, now] of moved) {
    statusCounts[before] -= 1;
    if (now) statusCounts[now] += 1;
  }
  const gone = moved.filter(([, now]) => now === undefined).length;
  return [{ ...first, statusCounts, total: first.total - gone }, ...rest];
}

/** Counts that were asked for alone, of a list that is loaded. */
export function keepCounts(filter: object, { statusCounts, total }: CampaignPage): void {
  queryClient.setQueryData<Kept>(listKey(filter), (kept) => {
    const [first, ...rest] = kept?.pages ?? [];
    return kept && first && { ...kept, pages: [{ ...first, statusCounts, total }, ...rest] };
  });
}
