/** One campaign, live. What is looked at stands in the address: `?tab=`, `?open=`. */
import { Button, Skeleton } from "@mantine/core";
import { IconPhoneOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useLiveState } from "../../app/live.ts";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { campaignQuery } from "../../features/campaigns/queries.ts";
import { ArrivalsContext, useCampaignArrivals } from "../../features/calls/arrivals.ts";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { ApiProblem } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { Empty, Failure, Page } from "../../ui/page.tsx";
import { campaignPage as words } from "../../words/campaign.tsx";
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
  return <OneCampaign key={id} id={id} />;
}

function OneCampaign({ id }: { id: string }) {
  const [wasDeleted, setDeleted] = useState(false);
  const onDeleted = useCallback(() => setDeleted(true), []);
  return wasDeleted ? <NotFound wasDeleted /> : <Asked id={id} onDeleted={onDeleted} />;
}

function Asked({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const { data, error, refetch } = useQuery(campaignQuery(id));
  if (error instanceof ApiProblem && error.status === 404) return <NotFound wasDeleted={false} />;
  if (data)
    return (
      <Followed id={id} onDeleted={onDeleted}>
        <Live campaign={data} />
        <PollWhileLost id={id} ask={refetch} />
      </Followed>
    );
  return (
    <Page title={words.title} above={<Crumb />}>
      {error ? (
        <div className="panel">
          <Failure what={words.what} problem={error} again={() => void refetch()} />
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  );
}

/** In the height of what comes, after a moment. */
const Loading = () => (
  <div className="late">
    <div className="panel campaign-loading">
      <Skeleton h={24} w={180} mb={18} />
      <Skeleton h={16} radius="xl" />
    </div>
    <div className="panel">
      <LoadingRows />
    </div>
  </div>
);

/** Only what is there can be followed: the stream of an unknown campaign is refused as a whole. */
function Followed({ id, onDeleted, children }: { id: string; onDeleted: () => void; children: ReactNode }) {
  return <ArrivalsContext value={useCampaignArrivals(id, onDeleted)}>{children}</ArrivalsContext>;
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
  <nav className="campaign-crumb" aria-label={words.breadcrumb}>
    <Link to="/campaigns">{words.above}</Link>
  </nav>
);

/** @param wasDeleted while one looked at it */
function NotFound({ wasDeleted }: { wasDeleted: boolean }) {
  return (
    <Page title={words.title} heading={wasDeleted ? words.deleted : words.none} above={<Crumb />}>
      <div className="panel">
        <Empty
          icon={IconPhoneOff}
          title={words.gone}
          text={wasDeleted ? words.deletedAbout : words.goneAbout}
          actions={<Button renderRoot={(props) => <Link to="/campaigns" {...props} />}>{words.all}</Button>}
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
