/** How far the campaign is: the sum, the bar, the nine counts, and when it will be done. */
import type { ReactNode } from "react";
import { contactStatusNames, type ContactStatus } from "#domain/contact/lifecycle.ts";
import { lengthText } from "../../features/settings-form/describe.ts";
import { around, exactly } from "../../lib/format.ts";
import { Info } from "../../ui/page.tsx";
import { Rolling } from "../../ui/rolling.tsx";
import { ContactStatusIcon, OutcomeBar, statusOrder } from "../../ui/status.tsx";
import { progressWords as words } from "../../words/campaign.tsx";
import { contactStatusWords } from "../../words/en.ts";
import { type Campaign, completedOf, toGoOf } from "./sums.ts";
import "./progress.css";

interface ProgressPanelProps {
  campaign: Campaign;
  /** Shows the contacts of a status. */
  choose: (status: ContactStatus) => void;
}

export function ProgressPanel({ campaign, choose }: ProgressPanelProps) {
  const { counts, status, rates } = campaign;
  return (
    <section className="panel campaign-hero" aria-labelledby="progress-title">
      <div className="campaign-hero-top">
        <h2 id="progress-title">{words.completed(<Count value={completedOf(counts)} />, counts.total)}</h2>
        <p className="campaign-hero-tail">
          <Tail campaign={campaign} />
        </p>
      </div>
      <OutcomeBar counts={counts} height={16} still={status !== "running"} />
      <p className="campaign-hero-progress">
        <span>
          {words.progress(
            <b className="num">
              <Rolling value={rates.progress} of="rate" />
            </b>,
          )}
        </span>
        <Info text={words.progressAbout} />
      </p>
      <Statuses counts={counts} choose={choose} />
    </section>
  );
}

function Statuses({ counts, choose }: Pick<Campaign, "counts"> & Pick<ProgressPanelProps, "choose">) {
  return (
    <ul className="campaign-outcomes" aria-label={words.byStatus}>
      {statusOrder.map((one) => (
        <li key={one}>
          <button
            type="button"
            title={contactStatusNames[one]}
            data-zero={counts[one] === 0 || undefined}
            onClick={() => choose(one)}
          >
            <span className="campaign-outcome">
              <ContactStatusIcon value={one} size={20} />
              {contactStatusWords[one]}
            </span>
            <b className="num">
              <span className="vh">: </span>
              <Rolling value={counts[one]} />
              <span className="vh">{words.show}</span>
            </b>
          </button>
        </li>
      ))}
    </ul>
  );
}

const Count = ({ value }: { value: number }) => (
  <b className="num">
    <Rolling value={value} />
  </b>
);

/** What is left, and when it ends. Open retries are counted apart: they are not pending. */
function Tail({ campaign }: { campaign: Campaign }): ReactNode {
  const { status, counts, calls, estimatedFinishAt } = campaign;
  const toGo = (
    <>
      {words.toGo(<Count value={toGoOf(counts)} />)}
      {counts.retrying > 0 && words.retrying(<Count value={counts.retrying} />)}
    </>
  );
  switch (status) {
    case "draft":
      return counts.total === 0 ? words.none : null;
    case "queued":
    case "running":
      return (
        <>
          {toGo}
          {estimatedFinishAt !== null && (
            <>
              . <b title={exactly(estimatedFinishAt)}>{words.done(around(estimatedFinishAt))}</b>
            </>
          )}
        </>
      );
    case "paused":
      return toGo;
    case "completed":
      return words.placed(<Count value={calls.attempts} />, calls.attempts, tookWords(campaign));
    case "canceled":
      return words.neverCalled(<Count value={counts.canceled} />);
  }
}

/** From the first start to the end; not told of one that rested in between, completed. */
function tookWords({ startedAt, finishedAt, lastMoves }: Campaign): string | null {
  if (startedAt === null || finishedAt === null || lastMoves.retry_failed || lastMoves.reopen) return null;
  return lengthText((new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1_000);
}
