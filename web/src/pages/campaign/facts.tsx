/** The line below the name: who calls, who started it and when, from which number, how fast. */
import { Simulated } from "../../features/calls/list-parts.tsx";
import { retries } from "../../features/settings-form/describe.ts";
import { exactly, momentWithin } from "../../lib/format.ts";
import { EmployeeName } from "../../ui/marks.tsx";
import { campaignFacts as words } from "../../words/campaign.tsx";
import type { Campaign } from "./sums.ts";

export function Facts({ campaign }: { campaign: Campaign }) {
  const { aiEmployee, line, callerId, settings } = campaign;
  const tries = retries(settings.retry) ? settings.retry.maxRetries + 1 : 1;
  return (
    <span className="campaign-facts">
      {aiEmployee === null ? <span>{words.noEmployee}</span> : <EmployeeName name={aiEmployee.name} size={22} />}
      <WhoAndWhen campaign={campaign} />
      {line !== null && <span className="num">{words.from(callerId, line.name)}</span>}
      {line?.kind === "simulator" && <Simulated />}
      <span>{words.pace(settings.maxConcurrentCalls, tries)}</span>
    </span>
  );
}

function WhoAndWhen({ campaign }: { campaign: Campaign }) {
  const { status, scheduledAt } = campaign;
  if (status === "queued" && scheduledAt !== null && new Date(scheduledAt).getTime() > Date.now())
    return <At instant={scheduledAt} say={words.starts} />;
  const last = lastOf(campaign);
  return last && <At instant={last.at} say={(when) => words.last[status](when, last.who)} />;
}

function At({ instant, say }: { instant: string; say: (when: string) => string }) {
  return (
    <time dateTime={instant} title={exactly(instant)}>
      {say(momentWithin(instant))}
    </time>
  );
}

/** Each status has the moment that matters in it, and who brought it about. */
function lastOf(campaign: Campaign): { at: string; who: string | null } | null {
  const { status, createdAt, createdBy, startedAt, finishedAt, lastMoves } = campaign;
  const of = (move: (typeof lastMoves)["start"]) => (move ? { at: move.at, who: move.actor.name } : null);
  const finished = finishedAt === null ? null : { at: finishedAt, who: null };
  const launches = [lastMoves.start, lastMoves.retry_failed, lastMoves.reopen].filter((move) => move !== undefined);
  const launched = of(launches.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1));
  switch (status) {
    case "draft":
      return { at: createdAt, who: createdBy };
    case "queued":
      return launched;
    case "running":
      return startedAt === null ? launched : { at: startedAt, who: of(lastMoves.start)?.who ?? null };
    case "paused":
      return of(lastMoves.pause);
    case "canceled":
      return of(lastMoves.cancel) ?? finished;
    case "completed":
      return finished;
  }
}
