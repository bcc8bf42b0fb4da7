/** What the conversations ask first. The address begins with it while the page itself is still being loaded. */
import { type Outcome, outcomes } from "#domain/call/outcomes.ts";
import type { Search } from "../../app/router.tsx";
import { call } from "../../lib/api.ts";
import { beginPages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";

interface Query {
  search: string;
  outcome: Outcome | undefined;
  campaignId: string | undefined;
}

export const conversationRows = (query: Query) =>
  [
    keys.conversations({ ...query, list: true }),
    (cursor: string | undefined, signal: AbortSignal) =>
      call("listConversations", { query: { ...query, limit: 50, cursor } }, { signal }),
  ] as const;

export function beginConversations(_params: unknown, { search = "", outcome, campaign }: Search): void {
  beginPages(...conversationRows({ search, outcome: outcomes.find((one) => one === outcome), campaignId: campaign }));
}
