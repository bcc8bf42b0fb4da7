/** A list of conversations with its drawer: of one campaign as they arrive, or of all. */
import { Button } from "@mantine/core";
import { IconMessages, IconMessageX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ListPage } from "../../lib/pages.ts";
import { usePages } from "../../lib/pages.ts";
import { Empty } from "../../ui/page.tsx";
import { type Conversation, useConversationArrivals } from "../calls/arrivals.ts";
import { ListBody } from "../calls/list-body.tsx";
import { ListPlace, useNewRows } from "../calls/new-rows.tsx";
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
      <ListPlace rows={rows} label="List of conversations">
        <ListBody
          list={list}
          what="Conversations"
          noun={["conversation", "conversations"]}
          empty={<Nothing clear={clear} empty={empty} />}
          aside={<span>{aside}</span>}
        >
          <ConversationRows
            rows={items}
            total={total}
            more={list.isLoadingMore ? null : list.more}
            open={open}
            isFresh={rows.isFresh}
          />
        </ListBody>
      </ListPlace>
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
