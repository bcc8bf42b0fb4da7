/** What one must know before anything else: why it is paused, what a retry would call, what it waits for. */
import { type Icon, IconAlertTriangle, IconClockHour4, IconPlayerPause } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { liveCalls } from "../../features/campaigns/campaign-state.tsx";
import { momentWithin } from "../../lib/format.ts";
import { calloutWords as words } from "../../words/campaign.tsx";
import type { Campaign } from "./sums.ts";

export function Callout({ campaign }: { campaign: Campaign }) {
  const { status } = campaign;
  if (status === "paused") return <Paused campaign={campaign} />;
  if (status === "queued") return <Queued campaign={campaign} />;
  if (status === "running" && campaign.statusReason !== null) return <Held reason={campaign.statusReason} />;
  if (status === "completed" && campaign.counts.failed > 0) return <Failed campaign={campaign} />;
  return null;
}

interface BoxProps {
  kind: "paused" | "queued" | "failed";
  icon: Icon;
  /** Said when it appears. */
  isNews?: boolean;
  children: ReactNode;
}

function Box({ kind, icon: Mark, isNews = true, children }: BoxProps) {
  return (
    <div className="campaign-callout" data-kind={kind} role={isNews ? "status" : undefined}>
      <Mark size={18} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

function Paused({ campaign }: { campaign: Campaign }) {
  const { lastMoves, statusReason, allowed } = campaign;
  const { pause } = lastMoves;
  return (
    <Box kind="paused" icon={IconPlayerPause}>
      <b>{pause ? words.pausedBy(pause.actor.name, momentWithin(pause.at)) : words.paused}</b>{" "}
      {[statusReason, words.pausedNow(liveCalls(campaign)), allowed.includes("edit") && words.editable]
        .filter(Boolean)
        .join(" ")}
    </Box>
  );
}

function Queued({ campaign }: { campaign: Campaign }) {
  const { scheduledAt, statusReason } = campaign;
  const later = scheduledAt !== null && new Date(scheduledAt).getTime() > Date.now();
  return (
    <Box kind="queued" icon={IconClockHour4}>
      {later ? (
        <b>{words.starts(momentWithin(scheduledAt))}</b>
      ) : (
        <>
          <b>{words.queued}</b> {statusReason ?? words.queuedUntil}
        </>
      )}
    </Box>
  );
}

/** Running, and yet nobody is called. */
function Held({ reason }: { reason: string }) {
  return (
    <Box kind="failed" icon={IconAlertTriangle}>
      {reason}
    </Box>
  );
}

function Failed({ campaign }: { campaign: Campaign }) {
  const { counts, retryable, allowed } = campaign;
  const retry = retryable < counts.failed ? words.retrySome(retryable) : words.retryAll;
  return (
    <Box kind="failed" icon={IconAlertTriangle} isNews={false}>
      <b>{words.failed(counts.failed)}</b>{" "}
      {retryable === 0 ? words.retryNone : allowed.includes("retry_failed") && retry}
    </Box>
  );
}
