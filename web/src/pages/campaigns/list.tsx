/** The list below its tools: rows, or cards where there is no room for rows; or why there is nothing. */
import { Button, Skeleton } from "@mantine/core";
import { IconSearchOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ListFoot } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { useIsSmall } from "../../ui/small.ts";
import { listPage } from "../../words/campaigns.tsx";
import { CampaignCards } from "./card-list.tsx";
import { type CampaignFilter, useCampaignFilter } from "./filter.ts";
import type { useCampaignRows } from "./rows.ts";
import { CampaignTable, LoadingTable } from "./table.tsx";
import { Toolbar } from "./toolbar.tsx";

type Rows = ReturnType<typeof useCampaignRows>;

export function CampaignList({ rows }: { rows: Rows }) {
  const { filter, clear } = useCampaignFilter();
  return (
    <>
      <Toolbar counts={rows.isLoading ? undefined : rows.statusCounts} />
      <Body rows={rows} filter={filter} clear={clear} />
    </>
  );
}

function Body({ rows, filter, clear }: { rows: Rows; filter: CampaignFilter; clear: () => void }): ReactNode {
  const narrow = useIsSmall();
  const { items, total, more, problem, isLoading } = rows;
  if (problem !== null) return <Failure what={listPage.what} problem={problem} again={rows.again} />;
  if (isLoading) {
    return (
      <>
        <span className="vh" role="status">
          {listPage.loading}
        </span>
        {narrow ? <LoadingCards /> : <LoadingTable />}
      </>
    );
  }
  if (items.length === 0) {
    return (
      <Empty
        icon={IconSearchOff}
        title={listPage.noMatch}
        text={listPage.noMatchOf(filter.search)}
        actions={
          <Button variant="default" onClick={clear}>
            {listPage.clear}
          </Button>
        }
      />
    );
  }
  const List = narrow ? CampaignCards : CampaignTable;
  return (
    <>
      <List rows={items} total={total} more={more} />
      <ListFoot
        shown={items.length}
        total={total}
        noun={listPage.noun(total)}
        aside={rows.isLoadingMore && listPage.loadingMore}
      />
    </>
  );
}

function LoadingCards() {
  return (
    <div className="late" aria-hidden>
      {Array.from({ length: 4 }, (_, index) => (
        <div className="camp-loading" key={index}>
          <Skeleton h={16} w={190 + ((index * 53) % 90)} maw="100%" />
          <Skeleton h={22} w={84} radius="sm" />
          <Skeleton h={8} radius="xl" />
          <Skeleton h={12} w={96} />
        </div>
      ))}
    </div>
  );
}
