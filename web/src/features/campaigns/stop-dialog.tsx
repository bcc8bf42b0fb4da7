/** Stopping is for good: it names what is lost, and offers Pause. */
import { Button, Modal } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import type { ContactStatus } from "#domain/contact/lifecycle.ts";
import { grouped } from "../../lib/format.ts";
import { ContactStatusIcon } from "../../ui/status.tsx";
import { useCampaignAct } from "./act.ts";
import { liveCalls } from "./campaign-state.tsx";
import type { Campaign } from "./kept.ts";

const many = (count: number, one: string, more: string) => [grouped(count), count === 1 ? one : more] as const;

/** What a stop does to the contacts, each with the icon of what becomes of them. */
function factsOf(campaign: Campaign): Array<{ icon: ContactStatus; bold: string; text: string }> {
  const { counts } = campaign;
  const live = liveCalls(campaign);
  const finished = counts.total - counts.pending - counts.in_progress;
  const [pending, contacts] = many(counts.pending, "pending contact", "pending contacts");
  const [retrying, waiting] = many(counts.retrying, "contact", "contacts");
  const [going, calls] = many(live, "live call finishes", "live calls finish");
  const [kept, results] = many(finished, "contact", "contacts");
  const is = (count: number) => (count === 1 ? "is" : "are");
  return [
    {
      icon: "canceled" as const,
      count: counts.pending,
      bold: `${pending} ${contacts}`,
      text: `${is(counts.pending)} not called and become${counts.pending === 1 ? "s" : ""} Canceled.`,
    },
    {
      icon: "skipped" as const,
      count: counts.retrying,
      bold: `${retrying} ${waiting}`,
      text: `waiting for another try ${is(counts.retrying)} not called again.`,
    },
    { icon: "in_progress" as const, count: live, bold: `${going} ${calls}`, text: "with their real outcome." },
    { icon: "success" as const, count: finished, bold: "The results", text: `of ${kept} finished ${results} stay.` },
  ].filter(({ count }) => count > 0);
}

export function StopDialog({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const act = useCampaignAct();
  const facts = factsOf(campaign);
  const pausable = campaign.allowed.includes("pause");
  const pause = () => {
    act.pause.mutate({ campaign });
    close();
  };
  return (
    <Modal opened onClose={close} title="Stop this campaign for good?" size={500}>
      <p className="camp-dialog-name">{campaign.name}</p>
      {facts.length > 0 && (
        <ul className="camp-dialog-facts">
          {facts.map(({ icon, bold, text }) => (
            <li key={icon}>
              <ContactStatusIcon value={icon} />
              <span>
                <b>{bold}</b> {text}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>
        A stopped campaign cannot be resumed.{pausable && " If you may come back to it, pause it."}
        {campaign.status === "paused" && " It can stay paused for as long as you like."}
      </p>
      <div className="camp-dialog-buttons">
        {pausable && (
          <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={pause}>
            Pause instead
          </Button>
        )}
        <span className="grow" />
        <Button variant="default" onClick={close} data-autofocus>
          {campaign.status === "paused" ? "Keep it paused" : "Keep running"}
        </Button>
        <Button
          color="red"
          loading={act.cancel.isPending}
          onClick={() => act.cancel.mutate({ campaign }, { onSuccess: close })}
        >
          Stop campaign
        </Button>
      </div>
    </Modal>
  );
}
