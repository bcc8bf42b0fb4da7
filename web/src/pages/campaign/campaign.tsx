/** One campaign, live. What is looked at stands in the address: `?tab=`, `?open=`. */
import { Button } from "@mantine/core";
import { IconPhoneOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useLiveState } from "../../app/live.ts";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { campaignQuery } from "../../features/campaigns/queries.ts";
import { ArrivalsContext, useCampaignArrivals } from "../../features/calls/arrivals.ts";
import { LoadingRows } from "../../features/calls/list-parts.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { ApiProblem } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { Empty, Failure, Page } from "../../ui/page.tsx";
import { Callout } from "./callout.tsx";
import { Facts } from "./facts.tsx";
import { LiveSummary } from "./live-summary.tsx";
import { ProgressPanel } from "./progress.tsx";
import { Sections } from "./sections.tsx";
import type { Campaign } from "./sums.ts";
import "./campaign.css";

/** Without the stream, numbers are asked for. */
const POLL_MILLISECONDS = 10_000;

export function CampaignPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery(campaignQuery(id));
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
  if (data)
    return (
      <Followed key={id} id={id}>
        <Live campaign={data} />
        <PollWhileLost id={id} ask={refetch} />
      </Followed>
    );
  return (
    <Page title="Campaign" above={<Crumb />}>
      {error ? (
        <Failure what="The campaign" problem={error} again={() => void refetch()} />
      ) : (
        <div className="panel">
          <LoadingRows />
        </div>
      )}
    </Page>
  );
}

/** Only what is there can be followed: the stream of an unknown campaign is refused as a whole. */
function Followed({ id, children }: { id: string; children: ReactNode }) {
  return <ArrivalsContext value={useCampaignArrivals(id)}>{children}</ArrivalsContext>;
}

/** A part of its own: the state of the stream changes with every event, and nothing else is to be drawn again by that. */
function PollWhileLost({ id, ask: again }: { id: string; ask: () => unknown }) {
  const { state } = useLiveState();
  const lost = state === "lost";
  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(again, POLL_MILLISECONDS);
    return () => {
      clearInterval(timer);
      // What happened meanwhile is in no event: all that is shown of the campaign is asked for again.
      void queryClient.invalidateQueries({ queryKey: keys.campaign(id) });
    };
  }, [lost, again, id]);
  return null;
}

const Crumb = () => (
  <nav className="campaign-crumb" aria-label="Breadcrumb">
    <Link to="/campaigns">Campaigns</Link>
  </nav>
);

function NotFound() {
  return (
    <Page title="Campaign" heading="No such campaign" above={<Crumb />}>
      <div className="panel">
        <Empty
          icon={IconPhoneOff}
          title="This campaign is not here"
          text="It was deleted, or the address is not right."
          actions={<Button renderRoot={(props) => <Link to="/campaigns" {...props} />}>All campaigns</Button>}
        />
      </div>
    </Page>
  );
}

function Live({ campaign }: { campaign: Campaign }) {
  const { change } = usePageSearch();
  return (
    <Page
      title={campaign.name}
      above={<Crumb />}
      heading={
        <span className="campaign-title">
          {campaign.name}
          <CampaignState campaign={campaign} big />
        </span>
      }
      sub={<Facts campaign={campaign} />}
      actions={<CampaignActions campaign={campaign} layout="buttons" />}
    >
      <Callout campaign={campaign} />
      {campaign.counts.total > 0 && (
        <ProgressPanel
          campaign={campaign}
          choose={(status) => change({ tab: "contacts", status, search: undefined, open: undefined }, false)}
        />
      )}
      <Sections campaign={campaign} />
      <LiveSummary campaign={campaign} />
    </Page>
  );
}
