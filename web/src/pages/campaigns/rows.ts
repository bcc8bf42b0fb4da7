/** The campaigns of the list, page by page, and how many there are of each status. */
import { useEffect, useRef } from "react";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { useLiveState } from "../../app/live.ts";
import { type Campaign, type CampaignPage, keepCounts, listKey } from "../../features/campaigns/kept.ts";
import { call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import type { CampaignFilter } from "./filter.ts";
import { campaignRows } from "./first.ts";

export function useCampaignRows(filter: CampaignFilter) {
  const { first, ...rows } = usePages<Campaign, Pick<CampaignPage, "statusCounts">>(...campaignRows(filter));
  useNews(rows.items, filter);
  return { ...rows, statusCounts: first?.statusCounts };
}

/** Changes that come close together are asked about once. */
const GATHER_MILLISECONDS = 1_000;

/**
 * Live events change the rows that are loaded, and the counts with them; what they cannot change is asked for anew: new
 * campaigns, the counts when a campaign that is not loaded changed its status, and the sums.
 */
function useNews(items: readonly Campaign[], filter: CampaignFilter): void {
  const seen = useRef({ items, filter });
  useEffect(() => {
    seen.current = { items, filter };
  }, [items, filter]);
  useEffect(() => {
    const statuses = new Map<string, CampaignStatus>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isNew = false;
    let isElsewhere = false;
    const askSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (isNew) void queryClient.invalidateQueries({ queryKey: listKey() });
        else if (isElsewhere) void askCounts(seen.current.filter);
        isNew = isElsewhere = false;
        void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "metrics"] });
      }, GATHER_MILLISECONDS);
    };
    const forget = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type !== "updated" || query.queryKey[0] !== "campaign" || query.queryKey.length !== 2) return;
      const campaign = query.state.data as Campaign | undefined;
      if (!campaign) return;
      const loaded = seen.current.items.find(({ id }) => id === campaign.id);
      const before = statuses.get(campaign.id) ?? loaded?.status;
      statuses.set(campaign.id, campaign.status);
      if (before === campaign.status) return;
      if (before === undefined) isNew ||= isNewIn(seen.current, campaign);
      else isElsewhere ||= loaded === undefined;
      if (before !== undefined || isNew) askSoon();
    });
    return () => {
      forget();
      clearTimeout(timer);
    };
  }, []);
}

/** Whether a campaign that was not heard of before may stand in the list. */
const isNewIn = ({ items, filter }: { items: readonly Campaign[]; filter: CampaignFilter }, campaign: Campaign) =>
  campaign.status === filter.status || items.every(({ createdAt }) => createdAt < campaign.createdAt);

async function askCounts(filter: CampaignFilter): Promise<void> {
  // Numbers that are a little old are numbers too; the next change asks again.
  const found = await call("listCampaigns", { query: { ...filter, limit: 1 } }).catch(() => null);
  if (found) keepCounts(filter, found);
}

const POLL_SECONDS = 10;

/** Without live events the rows are asked for. A component of its own: every event changes the live state. */
export function PollWhileLost(): null {
  const lost = useLiveState().state === "lost";
  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: listKey() }), POLL_SECONDS * 1_000);
    return () => clearInterval(timer);
  }, [lost]);
  return null;
}
