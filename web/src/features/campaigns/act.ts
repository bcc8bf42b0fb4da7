/** What people do to a campaign. An answer goes into every place that shows it; a refusal is told in the server's words. */
import { type MutationOptions, useMutation } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Outcome } from "#domain/call/outcomes.ts";
import { call } from "../../lib/api.ts";
import { momentWithin } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { tellRefusal } from "../../ui/tell-refusal.ts";
import { tell } from "../../ui/toast.tsx";
import { doneWords } from "../../words/campaign-actions.ts";
import { type Campaign, forgetCampaign, keepCampaign } from "./kept.ts";

/** `at`: null or absent is now. `outcomes`: absent is failed alone. */
export interface Act {
  campaign: Campaign;
  at?: string | null;
  outcomes?: Exclude<Outcome, "success">[];
}

const actKey = (verb: string) => ["campaign-act", verb] as const;
const one = ({ campaign }: Act) => ({ params: { id: campaign.id } });

type Doing = MutationOptions<Campaign, Error, Act>;

function doing(verb: string, ask: Doing["mutationFn"], then: Doing["onSuccess"]): Doing {
  return { mutationKey: actKey(verb), mutationFn: ask, onSuccess: then, onError: tellRefusal };
}

/** @param done what is said of it, as the server answered */
function moves(verb: string, ask: (act: Act) => Promise<Campaign>, done: (campaign: Campaign, act: Act) => string) {
  return doing(verb, ask, (campaign, act) => {
    keepCampaign(campaign);
    askAnew();
    tell({ text: done(campaign, act) });
  });
}

const acts = {
  start: moves(
    "start",
    (act) => call("startCampaign", { ...one(act), body: { at: act.at ?? null } }),
    ({ name, scheduledAt, status }) =>
      scheduledAt !== null && status === "queued" && new Date(scheduledAt).getTime() > Date.now()
        ? doneWords.scheduled(name, momentWithin(scheduledAt))
        : doneWords.started(name),
  ),
  pause: moves(
    "pause",
    (act) => call("pauseCampaign", one(act)),
    ({ name }) => doneWords.paused(name),
  ),
  resume: moves(
    "resume",
    (act) => call("resumeCampaign", one(act)),
    ({ name }) => doneWords.resumed(name),
  ),
  cancel: moves(
    "cancel",
    (act) => call("cancelCampaign", one(act)),
    ({ name }) => doneWords.stopped(name),
  ),
  retryFailed: moves(
    "retry_failed",
    (act) => call("retryFailedContacts", { ...one(act), body: act.outcomes ? { outcomes: act.outcomes } : {} }),
    ({ name }, { campaign, outcomes }) =>
      outcomes === undefined ? doneWords.retriedFailed(name, campaign.retryable) : doneWords.retried(name),
  ),
  duplicate: doing(
    "duplicate",
    (act) => call("duplicateCampaign", { ...one(act), body: {} }),
    (campaign) => {
      keepCampaign(campaign);
      void queryClient.invalidateQueries({ queryKey: keys.campaigns() });
      tell({
        text: doneWords.duplicated(campaign.name),
        link: { label: doneWords.openDraft, to: `/campaigns/${campaign.id}/edit/details` },
      });
    },
  ),
  remove: doing(
    "delete",
    async (act) => {
      await call("deleteCampaign", one(act));
      return act.campaign;
    },
    ({ id, name }) => {
      forgetCampaign(id);
      askAnew();
      tell({ text: doneWords.deleted(name) });
    },
  ),
};

/**
 * Does it, to any campaign. Pause and Resume change the badge at once (`useMoving`); the others wait for the server. Of a
 * row, of which there are many, nothing is drawn or followed for it.
 */
export function actOn(verb: keyof typeof acts, given: Act): void {
  const mutation = queryClient.getMutationCache().build(queryClient, acts[verb]);
  // It was told already.
  mutation.execute(given).catch(() => {});
}

/** The same, for a part that shows how far it is. */
export const useCampaignAct = (verb: keyof typeof acts) => useMutation(acts[verb]);

/** The sums over all campaigns; the rows themselves come by events. */
const askAnew = () => void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "metrics"] });

export type Moving = "pausing" | "resuming" | null;

/** Whether a person has just pressed Pause or Resume and the server has not answered yet. */
export function useMoving(id: string): Moving {
  return useSyncExternalStore(hearActs, () => {
    for (const { options, state } of queryClient.getMutationCache().getAll()) {
      if (state.status !== "pending" || (state.variables as Act | undefined)?.campaign?.id !== id) continue;
      if (options.mutationKey === acts.pause.mutationKey) return "pausing";
      if (options.mutationKey === acts.resume.mutationKey) return "resuming";
    }
    return null;
  });
}

const hearActs = (listener: () => void) => queryClient.getMutationCache().subscribe(listener);
