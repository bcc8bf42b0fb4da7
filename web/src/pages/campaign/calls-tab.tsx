/** All calls of the campaign, answered or not, the latest first. */
import { IconPhoneOff } from "@tabler/icons-react";
import { useArrivingCalls } from "../../features/calls/arriving-calls.ts";
import { CallRows } from "../../features/calls/call-rows.tsx";
import { ListBody } from "../../features/calls/list-body.tsx";
import { ListPlace } from "../../features/calls/new-rows.tsx";
import { ConversationDrawer } from "../../features/conversations/drawer.tsx";
import { useOpenConversation } from "../../features/conversations/open.ts";
import { call as ask } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { Empty } from "../../ui/page.tsx";
import { callList } from "../../words/calls.ts";
import { callNoun, callsTab as words } from "../../words/campaign-sections.tsx";

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
      <ListPlace rows={rows} label={words.list}>
        <ListBody
          list={list}
          what={words.what}
          noun={callNoun}
          empty={<Empty icon={IconPhoneOff} title={words.none} text={words.noneAbout} />}
          aside={<span>{callList.newestFirst}</span>}
        >
          <CallRows rows={items} total={total} more={list.more} open={open} isFresh={rows.isFresh} />
        </ListBody>
      </ListPlace>
      <ConversationDrawer
        ids={items.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId]))}
      />
    </div>
  );
}
