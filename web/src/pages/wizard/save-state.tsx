/** Whether what was typed is kept, said where one sees it. */
import { Alert, Button } from "@mantine/core";
import { IconCheck, IconCloudOff, IconLock, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { fieldLabels } from "../../words/campaign-settings.ts";
import { conflictWords, lockedWords, saveWords } from "../../words/wizard.ts";
import type { DraftForm, DraftState } from "./draft.ts";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function SaveState({ draft: { state }, isDraft }: { draft: DraftForm; isDraft: boolean }) {
  return (
    <span className="wiz-saved" role="status" data-bad={isBad(state) || undefined}>
      {state.is === "saved" && <IconCheck size={14} aria-hidden />}
      {isBad(state) && <IconCloudOff size={14} aria-hidden />}
      {said(state, isDraft ? saveWords.draft : saveWords.changes)}
    </span>
  );
}

const isBad = ({ is }: DraftState) => is === "failed" || is === "refused" || is === "locked";

function said({ is, savedAt }: DraftState, what: typeof saveWords.draft): string {
  switch (is) {
    case "saved":
      return savedAt === null ? what.asYouGo : what.at(clock.format(savedAt));
    case "waiting":
    case "saving":
      return saveWords.saving;
    case "refused":
      return saveWords.refused;
    case "failed":
      return saveWords.failed;
    case "locked":
      return saveWords.locked;
  }
}

/** Somebody else changed what was set here: theirs, or mine. */
function ChangedElsewhere({ draft: { state, settle } }: { draft: DraftForm }) {
  if (!state.conflict) return null;
  const { by, fields } = state.conflict;
  const labels = fields.map((field) => fieldLabels[field.split(".").at(-1)!]).filter((label) => label !== undefined);
  return (
    <div className="wiz-conflict" role="alert">
      <IconUsers size={18} aria-hidden />
      <div>
        <b>{conflictWords.title(by)}</b>
        <span>{conflictWords.about(labels)}</span>
      </div>
      <Button size="xs" variant="default" onClick={() => settle("theirs")}>
        {conflictWords.reload}
      </Button>
      <Button size="xs" variant="default" onClick={() => settle("mine")}>
        {conflictWords.keepMine}
      </Button>
    </div>
  );
}

/** What keeps it from being saved, and what to do. */
export function SaveTrouble({ draft, campaign }: { draft: DraftForm; campaign: Campaign }) {
  const { state, flush } = draft;
  if (state.is === "failed") {
    return (
      <Alert color="red" icon={<IconCloudOff size={18} />} title={saveWords.failedTitle} mb="md">
        {state.reason} {saveWords.failedAbout}{" "}
        <Button size="compact-xs" variant="default" onClick={() => void flush()}>
          {saveWords.again}
        </Button>
      </Alert>
    );
  }
  if (state.is !== "locked") return <ChangedElsewhere draft={draft} />;
  return (
    <Alert color="red" icon={<IconLock size={18} />} title={saveWords.lockedTitle} mb="md">
      {state.reason} <Link to={`/campaigns/${campaign.id}`}>{lockedWords.open}</Link>
    </Alert>
  );
}
