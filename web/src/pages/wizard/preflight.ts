/** What a start would do now, asked again after everything that was saved. */
import { useQuery } from "@tanstack/react-query";
import { type Answer, call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

export type Preflight = Answer<"getCampaignPreflight">;

export function usePreflight(campaignId: string, isWanted: boolean) {
  return useQuery({
    queryKey: keys.campaignPart(campaignId, "preflight"),
    queryFn: ({ signal }) => call("getCampaignPreflight", { params: { id: campaignId } }, { signal }),
    enabled: isWanted,
    staleTime: 0,
    placeholderData: (before) => before,
  });
}
