/** Narrowing the list: by status, AI employee and words; and its order. */
import { ActionIcon, Menu, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconArrowsSort, IconCheck, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { campaignStatuses, type CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { CampaignPage } from "../../features/campaigns/kept.ts";
import { useEmployeeChoices } from "../../features/campaigns/employees.ts";
import { grouped } from "../../lib/format.ts";
import { Kbd } from "../../ui/page.tsx";
import { campaignStatusWords } from "../../words/en.ts";
import { sortWords } from "../../words/campaign-sorts.ts";
import { toolWords } from "../../words/campaigns.tsx";
import { type Sort, useCampaignFilter } from "./filter.ts";

/** What goes on comes first. */
const tabOrder = [
  "running",
  "queued",
  "paused",
  "draft",
  "completed",
  "canceled",
] as const satisfies readonly CampaignStatus[];

/** Undefined until they are known. */
interface Counted {
  counts: CampaignPage["statusCounts"] | undefined;
}

export function Toolbar({ counts }: Counted) {
  return (
    <div className="toolbar camp-tools">
      <StatusTabs counts={counts} />
      <span className="grow" />
      <EmployeeFilter />
      <SortMenu />
      <SearchField />
    </div>
  );
}

function StatusTabs({ counts }: Counted) {
  const { filter, change } = useCampaignFilter();
  const all = counts && campaignStatuses.reduce((sum, status) => sum + counts[status], 0);
  const tab = (status: CampaignStatus | undefined, label: string, count: number | undefined) => (
    <button
      type="button"
      key={label}
      className="ftab"
      aria-pressed={filter.status === status}
      onClick={() => change({ status })}
    >
      {label}
      {count !== undefined && <i>{grouped(count)}</i>}
    </button>
  );
  return (
    <div className="ftabs" role="group" aria-label={toolWords.statuses}>
      {tab(undefined, toolWords.all, all)}
      {tabOrder.map((status) => tab(status, campaignStatusWords[status], counts?.[status]))}
    </div>
  );
}

function EmployeeFilter() {
  const { filter, change } = useCampaignFilter();
  const employees = useEmployeeChoices();
  if (!employees) return null;
  return (
    <NativeSelect
      aria-label={toolWords.employee}
      className="camp-employee"
      value={filter.aiEmployeeId ?? ""}
      onChange={(event) => change({ employee: event.currentTarget.value || undefined })}
      data={[
        { value: "", label: toolWords.anyEmployee },
        ...employees.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

const SEARCH_MILLISECONDS = 250;

function SearchField() {
  const { filter, change } = useCampaignFilter();
  const [typed, setTyped] = useState(filter.search ?? "");
  const search = useDebouncedCallback(
    (text: string) => change({ search: text.trim() || undefined }),
    SEARCH_MILLISECONDS,
  );
  // Cleared elsewhere, such as by Clear filters.
  useEffect(
    () => setTyped((now) => (now.trim() === (filter.search ?? "") ? now : (filter.search ?? ""))),
    [filter.search],
  );
  return (
    <TextInput
      type="search"
      aria-label={toolWords.search}
      placeholder={toolWords.search}
      className="search-in"
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={<Kbd>/</Kbd>}
      rightSectionProps={{ "aria-hidden": true }}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        search(event.target.value);
      }}
    />
  );
}

function SortMenu() {
  const { filter, change } = useCampaignFilter();
  const name = toolWords.sortedBy(sortWords[filter.sort]);
  return (
    <Menu width={190}>
      <Menu.Target>
        <Tooltip label={name}>
          <ActionIcon variant="default" size={34} aria-label={name}>
            <IconArrowsSort size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(sortWords) as Sort[]).map((sort) => (
          <Menu.Item
            key={sort}
            role="menuitemradio"
            aria-checked={filter.sort === sort}
            rightSection={filter.sort === sort && <IconCheck size={15} aria-hidden />}
            onClick={() => change({ sort: sort === "-createdAt" ? undefined : sort })}
          >
            {sortWords[sort]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
