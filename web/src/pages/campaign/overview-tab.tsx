/** The campaign at a glance: rates, calls over time, calls going on now, conversations as they arrive. */
import { LiveStrip } from "../../features/calls/live-strip.tsx";
import { liveCalls } from "../../features/campaigns/campaign-state.tsx";
import { ChartPanel } from "./chart-panel.tsx";
import { CampaignConversations } from "./conversations-tab.tsx";
import { DraftPanel } from "./draft-panel.tsx";
import { Rates } from "./rates.tsx";
import type { Campaign } from "./sums.ts";

export function OverviewTab({ campaign }: { campaign: Campaign }) {
  if (campaign.status === "draft") return <DraftPanel campaign={campaign} />;
  return (
    <>
      <div className="mid">
        <Rates campaign={campaign} />
        <ChartPanel campaign={campaign} />
      </div>
      <LiveStrip campaignId={campaign.id} live={liveCalls(campaign)} />
      <section className="panel" aria-labelledby="latest-title">
        <div className="panel-head">
          <h2 id="latest-title" className="panel-title">
            Latest conversations
          </h2>
        </div>
        <CampaignConversations campaignId={campaign.id} />
      </section>
    </>
  );
}
