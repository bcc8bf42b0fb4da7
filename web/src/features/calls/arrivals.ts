/** One stream's calls and conversations, given on to whatever part of a page shows them, without opening it anew. */
import { createContext, useContext, useEffect, useMemo } from "react";
import { useLiveCampaign } from "../../app/live.ts";
import type { Answer } from "../../lib/api.ts";
import type { Call } from "./call.ts";

export type Conversation = Answer<"getConversation">;

interface Arrivals {
  calls: Set<(call: Call) => void>;
  conversations: Set<(conversation: Conversation) => void>;
}

const none: Arrivals = { calls: new Set(), conversations: new Set() };

export const ArrivalsContext = createContext<Arrivals>(none);

/**
 * Follows the campaign while the page is shown; its parts hear by `useCallArrivals` and `useConversationArrivals`.
 * @param onDeleted stable, or every render listens anew
 */
export function useCampaignArrivals(campaignId: string, onDeleted: () => void): Arrivals {
  const [arrivals, hear] = useMemo(() => {
    const made: Arrivals = { calls: new Set(), conversations: new Set() };
    const onCall = (call: Call) => {
      if (call.campaignId !== campaignId) return;
      for (const listener of made.calls) listener(call);
    };
    const onConversation = (conversation: Conversation) => {
      if (conversation.campaignId !== campaignId) return;
      for (const listener of made.conversations) listener(conversation);
    };
    const deleted = (id: string) => id === campaignId && onDeleted();
    return [made, { call: onCall, conversation: onConversation, deleted }] as const;
  }, [campaignId, onDeleted]);
  useLiveCampaign(campaignId, hear);
  return arrivals;
}

/** @param listener stable, or every render listens anew */
export function useCallArrivals(listener: (call: Call) => void): void {
  const { calls } = useContext(ArrivalsContext);
  useEffect(() => {
    calls.add(listener);
    return () => void calls.delete(listener);
  }, [calls, listener]);
}

/** @param listener stable, or every render listens anew */
export function useConversationArrivals(listener: (conversation: Conversation) => void): void {
  const { conversations } = useContext(ArrivalsContext);
  useEffect(() => {
    conversations.add(listener);
    return () => void conversations.delete(listener);
  }, [conversations, listener]);
}
