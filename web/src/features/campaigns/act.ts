/** What people do to a campaign. An answer goes into every place that shows it; a refusal is told in the server's words. */
import { useMutation, useMutationState } from "@tanstack/react-query";
import type { Outcome } from "#domain/call/outcomes.ts";
import { ApiProblem, call } from "../../lib/api.ts";
import { grouped, moment } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { tell } from "../../ui/toast.tsx";
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
          ? `“${name}” starts ${moment(scheduledAt)}.`
          : `“${name}” is launched.`,
    ),
    pause: useAct(
      "pause",
      (act) => call("pauseCampaign", one(act)),
      ({ name }) => `“${name}” starts no new calls.`,
    ),
    resume: useAct(
      "resume",
      (act) => call("resumeCampaign", one(act)),
      ({ name }) => `“${name}” goes on.`,
    ),
    cancel: useAct(
      "cancel",
      (act) => call("cancelCampaign", one(act)),
      ({ name }) => `“${name}” is stopped.`,
    ),
    retryFailed: useAct(
      "retry_failed",
      (act) => call("retryFailedContacts", { ...one(act), body: act.outcomes ? { outcomes: act.outcomes } : {} }),
      ({ name }, { campaign, outcomes }) =>
        outcomes === undefined
          ? `“${name}” calls ${campaign.retryable === 1 ? "1 failed contact" : `${grouped(campaign.retryable)} failed contacts`} again.`
          : `“${name}” calls its contacts again.`,
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
        text: `Made a draft with the same settings and contacts: “${campaign.name}”.`,
        link: { label: "Open the draft", to: `/campaigns/${campaign.id}/edit/details` },
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
      void queryClient.invalidateQueries({ queryKey: keys.campaigns() });
      tell({ text: `“${name}” is deleted.` });
    },
    onError: tellRefusal,
  });
}

/** Sums and counts over all campaigns; the rows themselves come by events. */
function askAnew(): void {
  void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "metrics"] });
  void queryClient.invalidateQueries({ queryKey: [...keys.campaigns(), "counts"] });
}

/** The server's sentence, and each missing thing below it. */
export function tellRefusal(problem: Error): void {
  const missing = problem instanceof ApiProblem ? problem.errors.map(({ message }) => message) : [];
  tell({ text: problem.message, more: missing.filter((sentence) => sentence !== problem.message), refused: true });
}

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
