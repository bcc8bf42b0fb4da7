/** What people do to a campaign. An answer goes into every place that shows it; a refusal is told in the server's words. */
import { useMutation, useMutationState } from "@tanstack/react-query";
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

/**
 * Mutations for any campaign: `act.pause.mutate({ campaign })`. Pause and Resume change the badge at once (`useMoving`);
 * the others wait for the server.
 */
export function useCampaignAct() {
  return {
    start: useAct(
      "start",
      (act) => call("startCampaign", { ...one(act), body: { at: act.at ?? null } }),
      ({ name, scheduledAt, status }) =>
        scheduledAt !== null && status === "queued" && new Date(scheduledAt).getTime() > Date.now()
          ? doneWords.scheduled(name, momentWithin(scheduledAt))
          : doneWords.started(name),
    ),
    pause: useAct(
      "pause",
      (act) => call("pauseCampaign", one(act)),
      ({ name }) => doneWords.paused(name),
    ),
    resume: useAct(
      "resume",
      (act) => call("resumeCampaign", one(act)),
      ({ name }) => doneWords.resumed(name),
    ),
    cancel: useAct(
      "cancel",
      (act) => call("cancelCampaign", one(act)),
      ({ name }) => doneWords.stopped(name),
    ),
    retryFailed: useAct(
      "retry_failed",
      (act) => call("retryFailedContacts", { ...one(act), body: act.outcomes ? { outcomes: act.outcomes } : {} }),
      ({ name }, { campaign, outcomes }) =>
        outcomes === undefined ? doneWords.retriedFailed(name, campaign.retryable) : doneWords.retried(name),
    ),
    duplicate: useDuplicate(),
    remove: useRemove(),
  };
}

export type CampaignActs = ReturnType<typeof useCampaignAct>;

function useAct(verb: string, ask: (act: Act) => Promise<Campaign>, done: (campaign: Campaign, act: Act) => string) {
  return useMutation({
    mutationKey: actKey(verb),
    mutationFn: ask,
    onSuccess: (campaign, act) => {
      keepCampaign(campaign);
      askAnew();
      tell({ text: done(campaign, act) });
    },
    onError: tellRefusal,
  });
}

function useDuplicate() {
  return useMutation({
    mutationKey: actKey("duplicate"),
    mutationFn: (act: Act) => call("duplicateCampaign", { ...one(act), body: {} }),
    onSuccess: (campaign) => {
      keepCampaign(campaign);
      void queryClient.invalidateQueries({ queryKey: keys.campaigns() });
      tell({
        text: doneWords.duplicated(campaign.name),
        link: { label: doneWords.openDraft, to: `/campaigns/${campaign.id}/edit/details` },
      });
    },
    onError: tellRefusal,
  });
}

function useRemove() {
  return useMutation({
    mutationKey: actKey("delete"),
    mutationFn: async (act: Act) => {
      await call("deleteCampaign", one(act));
      return act.campaign;
    },
    onSuccess: ({ id, name }) => {
      forgetCampaign(id);
      askAnew();
      tell({ text: doneWords.deleted(name) });
    },
    onError: tellRefusal,
  });
}

/** The sums over all campaigns; the rows themselves come by events. */
const askAnew = () => void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "metrics"] });

export type Moving = "pausing" | "resuming" | null;

/** Whether a person has just pressed Pause or Resume and the server has not answered yet. */
export function useMoving(id: string): Moving {
  const of = (verb: string) => ({
    filters: {
      mutationKey: actKey(verb),
      status: "pending" as const,
      predicate: (mutation: { state: { variables?: unknown } }) =>
        (mutation.state.variables as Act | undefined)?.campaign.id === id,
    },
    select: () => true,
  });
  const pausing = useMutationState(of("pause")).length > 0;
  const resuming = useMutationState(of("resume")).length > 0;
  return pausing ? "pausing" : resuming ? "resuming" : null;
}
