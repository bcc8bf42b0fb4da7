/** What one must know before anything else: why it is paused, what a retry would call, what it waits for. */
import { IconAlertTriangle, IconClockHour4, IconPlayerPause } from "@tabler/icons-react";
import { liveCalls } from "../../features/campaigns/campaign-state.tsx";
import { lower } from "../../features/calls/words.ts";
import { grouped, moment } from "../../lib/format.ts";
import { actorName, useLatestActivity } from "./latest-activity.ts";
import type { Campaign } from "./sums.ts";

export function Callout({ campaign }: { campaign: Campaign }) {
  const { status } = campaign;
  if (status === "paused") return <Paused campaign={campaign} />;
  if (status === "queued") return <Queued campaign={campaign} />;
  if (status === "completed" && campaign.counts.failed > 0) return <Failed campaign={campaign} />;
  return null;
}

function Paused({ campaign }: { campaign: Campaign }) {
  const paused = useLatestActivity(campaign)("pause", "paused");
  const live = liveCalls(campaign);
  const bySystem = campaign.statusReason !== null || paused?.kind === "paused";
  const who = bySystem ? "Campanile" : paused && actorName(paused);
  const when = paused ? ` ${lower(moment(paused.at))}` : "";
  return (
    <div className="campaign-callout" data-kind="paused" role="status">
      <IconPlayerPause size={18} aria-hidden />
      <div>
        <b>{who === undefined ? "Paused." : `Paused by ${who}${when}.`}</b>{" "}
        {campaign.statusReason !== null && <>{campaign.statusReason} </>}
        {live > 0
          ? `${grouped(live)} ${live === 1 ? "call is" : "calls are"} still going on and will finish.`
          : "All calls have ended."}{" "}
        Nobody else is called until it is resumed.
        {campaign.allowed.includes("edit") && " Settings can be edited now."}
      </div>
    </div>
  );
}

function Queued({ campaign }: { campaign: Campaign }) {
  const { scheduledAt, statusReason } = campaign;
  const later = scheduledAt !== null && new Date(scheduledAt).getTime() > Date.now();
  return (
    <div className="campaign-callout" data-kind="queued" role="status">
      <IconClockHour4 size={18} aria-hidden />
      <div>
        {later ? (
          <b>Starts {lower(moment(scheduledAt))}.</b>
        ) : (
          <>
            <b>Queued.</b>{" "}
            {statusReason ?? "The first call is made as soon as calling hours are open and a place is free."}
          </>
        )}
      </div>
    </div>
  );
}

function Failed({ campaign }: { campaign: Campaign }) {
  const { counts, retryable } = campaign;
  const retry = campaign.allowed.includes("retry_failed");
  return (
    <div className="campaign-callout" data-kind="failed">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <b>
          {grouped(counts.failed)} {counts.failed === 1 ? "contact" : "contacts"} failed for technical reasons.
        </b>{" "}
        {retry
          ? retryable < counts.failed
            ? `A retry calls ${grouped(retryable)} of them; the other numbers do not exist or are not to be called.`
            : "A retry calls only these."
          : "None of them can be called again."}
      </div>
    </div>
  );
}
