/** What the list asks first. The address begins with it while the page itself is still being loaded. */
import { type CampaignPage, listKey } from "../../features/campaigns/kept.ts";
import { metricsQuery } from "../../features/campaigns/queries.ts";
import { call } from "../../lib/api.ts";
import { beginPages } from "../../lib/pages.ts";
import { begin } from "../../lib/query.ts";
import { type CampaignFilter, filterOf } from "./filter.ts";

const PAGE = 100;

export const campaignRows = (filter: CampaignFilter) =>
  [
    listKey(filter),
    (cursor: string | undefined, signal: AbortSignal): Promise<CampaignPage> =>
      call("listCampaigns", { query: { ...filter, limit: PAGE, cursor } }, { signal }),
  ] as const;

export function beginCampaigns(_params: unknown, search: Parameters<typeof filterOf>[0]): void {
  beginPages(...campaignRows(filterOf(search)));
  begin(metricsQuery());
}
