/** Narrowing the list: by status, AI employee and words; and its order. */
import { ActionIcon, Menu, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconArrowsSort, IconCheck, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { campaignStatuses, type CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { useEmployeeChoices } from "../../features/campaigns/employees.ts";
import { grouped } from "../../lib/format.ts";
import { Kbd } from "../../ui/page.tsx";
import { campaignStatusWords } from "../../words/en.ts";
import { type Sort, sorts, useCampaignFilter } from "./filter.ts";
import { useStatusCounts } from "./rows.ts";

/** What goes on comes first. */
const tabOrder = [
  "running",
  "queued",
  "paused",
  "draft",
  "completed",
  "canceled",
] as const satisfies readonly CampaignStatus[];

export function Toolbar({ isLoading }: { isLoading: boolean }) {
  return (
    <div className="toolbar camp-tools">
      <StatusTabs isLoading={isLoading} />
      <span className="grow" />
      <EmployeeFilter />
      <SortMenu />
      <SearchField />
    </div>
  );
}

function StatusTabs({ isLoading }: { isLoading: boolean }) {
  const { filter, change } = useCampaignFilter();
  const counts = useStatusCounts(filter);
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
      {count !== undefined && !isLoading && <i>{grouped(count)}</i>}
    </button>
  );
  return (
    <div className="ftabs" role="group" aria-label="Filter by status">
      {tab(undefined, "All", all)}
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
      aria-label="AI employee"
      className="camp-employee"
      value={filter.aiEmployeeId ?? ""}
      onChange={(event) => change({ employee: event.currentTarget.value || undefined })}
      data={[{ value: "", label: "Any AI employee" }, ...employees.map(({ id, name }) => ({ value: id, label: name }))]}
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
      aria-label="Search campaigns"
      placeholder="Search campaigns"
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
  return (
    <Menu width={190}>
      <Menu.Target>
        <Tooltip label={`Sort: ${sorts[filter.sort]}`}>
          <ActionIcon variant="default" size={34} aria-label={`Sort: ${sorts[filter.sort]}`}>
            <IconArrowsSort size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(sorts) as Sort[]).map((sort) => (
          <Menu.Item
            key={sort}
            role="menuitemradio"
            aria-checked={filter.sort === sort}
            rightSection={filter.sort === sort && <IconCheck size={15} aria-hidden />}
            onClick={() => change({ sort: sort === "-createdAt" ? undefined : sort })}
          >
            {sorts[sort]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
