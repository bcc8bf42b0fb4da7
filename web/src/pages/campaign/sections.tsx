/** The sections of a campaign's page. The first is there at once; the others are loaded when they are gone to. */
import { Tabs } from "@mantine/core";
import { IconChartBar, IconHistory, IconMessages, IconPhone, IconSettings, IconUsers } from "@tabler/icons-react";
import { lazy, memo, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useMay } from "../../app/session.ts";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { grouped } from "../../lib/format.ts";
import { campaignPage, sectionNames } from "../../words/campaign.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import type { Campaign } from "./sums.ts";
import "./sections.css";

const ActivityTab = lazy(async () => ({ default: (await import("./activity-tab.tsx")).ActivityTab }));
const CallsTab = lazy(async () => ({ default: (await import("./calls-tab.tsx")).CallsTab }));
const ContactsTab = lazy(async () => ({ default: (await import("./contacts-tab.tsx")).ContactsTab }));
const ConversationsTab = lazy(async () => ({ default: (await import("./conversations-tab.tsx")).ConversationsTab }));
const SettingsTab = lazy(async () => ({ default: (await import("./settings-tab.tsx")).SettingsTab }));

const sections = [
  { key: "overview", icon: IconChartBar },
  { key: "contacts", icon: IconUsers },
  { key: "calls", icon: IconPhone },
  { key: "conversations", icon: IconMessages },
  { key: "settings", icon: IconSettings },
  { key: "activity", icon: IconHistory },
] as const;
type Section = (typeof sections)[number]["key"];

/** Drawn again only with new numbers, not with every event. */
export const Sections = memo(function Sections({ campaign }: { campaign: Campaign }) {
  const { search, change } = usePageSearch();
  const may = useMay();
  const shown = sections.filter(({ key }) => key !== "conversations" || may("conversations:read"));
  const tab = shown.find(({ key }) => key === search.tab)?.key ?? "overview";
  const numbers: Partial<Record<Section, number>> = { contacts: campaign.counts.total, calls: campaign.calls.attempts };
  const list = useScrolledTabs(tab);
  const goTo = (next: string | null) =>
    // What was searched for in one section says nothing in another.
    change({ ...nothingChosen, tab: next === null || next === "overview" ? undefined : next }, false);
  return (
    <Tabs value={tab} className="page-tabs campaign-tabs" onChange={goTo}>
      <Tabs.List ref={list} aria-label={campaignPage.sections}>
        {shown.map(({ key, icon: Mark }) => (
          <Tabs.Tab key={key} value={key} leftSection={<Mark size={16} stroke={1.7} aria-hidden />}>
            {sectionNames[key]} {numbers[key] !== undefined && <i>{grouped(numbers[key])}</i>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map(({ key }) => (
        <Tabs.Panel key={key} value={key}>
          <Suspense fallback={<LoadingRows />}>{contents[key](campaign)}</Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
});

const nothingChosen = { status: undefined, search: undefined, outcome: undefined, open: undefined };

const contents: Record<Section, (campaign: Campaign) => ReactNode> = {
  overview: (campaign) => <OverviewTab campaign={campaign} />,
  contacts: (campaign) => <ContactsTab campaign={campaign} />,
  calls: ({ id }) => <CallsTab campaignId={id} />,
  conversations: ({ id }) => <ConversationsTab campaignId={id} />,
  settings: (campaign) => <SettingsTab campaign={campaign} />,
  activity: (campaign) => <ActivityTab campaign={campaign} />,
};

/** On small screens the tabs scroll sideways, and the chosen one may stand outside. */
function useScrolledTabs(tab: Section) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>("[data-active]");
    if (chosen) list.current?.scrollTo({ left: chosen.offsetLeft - 48 });
  }, [tab]);
  return list;
}
