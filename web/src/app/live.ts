/**
 * What happens, as it happens: one event stream per tab, merged into the kept answers. Pages say which campaigns they look
 * at; the stream is opened anew when that changes, and the server resumes or sends a fresh snapshot.
 */
import { useEffect, useSyncExternalStore } from "react";
import type { EventData, EventName } from "#contract/events.ts";
import { addressOf } from "../lib/api.ts";
import { forgetCampaign, keepCampaignSoon } from "../features/campaigns/kept.ts";
import { keys, queryClient } from "../lib/query.ts";

type Call = EventData<"call">;
type Conversation = EventData<"conversation">;

/** `connecting → open ⇄ lost`; `since`: of the last sign of life (ms since 1970). */
export interface LiveState {
  state: "connecting" | "open" | "lost";
  since: number;
}

/** A ping comes every four seconds; a stream that is silent for longer than this is as good as lost. */
const SILENCE_MILLISECONDS = 10_000;

interface Hear {
  call?: (call: Call) => void;
  conversation?: (conversation: Conversation) => void;
  /** A campaign is no more. */
  deleted?: (campaignId: string) => void;
}

const watched = new Map<string, number>();
const hearers = new Set<Hear>();
const listeners = new Set<() => void>();
/** Of the last sign of life. */
let heardAt = Date.now();
let state: LiveState = { state: "connecting", since: heardAt };
let source: EventSource | undefined;
let opening: ReturnType<typeof setTimeout> | undefined;

/** Tells those who look only of a change: an event is no reason to draw the frame anew. */
function become(next: LiveState["state"]): void {
  if (next === "open") heardAt = Date.now();
  if (state.state === next) return;
  state = { state: next, since: heardAt };
  for (const listener of listeners) listener();
}

/** Opens the stream for what is watched now. Gathered for a moment: a page leaves as another comes. */
export function openLive(): void {
  clearTimeout(opening);
  opening = setTimeout(() => {
    source?.close();
    const campaigns = [...watched.keys()].join(",");
    const query = { ...(campaigns === "" ? {} : { campaigns }), imports: "true" as const };
    source = new EventSource(addressOf("followCampaigns", { query }));
    source.onerror = () => become("lost");
    const on = <Name extends EventName>(name: Name, hear: (data: EventData<Name>) => void) => {
      source?.addEventListener(name, (event) => {
        become("open");
        hear(JSON.parse((event as MessageEvent<string>).data) as EventData<Name>);
      });
    };
    on("campaign", keepCampaignSoon);
    on("campaign_deleted", ({ id }) => {
      // Its page goes first: it would ask for what is forgotten.
      hearers.forEach((hearer) => hearer.deleted?.(id));
      forgetCampaign(id);
      void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "metrics"] });
    });
    on("import", (one) => queryClient.setQueryData(keys.import(one.id), one));
    on("call", (one) => hearers.forEach((hearer) => hearer.call?.(one)));
    on("conversation", (one) => hearers.forEach((hearer) => hearer.conversation?.(one)));
    on("ping", () => {});
  }, 20);
}

export function closeLive(): void {
  clearTimeout(opening);
  source?.close();
  source = undefined;
}

setInterval(() => {
  if (source && state.state === "open" && Date.now() - heardAt > SILENCE_MILLISECONDS) become("lost");
}, 2_000);

/** Follows a campaign with its calls and conversations while the component is shown. */
export function useLiveCampaign(id: string, hear: Hear = {}): void {
  useEffect(() => {
    watched.set(id, (watched.get(id) ?? 0) + 1);
    openLive();
    return () => {
      const left = (watched.get(id) ?? 1) - 1;
      if (left > 0) watched.set(id, left);
      else watched.delete(id);
      openLive();
    };
  }, [id]);
  useEffect(() => {
    hearers.add(hear);
    return () => void hearers.delete(hear);
  }, [hear]);
}

/** Whether the numbers on the screen are as of now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => state,
  );
}
