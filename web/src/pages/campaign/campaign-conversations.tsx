/** A campaign's conversations with their drawer, all or those that match. */
import { memo } from "react";
import type { Outcome } from "#domain/call/outcomes.ts";
import { ConversationList } from "../../features/conversations/conversation-list.tsx";
import { campaignPage } from "../../words/campaign.tsx";
import { campaignConversations } from "./first.ts";

/** Drawn for its own rows, not for every event of the campaign around it. */
export const CampaignConversations = memo(Conversations);

function Conversations(props: {
  campaignId: string;
  words?: string;
  outcome?: Outcome | undefined;
  clear?: () => void;
}) {
  const { campaignId, words = "", outcome, clear } = props;
  const filtered = words !== "" || outcome !== undefined;
  const [queryKey, load] = campaignConversations(campaignId, words, outcome);
  return (
    <ConversationList
      queryKey={queryKey}
      load={load}
      clear={filtered ? (clear ?? null) : null}
      empty={campaignPage.noConversations}
    />
  );
}
