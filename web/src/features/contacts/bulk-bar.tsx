/** What is done to the selected contacts. */
import { ActionIcon, Anchor, Button, Tooltip } from "@mantine/core";
import { IconBan, IconPhoneOutgoing, IconTag, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { bulkWords, deleteDialog } from "../../words/contacts.tsx";
import { DeleteDialog, DoNotCallDialog, TagDialog } from "./bulk-dialogs.tsx";
import { useCampaignOf } from "./new-campaign.ts";
import { countSelected, selectedBody, type useSelection } from "./selection.ts";
import type { Choice } from "./use-contacts.ts";

type Dialog = "tag" | "do_not_call" | "delete" | null;

export function BulkBar({
  picking,
  choice,
  total,
}: {
  picking: ReturnType<typeof useSelection>;
  choice: Choice;
  total: number;
}) {
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>(null);
  const campaign = useCampaignOf();
  const { selection, pickAll, clear } = picking;
  const count = countSelected(selection, total);
  if (count === 0) return null;
  const close = () => setDialog(null);
  const done = () => {
    close();
    clear();
  };
  const acted = { selection, choice, count, onClose: close, onDone: done };
  return (
    <div className="cts-bulk">
      <b className="num" role="status">
        {bulkWords.selected(count, selection.isAll)}
      </b>
      {!selection.isAll && selection.ids.size < total && (
        <Anchor component="button" type="button" fz="sm" onClick={pickAll}>
          {bulkWords.selectAll(total)}
        </Anchor>
      )}
      <Anchor component="button" type="button" fz="sm" onClick={clear}>
        {bulkWords.clear}
      </Anchor>
      <span className="grow" />
      {may("campaigns:write") && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPhoneOutgoing size={14} aria-hidden />}
          loading={campaign.isPending}
          onClick={() => campaign.mutate(selectedBody(selection, choice))}
        >
          {bulkWords.campaign}
        </Button>
      )}
      {may("contacts:write") && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTag size={14} aria-hidden />}
          onClick={() => setDialog("tag")}
        >
          {bulkWords.tag}
        </Button>
      )}
      {may("do_not_call:write") && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBan size={14} aria-hidden />}
          onClick={() => setDialog("do_not_call")}
        >
          {bulkWords.doNotCall}
        </Button>
      )}
      {may("contacts:write") && (
        <Tooltip label={deleteDialog.verb(count)}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={deleteDialog.verb(count)}
            onClick={() => setDialog("delete")}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {dialog === "tag" && <TagDialog {...acted} />}
      {dialog === "do_not_call" && <DoNotCallDialog {...acted} />}
      {dialog === "delete" && <DeleteDialog {...acted} />}
    </div>
  );
}
