/** How far the campaign is: the sum, the bar, the nine counts, and when it will be done. */
import type { ReactNode } from "react";
import { contactStatusNames, type ContactStatus } from "#domain/contact/lifecycle.ts";
import { around, exactly, grouped } from "../../lib/format.ts";
import { Info } from "../../ui/page.tsx";
import { Rolling } from "../../ui/rolling.tsx";
import { ContactStatusIcon, OutcomeBar, statusOrder } from "../../ui/status.tsx";
import { contactStatusWords } from "../../words/en.ts";
import { type Campaign, completedOf, toGoOf } from "./sums.ts";

export function ProgressPanel({ campaign, choose }: { campaign: Campaign; choose: (status: ContactStatus) => void }) {
  const { counts, status, rates } = campaign;
  return (
    <section className="panel campaign-hero" aria-labelledby="progress-title">
      <div className="campaign-hero-top">
        <h2 id="progress-title">
          <b className="num">
            <Rolling value={completedOf(counts)} />
          </b>{" "}
          of {grouped(counts.total)} completed
        </h2>
        <p className="campaign-hero-tail">
          <Tail campaign={campaign} />
        </p>
      </div>
      <OutcomeBar counts={counts} height={16} still={status !== "running"} />
      <p className="campaign-hero-progress">
        <span>
          Progress{" "}
          <b className="num">
            <Rolling value={rates.progress} of="rate" />
          </b>
        </span>
        <Info text="Contacts that are through ÷ all contacts. Pending, in progress and waiting for another try are not through." />
      </p>
      <ul className="campaign-outcomes" aria-label="Contacts by status">
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
                <span className="vh">, show these contacts</span>
              </b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is left, and when it ends. Open retries are counted apart: they are not pending. */
function Tail({ campaign }: { campaign: Campaign }): ReactNode {
  const { status, counts, calls, estimatedFinishAt } = campaign;
  const toGo = (
    <>
      <b className="num">
        <Rolling value={toGoOf(counts)} />
      </b>{" "}
      to go
      {counts.retrying > 0 && (
        <>
          ,{" "}
          <b className="num">
            <Rolling value={counts.retrying} />
          </b>{" "}
          waiting for another try
        </>
      )}
    </>
  );
  switch (status) {
    case "draft":
      return counts.total === 0 ? "No contacts yet" : null;
    case "queued":
    case "running":
      return (
        <>
          {toGo}
          {estimatedFinishAt !== null && (
            <>
              . <b title={exactly(estimatedFinishAt)}>Done {around(estimatedFinishAt)}</b>
            </>
          )}
        </>
      );
    case "paused":
      return toGo;
    case "completed":
      return (
        <>
          <b className="num">{grouped(calls.attempts)}</b> {calls.attempts === 1 ? "call" : "calls"} placed
        </>
      );
    case "canceled":
      return (
        <>
          <b className="num">{grouped(counts.canceled)}</b> never called
        </>
      );
  }
}
