/** What is done to the selected contacts. */
import { Anchor, Button } from "@mantine/core";
import { IconBan, IconPhoneOutgoing, IconTag, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { grouped } from "../../lib/format.ts";
import { DeleteDialog, DoNotCallDialog, TagDialog } from "./bulk-dialogs.tsx";
import { useCampaignOf } from "./new-campaign.ts";
import { countSelected, type useSelection } from "./selection.ts";
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
  // A campaign takes contacts by a filter, which knows no search.
  const fits = !selection.isAll || choice.search === "";
  const close = () => setDialog(null);
  const done = () => {
    close();
    clear();
  };
  const acted = { selection, choice, count, onClose: close, onDone: done };
  return (
    <div className="cts-bulk">
      <b className="num" role="status">
        {selection.isAll ? `All ${grouped(count)}` : grouped(count)} selected
      </b>
      {!selection.isAll && selection.ids.size < total && (
        <Anchor component="button" type="button" fz="sm" onClick={pickAll}>
          Select all {grouped(total)}
        </Anchor>
      )}
      <Anchor component="button" type="button" fz="sm" onClick={clear}>
        Clear
      </Anchor>
      <span className="grow" />
      {may("campaigns:write") && fits && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPhoneOutgoing size={14} aria-hidden />}
          loading={campaign.isPending}
          onClick={() =>
            campaign.mutate(selection.isAll ? { filter: choice.filter } : { contactIds: [...selection.ids] })
          }
        >
          New campaign
        </Button>
      )}
      {may("contacts:write") && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTag size={14} aria-hidden />}
          onClick={() => setDialog("tag")}
        >
          Tag
        </Button>
      )}
      {may("do_not_call:write") && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBan size={14} aria-hidden />}
          onClick={() => setDialog("do_not_call")}
        >
          Do not call
        </Button>
      )}
      {may("contacts:write") && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => setDialog("delete")}
        >
          Delete
        </Button>
      )}
      {dialog === "tag" && <TagDialog {...acted} />}
      {dialog === "do_not_call" && <DoNotCallDialog {...acted} />}
      {dialog === "delete" && <DeleteDialog {...acted} />}
    </div>
  );
}
