/** Whether what was typed is kept, said where one sees it. */
import { Alert, Button } from "@mantine/core";
import { IconCheck, IconCloudOff, IconLock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Campaign } from "../../features/campaigns/kept.ts";
import type { DraftForm, DraftState } from "./draft.ts";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function SaveState({ draft: { state }, isDraft }: { draft: DraftForm; isDraft: boolean }) {
  return (
    <span className="wiz-saved" role="status" data-bad={isBad(state) || undefined}>
      {state.is === "saved" && <IconCheck size={14} aria-hidden />}
      {isBad(state) && <IconCloudOff size={14} aria-hidden />}
      {said(state, isDraft ? "Draft" : "Changes")}
    </span>
  );
}

const isBad = ({ is }: DraftState) => is === "failed" || is === "refused" || is === "locked";

function said({ is, savedAt }: DraftState, what: string): string {
  switch (is) {
    case "saved":
      return savedAt === null ? `${what} saved as you go` : `${what} saved ${clock.format(savedAt)}`;
    case "waiting":
    case "saving":
      return "Saving";
    case "refused":
      return "Not all is saved: see the marked fields";
    case "failed":
      return "Not saved";
    case "locked":
      return "No longer saved";
  }
}

/** What keeps it from being saved, and what to do. */
export function SaveTrouble({ draft: { state, flush }, campaign }: { draft: DraftForm; campaign: Campaign }) {
  if (state.is === "failed") {
    return (
      <Alert color="red" icon={<IconCloudOff size={18} />} title="Your last changes are not saved" mb="md">
        {state.reason} They stay here and are sent again every few seconds.{" "}
        <Button size="compact-xs" variant="default" onClick={() => void flush()}>
          Try now
        </Button>
      </Alert>
    );
  }
  if (state.is !== "locked") return null;
  return (
    <Alert color="red" icon={<IconLock size={18} />} title="This campaign can no longer be edited" mb="md">
      {state.reason} <Link to={`/campaigns/${campaign.id}`}>Open the campaign</Link>
    </Alert>
  );
}
