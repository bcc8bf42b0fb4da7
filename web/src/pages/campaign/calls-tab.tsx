/** All calls of the campaign, answered or not, the latest first. */
import { IconPhoneOff } from "@tabler/icons-react";
import { useArrivingCalls } from "../../features/calls/arriving-calls.ts";
import { CallRows } from "../../features/calls/call-rows.tsx";
import { LoadingRows } from "../../features/calls/list-parts.tsx";
import { NewPill } from "../../features/calls/new-rows.tsx";
import { ConversationDrawer } from "../../features/conversations/drawer.tsx";
import { useOpenConversation } from "../../features/conversations/open.ts";
import { call as ask } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { ListFoot } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";

export function CallsTab({ campaignId }: { campaignId: string }) {
  const queryKey = keys.campaignPart(campaignId, "calls");
  const list = usePages(queryKey, (cursor, signal) =>
    ask("listCampaignCalls", { params: { id: campaignId }, query: { limit: 50, cursor } }, { signal }),
  );
  const rows = useArrivingCalls(queryKey);
  const { open } = useOpenConversation();
  const { items, total } = list;
  return (
    <div className="panel">
      <div className="list-place" ref={rows.ref} tabIndex={-1} role="group" aria-label="List of calls">
        <NewPill rows={rows} noun="call" />
        {list.isLoading ? (
          <LoadingRows />
        ) : list.problem ? (
          <Failure what="Calls" problem={list.problem} again={list.again} />
        ) : items.length === 0 ? (
          <Empty icon={IconPhoneOff} title="No calls yet" text="Every call stands here, answered or not." />
        ) : (
          <>
            <CallRows
              rows={items}
              total={total}
              more={list.isLoadingMore ? null : list.more}
              open={open}
              isFresh={rows.isFresh}
            />
            <ListFoot
              shown={items.length}
              total={total}
              noun={total === 1 ? "call" : "calls"}
              aside={<span>Newest first</span>}
            />
          </>
        )}
      </div>
      <ConversationDrawer
        ids={items.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId]))}
      />
    </div>
  );
}
