/** What is asked of campaigns in more than one place: by the part that shows it, and by the address before that is there. */
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

export const campaignQuery = (id: string) => ({
  queryKey: keys.campaign(id),
  queryFn: () => call("getCampaign", { params: { id } }),
});

/** @param span half-open, as instants; what is absent has no end on that side */
export const metricsQuery = (span: { from?: string; to?: string } = {}) => ({
  queryKey: keys.metrics(span),
  queryFn: () => call("getCampaignMetrics", { query: span }),
});
