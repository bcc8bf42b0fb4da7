/** The campaign's conversations, the latest first, as they arrive. */
import type { Outcome } from "#domain/call/outcomes.ts";
import { ConversationList } from "../../features/conversations/conversation-list.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { asOutcome, OutcomeSelect } from "../../features/conversations/outcome-select.tsx";
import { SearchField } from "../../features/conversations/search-field.tsx";
import { call as ask } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

export function ConversationsTab({ campaignId }: { campaignId: string }) {
  const { search, change } = usePageSearch();
  const outcome = asOutcome(search.outcome);
  const words = search.search ?? "";
  return (
    <div className="panel">
      <div className="toolbar">
        <SearchField
          label="Search words, names or numbers"
          width={280}
          value={words}
          change={(text) => change({ search: text === "" ? undefined : text })}
        />
        <OutcomeSelect value={outcome} choose={(chosen) => change({ outcome: chosen })} />
      </div>
      <CampaignConversations
        campaignId={campaignId}
        words={words}
        outcome={outcome}
        clear={() => change({ search: undefined, outcome: undefined })}
      />
    </div>
  );
}

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
