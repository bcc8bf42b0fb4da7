/** What a campaign's page asks first. The address begins with it while the page itself is still being loaded. */
import type { Outcome } from "#domain/call/outcomes.ts";
import type { Search } from "../../app/router.tsx";
import { campaignQuery } from "../../features/campaigns/queries.ts";
import { call } from "../../lib/api.ts";
import { beginPages } from "../../lib/pages.ts";
import { begin, keys } from "../../lib/query.ts";

export const loadChart = () => import("./chart.tsx");

export const timelineQuery = (id: string) => ({
  queryKey: keys.campaignPart(id, "timeline"),
  queryFn: () => call("getCampaignTimeline", { params: { id } }),
});

/** @param words searched for; empty for all */
export const campaignConversations = (id: string, words = "", outcome?: Outcome) =>
  [
    keys.campaignPart(id, "conversations", { words, outcome: outcome ?? null }),
    (cursor: string | undefined, signal: AbortSignal) =>
      call(
        "listCampaignConversations",
        { params: { id }, query: { limit: 50, cursor, search: words === "" ? undefined : words, outcome } },
        { signal },
      ),
  ] as const;

export function beginCampaign({ id }: { id: string }, { tab = "overview" }: Search): void {
  begin(campaignQuery(id));
  if (tab !== "overview") return;
  begin(timelineQuery(id));
  beginPages(...campaignConversations(id));
  // What fails here is asked for again by the panel, which also says so.
  loadChart().catch(() => {});
}
