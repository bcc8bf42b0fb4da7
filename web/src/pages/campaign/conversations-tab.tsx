/** The campaign's conversations, the latest first, as they arrive. */
import { usePageSearch } from "../../features/conversations/open.ts";
import { asOutcome, OutcomeSelect } from "../../features/conversations/outcome-select.tsx";
import { SearchField } from "../../features/conversations/search-field.tsx";
import { conversationList } from "../../words/conversations.tsx";
import { CampaignConversations } from "./campaign-conversations.tsx";

export function ConversationsTab({ campaignId }: { campaignId: string }) {
  const { search, change } = usePageSearch();
  const outcome = asOutcome(search.outcome);
  const words = search.search ?? "";
  return (
    <div className="panel">
      <div className="toolbar">
        <SearchField
          label={conversationList.search}
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
