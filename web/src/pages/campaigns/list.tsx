/** The list below its tools: rows, or cards where there is no room for rows; or why there is nothing. */
import { Button, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconSearchOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ListFoot } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { CampaignCards } from "./card-list.tsx";
import { type CampaignFilter, useCampaignFilter } from "./filter.ts";
import type { useCampaignRows } from "./rows.ts";
import { CampaignTable } from "./table.tsx";
import { Toolbar } from "./toolbar.tsx";

type Rows = ReturnType<typeof useCampaignRows>;

/** As in the style sheets: below it, tables become cards. */
const NARROW = "(max-width: 62em)";

export function CampaignList({ rows }: { rows: Rows }) {
  const { filter, clear } = useCampaignFilter();
  return (
    <>
      <Toolbar isLoading={rows.isLoading} />
      <Body rows={rows} filter={filter} clear={clear} />
    </>
  );
}

function Body({ rows, filter, clear }: { rows: Rows; filter: CampaignFilter; clear: () => void }): ReactNode {
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const { items, total, more, problem, isLoading } = rows;
  if (problem !== null) return <Failure what="The campaigns" problem={problem} again={rows.again} />;
  if (isLoading) return <Loading />;
  if (items.length === 0) {
    return (
      <Empty
        icon={IconSearchOff}
        title="No campaigns match"
        text={
          filter.search === undefined
            ? "None has this status and AI employee."
            : `Nothing is found for “${filter.search}”.`
        }
        actions={
          <Button variant="default" onClick={clear}>
            Clear filters
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
        noun={total === 1 ? "campaign" : "campaigns"}
        aside={
          rows.isLoadingMore
            ? "Loading more"
            : more === null && items.length < total && "Narrow the search to see the rest"
        }
      />
    </>
  );
}

/** In the height of what is to come, and only where it takes a moment. */
function Loading() {
  return (
    <div className="late" role="status" aria-label="Loading campaigns">
      {Array.from({ length: 8 }, (_, index) => (
        <div className="camp-loading" key={index} aria-hidden>
          <div>
            <Skeleton h={14} w={190 + ((index * 53) % 90)} maw="100%" mb={7} />
            <Skeleton h={10} w={150} />
          </div>
          <Skeleton h={22} w={84} radius="sm" />
          <div>
            <Skeleton h={8} mb={9} radius="xl" />
            <Skeleton h={9} w={96} />
          </div>
        </div>
      ))}
    </div>
  );
}
