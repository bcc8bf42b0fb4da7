/** The sections of a campaign's page. The first is there at once; the others are loaded when they are gone to. */
import { Tabs } from "@mantine/core";
import { IconChartBar, IconHistory, IconMessages, IconPhone, IconSettings, IconUsers } from "@tabler/icons-react";
import { lazy, memo, Suspense, useEffect, useRef } from "react";
import { useMay } from "../../app/session.ts";
import { LoadingRows } from "../../features/calls/list-parts.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { grouped } from "../../lib/format.ts";
import { OverviewTab } from "./overview-tab.tsx";
import type { Campaign } from "./sums.ts";

const ActivityTab = lazy(async () => ({ default: (await import("./activity-tab.tsx")).ActivityTab }));
const CallsTab = lazy(async () => ({ default: (await import("./calls-tab.tsx")).CallsTab }));
const ContactsTab = lazy(async () => ({ default: (await import("./contacts-tab.tsx")).ContactsTab }));
const ConversationsTab = lazy(async () => ({ default: (await import("./conversations-tab.tsx")).ConversationsTab }));
const SettingsTab = lazy(async () => ({ default: (await import("./settings-tab.tsx")).SettingsTab }));

const sections = [
  { key: "overview", label: "Overview", icon: IconChartBar },
  { key: "contacts", label: "Contacts", icon: IconUsers },
  { key: "calls", label: "Calls", icon: IconPhone },
  { key: "conversations", label: "Conversations", icon: IconMessages },
  { key: "settings", label: "Settings", icon: IconSettings },
  { key: "activity", label: "Activity", icon: IconHistory },
] as const;

/** Drawn again only with new numbers, not with every event. */
export const Sections = memo(function Sections({ campaign }: { campaign: Campaign }) {
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
      className="campaign-tabs"
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
        <Suspense fallback={<LoadingRows />}>
          <ContactsTab campaign={campaign} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="calls">
        <Suspense fallback={<LoadingRows />}>
          <CallsTab campaignId={campaign.id} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="conversations">
        <Suspense fallback={<LoadingRows />}>
          <ConversationsTab campaignId={campaign.id} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <Suspense fallback={<LoadingRows />}>
          <SettingsTab campaign={campaign} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="activity">
        <Suspense fallback={<LoadingRows />}>
          <ActivityTab campaign={campaign} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
});
