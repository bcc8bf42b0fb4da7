/** A campaign's status in words: its badge, and what there is to add. */
import { CampaignStatusBadge } from "../../ui/status.tsx";
import { stateWords } from "../../words/campaign-actions.ts";
import { campaignStatusWords } from "../../words/en.ts";
import { useMoving } from "./act.ts";
import type { Campaign } from "./kept.ts";

/** Calls that are going on, also while they are only being claimed. */
export const liveCalls = ({ calls, counts }: Campaign): number => Math.max(calls.live, counts.in_progress);

/** "Pausing, 3 live" while calls in flight finish; else the status. */
function statusLabel(campaign: Campaign): string {
  const live = liveCalls(campaign);
  if (live > 0 && campaign.status === "paused") return stateWords.pausing(live);
  if (live > 0 && campaign.status === "canceled") return stateWords.canceled(live);
  return campaignStatusWords[campaign.status];
}

/** The badge, which says "Pausing" and "Resuming" at once and settles on the server's word. */
export function CampaignState({ campaign, big = false }: { campaign: Campaign; big?: boolean }) {
  const moving = useMoving(campaign.id);
  if (moving === "pausing")
    return <CampaignStatusBadge value="paused" big={big} label={stateWords.pausing(liveCalls(campaign))} />;
  if (moving === "resuming") return <CampaignStatusBadge value="running" big={big} label={stateWords.resuming} />;
  return <CampaignStatusBadge value={campaign.status} big={big} label={statusLabel(campaign)} />;
}
