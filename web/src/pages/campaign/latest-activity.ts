/** Who last did what: the campaign itself knows only who made it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { call as ask, type Answer } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import type { Campaign } from "./sums.ts";

export type Activity = Answer<"listCampaignActivity">["items"][number];

/** The last entry of one of these kinds among the latest, or undefined. */
export function useLatestActivity({ id, status }: Campaign): (...kinds: readonly string[]) => Activity | undefined {
  const { data, refetch } = useQuery({
    queryKey: keys.campaignPart(id, "latest-activity"),
    queryFn: () => ask("listCampaignActivity", { params: { id }, query: { limit: 50 } }),
  });
  useEffect(() => {
    if (data) void refetch();
    // Only a change of the status is a reason to ask again.
  }, [status]);
  return (...kinds) => data?.items.find(({ kind }) => kinds.includes(kind));
}

export const actorName = ({ actor }: Pick<Activity, "actor">): string =>
  actor === null || actor.kind === "system" ? "Campanile" : actor.name;
