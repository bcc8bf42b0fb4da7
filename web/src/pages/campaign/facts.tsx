/** The line below the name: who calls, who started it and when, from which number, how fast. */
import { exactly, grouped, moment } from "../../lib/format.ts";
import { Simulated } from "../../features/calls/list-parts.tsx";
import { lower } from "../../features/calls/words.ts";
import { EmployeeName } from "../../ui/marks.tsx";
import { actorName, useLatestActivity } from "./latest-activity.ts";
import type { Campaign } from "./sums.ts";

export function Facts({ campaign }: { campaign: Campaign }) {
  const { aiEmployee, line, callerId, settings } = campaign;
  const tries = settings.retry.on.length === 0 ? 1 : settings.retry.maxRetries + 1;
  return (
    <span className="campaign-facts">
      {aiEmployee === null ? <span>No AI employee yet</span> : <EmployeeName name={aiEmployee.name} size={22} />}
      <WhoAndWhen campaign={campaign} />
      {line !== null && (
        <span className="num">{callerId === null ? `From ${line.name}` : `From ${callerId}, ${line.name}`}</span>
      )}
      {line?.kind === "simulator" && <Simulated />}
      <span>
        {grouped(settings.maxConcurrentCalls)} at once, {tries === 1 ? "one try" : `up to ${tries} tries`}
      </span>
    </span>
  );
}

/** Each status has the moment that matters in it. */
function WhoAndWhen({ campaign }: { campaign: Campaign }) {
  const latest = useLatestActivity(campaign);
  const { status, createdAt, createdBy, scheduledAt, startedAt, finishedAt } = campaign;
  const started = latest("start", "retry_failed", "reopen");
  const by = (name: string | null | undefined) => (name == null ? "" : ` by ${name}`);
  const entry = (done: string, one: { at: string; name: string | null | undefined } | null) =>
    one && (
      <time dateTime={one.at} title={exactly(one.at)}>
        {done} {lower(moment(one.at))}
        {by(one.name)}
      </time>
    );
  const of = (activity: typeof started) => activity && { at: activity.at, name: actorName(activity) };
  switch (status) {
    case "draft":
      return entry("Created", { at: createdAt, name: createdBy });
    case "queued":
      if (scheduledAt !== null && new Date(scheduledAt).getTime() > Date.now())
        return entry("Starts", { at: scheduledAt, name: null });
      return entry("Launched", of(started) ?? null);
    case "paused":
      return entry("Paused", of(latest("pause", "paused")) ?? null);
    case "canceled":
      return entry("Stopped", of(latest("cancel")) ?? (finishedAt === null ? null : { at: finishedAt, name: null }));
    case "completed":
      return finishedAt === null ? null : entry("Finished", { at: finishedAt, name: null });
    case "running":
      return entry("Started", startedAt === null ? null : { at: startedAt, name: started && actorName(started) });
  }
}
