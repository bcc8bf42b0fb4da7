/** Stopping is for good: it names what is lost, and offers Pause. */
import { Button, Modal } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import type { ContactStatus } from "#domain/contact/lifecycle.ts";
import type { ReactNode } from "react";
import { ContactStatusIcon } from "../../ui/status.tsx";
import { stopDialog as words } from "../../words/campaign-dialogs.tsx";
import { actOn, useCampaignAct } from "./act.ts";
import { liveCalls } from "./campaign-state.tsx";
import type { Campaign } from "./kept.ts";

/** What a stop does to the contacts, each with the icon of what becomes of them. */
function factsOf(campaign: Campaign): Array<{ icon: ContactStatus; count: number; text: ReactNode }> {
  const { counts } = campaign;
  const live = liveCalls(campaign);
  const finished = counts.total - counts.pending - counts.in_progress;
  return [
    { icon: "canceled" as const, count: counts.pending, text: words.pending(counts.pending) },
    { icon: "skipped" as const, count: counts.retrying, text: words.retrying(counts.retrying) },
    { icon: "in_progress" as const, count: live, text: words.live(live) },
    { icon: "success" as const, count: finished, text: words.kept(finished) },
  ].filter(({ count }) => count > 0);
}

export function StopDialog({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const stop = useCampaignAct("cancel");
  const facts = factsOf(campaign);
  const pausable = campaign.allowed.includes("pause");
  const pause = () => {
    actOn("pause", { campaign });
    close();
  };
  return (
    <Modal opened onClose={close} title={words.title} size={500}>
      <p className="camp-dialog-name">{campaign.name}</p>
      {facts.length > 0 && (
        <ul className="camp-dialog-facts">
          {facts.map(({ icon, text }) => (
            <li key={icon}>
              <ContactStatusIcon value={icon} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        {words.forGood}
        {pausable && ` ${words.orPause}`}
        {campaign.status === "paused" && ` ${words.orLeave}`}
      </p>
      <div className="camp-dialog-buttons">
        {pausable && (
          <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={pause}>
            {words.pause}
          </Button>
        )}
        <span className="grow" />
        <Button variant="default" onClick={close} data-autofocus>
          {campaign.status === "paused" ? words.keepPaused : words.keepRunning}
        </Button>
        <Button color="red" loading={stop.isPending} onClick={() => stop.mutate({ campaign }, { onSuccess: close })}>
          {words.stop}
        </Button>
      </div>
    </Modal>
  );
}
