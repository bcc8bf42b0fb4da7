/** The campaign at a glance: rates, calls over time, calls going on now, conversations as they arrive. */
import { LiveStrip } from "../../features/calls/live-strip.tsx";
import { liveCalls } from "../../features/campaigns/campaign-state.tsx";
import { lazy, Suspense } from "react";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { campaignPage } from "../../words/campaign.tsx";
import { ChartPanel } from "./chart-panel.tsx";
import { CampaignConversations } from "./campaign-conversations.tsx";
import { Rates } from "./rates.tsx";
import type { Campaign } from "./sums.ts";

const DraftPanel = lazy(async () => ({ default: (await import("./draft-panel.tsx")).DraftPanel }));

export function OverviewTab({ campaign }: { campaign: Campaign }) {
  if (campaign.status === "draft")
    return (
      <Suspense fallback={<LoadingRows rows={2} />}>
        <DraftPanel campaign={campaign} />
      </Suspense>
    );
  return (
    <>
      <div className="campaign-mid">
        <Rates campaign={campaign} />
        <ChartPanel campaign={campaign} />
      </div>
      <LiveStrip campaignId={campaign.id} live={liveCalls(campaign)} />
      <section className="panel" aria-labelledby="latest-title">
        <div className="panel-head">
          <h2 id="latest-title" className="campaign-panel-title">
            {campaignPage.latest}
          </h2>
        </div>
        <CampaignConversations campaignId={campaign.id} />
      </section>
    </>
  );
}
