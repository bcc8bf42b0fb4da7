/** The campaigns of the list, page by page, and how many there are of each status. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { campaignStatuses, type CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { useLiveState } from "../../app/live.ts";
import { type Campaign, listKey } from "../../features/campaigns/kept.ts";
import { call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import type { CampaignFilter } from "./filter.ts";
import { campaignRows } from "./first.ts";

export function useCampaignRows(filter: CampaignFilter) {
  const rows = usePages(...campaignRows(filter));
  useNews(rows.items, filter.status);
  return rows;
}

/** Events say what changes; this is for what they do not say, such as a deletion elsewhere. */
const SECONDS_BETWEEN = 30;

const countsKey = (filter?: object) => [...keys.campaigns(), "counts", ...(filter === undefined ? [] : [filter])];

/** Of each status, within the search and the AI employee that are chosen. */
export function useStatusCounts({ aiEmployeeId, search }: CampaignFilter) {
  const chosen = { aiEmployeeId, search };
  return useQuery({
    queryKey: countsKey(chosen),
    queryFn: async ({ signal }) => {
      const counted = campaignStatuses.map(async (status) => {
        const { total } = await call("listCampaigns", { query: { ...chosen, status, limit: 1 } }, { signal });
        return [status, total] as const;
      });
      return Object.fromEntries(await Promise.all(counted)) as Record<CampaignStatus, number>;
    },
    placeholderData: keepPreviousData,
    refetchInterval: SECONDS_BETWEEN * 1_000,
  }).data;
}

/** Changes that come close together are asked about once. */
const GATHER_MILLISECONDS = 1_000;

/** Live events change the rows that are loaded; what they cannot change is asked for anew: new campaigns, and the sums. */
function useNews(items: readonly Campaign[], shown: CampaignStatus | undefined): void {
  const loaded = useRef(items);
  useEffect(() => {
    loaded.current = items;
  }, [items]);
  useEffect(() => {
    const statuses = new Map<string, CampaignStatus>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isNew = false;
    const askSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (isNew) void queryClient.invalidateQueries({ queryKey: listKey() });
        isNew = false;
        void queryClient.invalidateQueries({ queryKey: countsKey() });
        void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "metrics"] });
      }, GATHER_MILLISECONDS);
    };
    const forget = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type !== "updated" || query.queryKey[0] !== "campaign" || query.queryKey.length !== 2) return;
      const campaign = query.state.data as Campaign | undefined;
      if (!campaign) return;
      const before = statuses.get(campaign.id) ?? loaded.current.find(({ id }) => id === campaign.id)?.status;
      statuses.set(campaign.id, campaign.status);
      if (before === undefined)
        isNew ||= campaign.status === shown || loaded.current.every(({ createdAt }) => createdAt < campaign.createdAt);
      if (before !== campaign.status && (before !== undefined || isNew)) askSoon();
    });
    return () => {
      forget();
      clearTimeout(timer);
    };
  }, [shown]);
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
