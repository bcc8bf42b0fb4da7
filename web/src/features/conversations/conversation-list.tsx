/** A list of conversations with its drawer: of one campaign as they arrive, or of all. */
import { Button } from "@mantine/core";
import { IconMessages, IconMessageX } from "@tabler/icons-react";
import type { ListPage } from "../../lib/pages.ts";
import { usePages } from "../../lib/pages.ts";
import { Empty } from "../../ui/page.tsx";
import { type Conversation, useConversationArrivals } from "../calls/arrivals.ts";
import { ListBody } from "../calls/list-body.tsx";
import { ListPlace, useNewRows } from "../calls/new-rows.tsx";
import { callList } from "../../words/calls.ts";
import { conversationNoun, conversationList as words } from "../../words/conversations.tsx";
import { ConversationRows } from "./conversation-rows.tsx";
import { ConversationDrawer } from "./drawer.tsx";
import { useOpenConversation } from "./open.ts";
import "./conversations.css";

export interface ConversationListProps {
  queryKey: readonly unknown[];
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<Conversation>>;
  /** Not null: a search or a choice is on, and this takes it off. */
  clear: (() => void) | null;
  /** What an empty list says. */
  empty: string;
  /** Of all campaigns. */
  ofAll?: boolean;
}

export function ConversationList({ queryKey, load, clear, empty, ofAll = false }: ConversationListProps) {
  const list = usePages(queryKey, load);
  const rows = useNewRows<Conversation>(queryKey, clear !== null);
  useConversationArrivals(rows.arrive);
  const { open } = useOpenConversation();
  const { items, total } = list;
  return (
    <>
      <ListPlace rows={rows} label={words.list}>
        <ListBody
          list={list}
          what={words.what}
          noun={conversationNoun}
          empty={<Nothing clear={clear} empty={empty} />}
          aside={<span>{callList.newestFirst}</span>}
        >
          <ConversationRows
            rows={items}
            total={total}
            more={list.more}
            open={open}
            isFresh={rows.isFresh}
            ofAll={ofAll}
          />
        </ListBody>
      </ListPlace>
      <ConversationDrawer ids={items.map(({ id }) => id)} />
    </>
  );
}

function Nothing({ clear, empty }: { clear: (() => void) | null; empty: string }) {
  if (clear === null) return <Empty icon={IconMessages} title={words.none} text={empty} />;
  return (
    <Empty
      icon={IconMessageX}
      title={words.noMatch}
      text={words.noMatchAbout}
      actions={
        <Button variant="default" onClick={clear}>
          {words.clear}
        </Button>
      }
    />
  );
}
