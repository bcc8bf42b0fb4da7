/** Calls are real: before a start it says how many people are called, who is left out, and what is missing. */
import { Alert, Button, Modal, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Answer, call } from "../../lib/api.ts";
import { around } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { ContactStatusIcon } from "../../ui/status.tsx";
import { startDialog as words } from "../../words/campaign-dialogs.tsx";
import { useCampaignAct } from "./act.ts";
import { editAddress } from "./address.ts";
import type { Campaign } from "./kept.ts";

type Preflight = Answer<"getCampaignPreflight">;

export function StartDialog({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const start = useCampaignAct("start");
  const preflight = useQuery({
    queryKey: keys.campaignPart(campaign.id, "preflight"),
    queryFn: () => call("getCampaignPreflight", { params: { id: campaign.id } }),
    gcTime: 0,
  });
  const found = preflight.data;
  return (
    <Modal opened onClose={close} title={words.title} size={500}>
      <p className="camp-dialog-name">{campaign.name}</p>
      {preflight.isError && <Alert color="red">{preflight.error.message}</Alert>}
      {preflight.isPending && <Skeleton h={88} radius="lg" aria-label={words.checking} />}
      {found && <Findings found={found} />}
      <div className="camp-dialog-buttons">
        {campaign.allowed.includes("edit") && (
          <Button variant="default" component={Link} to={editAddress(campaign)}>
            {words.look}
          </Button>
        )}
        <span className="grow" />
        <Button variant="default" onClick={close} data-autofocus>
          {words.notYet}
        </Button>
        <Button
          disabled={!found?.ready}
          loading={start.isPending}
          onClick={() => start.mutate({ campaign }, { onSuccess: close })}
        >
          {found?.ready ? words.launchOf(found.willCall) : words.launch}
        </Button>
      </div>
    </Modal>
  );
}

function Findings({ found }: { found: Preflight }) {
  const skipped = Object.values(found.willSkip).reduce((sum, count) => sum + count, 0);
  if (!found.ready) {
    return (
      <Alert color="red" title={words.missing}>
        <ul className="camp-dialog-list">
          {found.problems.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </Alert>
    );
  }
  return (
    <>
      <ul className="camp-dialog-facts">
        <li>
          <ContactStatusIcon value="in_progress" />
          <span>{words.calls(found.willCall, found.concurrency)}</span>
        </li>
        {skipped > 0 && (
          <li>
            <ContactStatusIcon value="skipped" />
            <span>{words.leavesOut(skipped)}</span>
          </li>
        )}
        {found.estimatedFinishAt !== null && (
          <li>
            <ContactStatusIcon value="success" />
            <span>{words.done(around(found.estimatedFinishAt))}</span>
          </li>
        )}
      </ul>
      {found.warnings.length > 0 && (
        <ul className="camp-dialog-list">
          {found.warnings.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
}
