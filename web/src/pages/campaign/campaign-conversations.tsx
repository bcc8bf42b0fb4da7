/** A campaign's conversations with their drawer, all or those that match. */
import type { Outcome } from "#domain/call/outcomes.ts";
import { ConversationList } from "../../features/conversations/conversation-list.tsx";
import { call as ask } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

export function CampaignConversations(props: {
  campaignId: string;
  words?: string;
  outcome?: Outcome | undefined;
  clear?: () => void;
}) {
  const { campaignId, words = "", outcome, clear } = props;
  const filtered = words !== "" || outcome !== undefined;
  return (
    <ConversationList
      queryKey={keys.campaignPart(campaignId, "conversations", { words, outcome: outcome ?? null })}
      load={(cursor, signal) =>
        ask(
          "listCampaignConversations",
          {
            params: { id: campaignId },
            query: { limit: 50, cursor, search: words === "" ? undefined : words, outcome },
          },
          { signal },
        )
      }
      clear={filtered ? (clear ?? null) : null}
      empty="As soon as somebody answers, what was said stands here."
    />
  );
}
