/** The last button: it says how many people are called. */
import { Alert, Button, Modal, TextInput } from "@mantine/core";
import { IconCalendarClock, IconRocket } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { router } from "../../app/router.tsx";
import { type Campaign, keepCampaign } from "../../features/campaigns/kept.ts";
import { instantOf, localInput, ownZone } from "../../features/settings-form/local-time.ts";
import { zoneName } from "../../features/settings-form/describe.ts";
import { ApiProblem, call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { launchWords } from "../../words/wizard-review.tsx";
import type { Preflight } from "./preflight.ts";

interface LaunchProps {
  campaign: Campaign;
  preflight: Preflight | undefined;
  flush: () => Promise<boolean>;
}

/** By which the page knows that its own person is launching: the campaign is locked then, and nothing is lost. */
export const launchKey = (id: string) => ["launch", id] as const;

/** Starts a draft, now (null) or at an instant, and lets a paused campaign go on. */
function useLaunch({ campaign: { id, status }, flush }: LaunchProps) {
  return useMutation({
    mutationKey: launchKey(id),
    mutationFn: async (at: string | null) => {
      if (!(await flush())) throw new Error(launchWords.unsaved);
      const params = { id };
      return status === "draft" ? call("startCampaign", { params, body: { at } }) : call("resumeCampaign", { params });
    },
    onSuccess: async (campaign) => {
      await router.navigate({ to: "/campaigns/$id", params: { id } });
      keepCampaign(campaign);
      void queryClient.invalidateQueries({ queryKey: keys.campaigns() });
    },
    // What is missing now may be something else than a moment ago.
    onError: () => void queryClient.invalidateQueries({ queryKey: keys.campaignPart(id, "preflight") }),
  });
}

export function LaunchButtons(props: LaunchProps) {
  const { campaign, preflight } = props;
  const [isScheduling, setScheduling] = useState(false);
  const launch = useLaunch(props);
  const isDraft = campaign.status === "draft";
  if (!campaign.allowed.includes(isDraft ? "start" : "resume")) {
    return <span className="wiz-hint">{launchWords.role}</span>;
  }
  const verb = isDraft ? launchWords.launch : launchWords.resume;
  const missing = preflight?.problems.length ?? 0;
  const isReady = preflight?.ready === true;
  const whom = preflight && isReady ? preflight.willCall + campaign.counts.retrying : null;
  return (
    <>
      {missing > 0 && <span className="wiz-hint">{launchWords.missing(missing)}</span>}
      {launch.isError && !isScheduling && (
        <span className="wiz-refused" role="alert">
          {launch.error.message}
        </span>
      )}
      {isDraft && (
        <Button
          variant="default"
          leftSection={<IconCalendarClock size={16} />}
          disabled={!isReady}
          onClick={() => {
            launch.reset();
            setScheduling(true);
          }}
        >
          {launchWords.schedule}
        </Button>
      )}
      <Button
        leftSection={<IconRocket size={16} />}
        disabled={!isReady}
        loading={launch.isPending && !isScheduling}
        onClick={() => launch.mutate(null)}
      >
        {whom !== null && (
          <span className="hide-m">{(isDraft ? launchWords.launchOf : launchWords.resumeOf)(whom)}</span>
        )}
        <span className={whom === null ? undefined : "only-m"}>{verb}</span>
      </Button>
      {isScheduling && <ScheduleDialog whom={whom} launch={launch} close={() => setScheduling(false)} />}
    </>
  );
}

interface ScheduleDialogProps {
  whom: number | null;
  launch: ReturnType<typeof useLaunch>;
  close: () => void;
}

function ScheduleDialog({ whom, launch, close }: ScheduleDialogProps) {
  const [when, setWhen] = useState(() => localInput(tomorrowAtNine()));
  const at = instantOf(when);
  const isPast = at !== null && Date.parse(at) <= Date.now();
  const missing = launch.error instanceof ApiProblem ? launch.error.errors : [];
  return (
    <Modal opened onClose={close} title={launchWords.scheduleTitle} size={440}>
      <TextInput
        type="datetime-local"
        label={launchWords.start}
        description={launchWords.startAbout(zoneName(ownZone()))}
        value={when}
        data-autofocus
        onChange={(event) => setWhen(event.currentTarget.value)}
        error={isPast ? launchWords.past : undefined}
      />
      {launch.isError && (
        <Alert color="red" mt="md" title={launch.error.message}>
          {missing.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Alert>
      )}
      <div className="wiz-buttons">
        <span className="grow" />
        <Button variant="default" onClick={close}>
          {launchWords.notYet}
        </Button>
        <Button disabled={at === null || isPast} loading={launch.isPending} onClick={() => launch.mutate(at)}>
          {launchWords.scheduleOf(whom)}
        </Button>
      </div>
    </Modal>
  );
}

function tomorrowAtNine(): string {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at.toISOString();
}
