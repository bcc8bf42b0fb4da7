/** One campaign, live. What is looked at stands in the address: `?tab=`, `?open=`. */
import { Button, Tabs } from "@mantine/core";
import { useThrottledValue } from "@mantine/hooks";
import {
  IconChartBar,
  IconHistory,
  IconMessages,
  IconPhone,
  IconPhoneOff,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useLiveState } from "../../app/live.ts";
import { useMay } from "../../app/session.ts";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { ArrivalsContext, useCampaignArrivals } from "../../features/calls/arrivals.ts";
import { LoadingRows } from "../../features/calls/list-parts.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { ApiProblem, call as ask } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { Empty, Failure, Page } from "../../ui/page.tsx";
import { ActivityTab } from "./activity-tab.tsx";
import { Callout } from "./callout.tsx";
import { CallsTab } from "./calls-tab.tsx";
import { ContactsTab } from "./contacts-tab.tsx";
import { ConversationsTab } from "./conversations-tab.tsx";
import { Facts } from "./facts.tsx";
import { LiveSummary } from "./live-summary.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { ProgressPanel } from "./progress.tsx";
import { SettingsTab } from "./settings-tab.tsx";
import type { Campaign } from "./sums.ts";
import "./campaign.css";
import "./settings.css";

/** Events come up to twice a second; numbers are painted once. */
const PAINT_MILLISECONDS = 1_000;
/** Without the stream, numbers are asked for. */
const POLL_MILLISECONDS = 10_000;

export function CampaignPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { state } = useLiveState();
  const arrivals = useCampaignArrivals(id);
  const { data, error, refetch } = useQuery({
    queryKey: keys.campaign(id),
    queryFn: () => ask("getCampaign", { params: { id } }),
    refetchInterval: state === "lost" ? POLL_MILLISECONDS : false,
  });
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
  if (data)
    return (
      <ArrivalsContext value={arrivals}>
        <Live key={id} campaign={data} />
      </ArrivalsContext>
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

const Crumb = () => (
  <nav className="crumb" aria-label="Breadcrumb">
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
          text="It was deleted, or the address is not right. Its calls still count in the totals."
          actions={<Button renderRoot={(props) => <Link to="/campaigns" {...props} />}>All campaigns</Button>}
        />
      </div>
    </Page>
  );
}

/** Status and buttons at once; numbers when they are painted next. */
function Live({ campaign }: { campaign: Campaign }) {
  const painted = useThrottledValue(campaign, PAINT_MILLISECONDS);
  const shown = painted.status === campaign.status ? painted : campaign;
  const { change } = usePageSearch();
  return (
    <Page
      title={campaign.name}
      above={<Crumb />}
      heading={
        <span className="camp-title">
          {campaign.name}
          <CampaignState campaign={campaign} big />
        </span>
      }
      sub={<Facts campaign={shown} />}
      actions={<CampaignActions campaign={campaign} layout="buttons" />}
    >
      <Callout campaign={shown} />
      {shown.counts.total > 0 && (
        <ProgressPanel
          campaign={shown}
          choose={(status) => change({ tab: "contacts", status, search: undefined, open: undefined }, false)}
        />
      )}
      <Sections campaign={shown} />
      <LiveSummary campaign={shown} />
    </Page>
  );
}

const sections = [
  { key: "overview", label: "Overview", icon: IconChartBar },
  { key: "contacts", label: "Contacts", icon: IconUsers },
  { key: "calls", label: "Calls", icon: IconPhone },
  { key: "conversations", label: "Conversations", icon: IconMessages },
  { key: "settings", label: "Settings", icon: IconSettings },
  { key: "activity", label: "Activity", icon: IconHistory },
] as const;

function Sections({ campaign }: { campaign: Campaign }) {
  const { search, change } = usePageSearch();
  const may = useMay();
  const shown = sections.filter(({ key }) => key !== "conversations" || may("conversations:read"));
  const tab = shown.find(({ key }) => key === search.tab)?.key ?? "overview";
  const numbers: Partial<Record<string, number>> = { contacts: campaign.counts.total, calls: campaign.calls.attempts };
  const list = useRef<HTMLDivElement>(null);
  // On small screens the tabs scroll sideways, and the chosen one may stand outside.
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>("[data-active]");
    if (chosen) list.current?.scrollTo({ left: chosen.offsetLeft - 48 });
  }, [tab]);
  return (
    <Tabs
      value={tab}
      className="camp-tabs"
      // What was searched for in one section says nothing in another.
      onChange={(next) =>
        change(
          {
            tab: next === "overview" ? undefined : (next ?? undefined),
            status: undefined,
            search: undefined,
            outcome: undefined,
            open: undefined,
          },
          false,
        )
      }
    >
      <Tabs.List ref={list} aria-label="Campaign sections">
        {shown.map(({ key, label, icon: Mark }) => (
          <Tabs.Tab key={key} value={key} leftSection={<Mark size={16} stroke={1.7} aria-hidden />}>
            {label} {numbers[key] !== undefined && <i>{grouped(numbers[key])}</i>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="overview">
        <OverviewTab campaign={campaign} />
      </Tabs.Panel>
      <Tabs.Panel value="contacts">
        <ContactsTab campaign={campaign} />
      </Tabs.Panel>
      <Tabs.Panel value="calls">
        <CallsTab campaignId={campaign.id} />
      </Tabs.Panel>
      <Tabs.Panel value="conversations">
        <ConversationsTab campaignId={campaign.id} />
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <SettingsTab campaign={campaign} />
      </Tabs.Panel>
      <Tabs.Panel value="activity">
        <ActivityTab campaign={campaign} />
      </Tabs.Panel>
    </Tabs>
  );
}
