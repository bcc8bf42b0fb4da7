/** Deleting takes a campaign out of the lists; its contacts stay in the database. */
import { Button, Modal } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { grouped } from "../../lib/format.ts";
import { useCampaignAct } from "./act.ts";
import type { Campaign } from "./kept.ts";

export function DeleteDialog({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const act = useCampaignAct();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const { total } = campaign.counts;
  const done = () => {
    close();
    // Its own page is gone.
    if (id === campaign.id) void navigate({ to: "/campaigns" });
  };
  return (
    <Modal opened onClose={close} title="Delete this campaign?" size={460}>
      <p className="camp-dialog-name">{campaign.name}</p>
      <p>
        {total > 0 && `Its list of ${grouped(total)} contacts goes with it; the contacts themselves stay. `}
        {campaign.calls.attempts > 0
          ? `Its ${grouped(campaign.calls.attempts)} calls still count in Calls Completed.`
          : "It has made no calls."}
      </p>
      <div className="camp-dialog-buttons">
        <span className="grow" />
        <Button variant="default" onClick={close} data-autofocus>
          Keep it
        </Button>
        <Button
          color="red"
          loading={act.remove.isPending}
          onClick={() => act.remove.mutate({ campaign }, { onSuccess: done })}
        >
          Delete campaign
        </Button>
      </div>
    </Modal>
  );
}
