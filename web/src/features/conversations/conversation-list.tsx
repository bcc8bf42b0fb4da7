/** A list of conversations with its drawer: of one campaign as they arrive, or of all. */
import { Button } from "@mantine/core";
import { IconMessages, IconMessageX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ListPage } from "../../lib/pages.ts";
import { usePages } from "../../lib/pages.ts";
import { ListFoot } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { type Conversation, useConversationArrivals } from "../calls/arrivals.ts";
import { LoadingRows } from "../calls/list-parts.tsx";
import { NewPill, useNewRows } from "../calls/new-rows.tsx";
import { ConversationRows } from "./conversation-rows.tsx";
import { ConversationDrawer } from "./drawer.tsx";
import { useOpenConversation } from "./open.ts";

export interface ConversationListProps {
  queryKey: readonly unknown[];
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<Conversation>>;
  /** Not null: a search or a choice is on, and this takes it off. */
  clear: (() => void) | null;
  /** What an empty list says. */
  empty: string;
  aside?: ReactNode;
}

export function ConversationList({ queryKey, load, clear, empty, aside = "Newest first" }: ConversationListProps) {
  const list = usePages(queryKey, load);
  const rows = useNewRows<Conversation>(queryKey, clear !== null);
  useConversationArrivals(rows.arrive);
  const { open } = useOpenConversation();
  const { items, total } = list;
  return (
    <>
      <div className="list-place" ref={rows.ref} tabIndex={-1} role="group" aria-label="List of conversations">
        <NewPill rows={rows} noun="call" />
        {list.isLoading ? (
          <LoadingRows />
        ) : list.problem ? (
          <Failure what="Conversations" problem={list.problem} again={list.again} />
        ) : items.length === 0 ? (
          <Nothing clear={clear} empty={empty} />
        ) : (
          <>
            <ConversationRows
              rows={items}
              total={total}
              more={list.isLoadingMore ? null : list.more}
              open={open}
              isFresh={rows.isFresh}
            />
            <ListFoot
              shown={items.length}
              total={total}
              noun={total === 1 ? "conversation" : "conversations"}
              aside={<span>{aside}</span>}
            />
          </>
        )}
      </div>
      <ConversationDrawer ids={items.map(({ id }) => id)} />
    </>
  );
}

function Nothing({ clear, empty }: { clear: (() => void) | null; empty: string }) {
  if (clear === null) return <Empty icon={IconMessages} title="No conversations yet" text={empty} />;
  return (
    <Empty
      icon={IconMessageX}
      title="No conversations match"
      text="Nothing was said that fits this search and outcome."
      actions={
        <Button variant="default" onClick={clear}>
          Clear filters
        </Button>
      }
    />
  );
}
