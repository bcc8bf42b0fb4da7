/** Deleting takes a campaign out of the lists; its contacts stay in the database. */
import { Button, Modal } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { deleteDialog as words } from "../../words/campaign-dialogs.tsx";
import { useCampaignAct } from "./act.ts";
import type { Campaign } from "./kept.ts";

export function DeleteDialog({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const remove = useCampaignAct("remove");
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const { total } = campaign.counts;
  const done = () => {
    close();
    // Its own page is gone.
    if (id === campaign.id) void navigate({ to: "/campaigns" });
  };
  return (
    <Modal opened onClose={close} title={words.title} size={460}>
      <p className="camp-dialog-name">{campaign.name}</p>
      <p>
        {total > 0 && `${words.contacts(total)} `}
        {words.calls(campaign.calls.attempts)}
      </p>
      <div className="camp-dialog-buttons">
        <span className="grow" />
        <Button variant="default" onClick={close} data-autofocus>
          {words.keep}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ campaign }, { onSuccess: done })}>
          {words.delete}
        </Button>
      </div>
    </Modal>
  );
}
