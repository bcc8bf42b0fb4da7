/** The manual's three rates, each with its sum beside it and its formula; and what else is counted. */
import type { ReactNode } from "react";
import { lengthText } from "../../features/settings-form/describe.ts";
import { Info } from "../../ui/page.tsx";
import { Rolling } from "../../ui/rolling.tsx";
import { furtherWords as further, rateWords as words } from "../../words/campaign.tsx";
import { answeredOf, calledOf, type Campaign, completedOf } from "./sums.ts";
import "./rates.css";

export function Rates({ campaign }: { campaign: Campaign }) {
  const { counts, rates } = campaign;
  const completed = completedOf(counts);
  return (
    <section className="panel campaign-rates" aria-label={words.label}>
      <Rate of={words.completion} value={rates.completion} sum={words.completion.sum(completed, counts.total)} />
      <Rate of={words.success} value={rates.success} sum={words.success.sum(counts.success, completed)} />
      <Rate of={words.answer} value={rates.answer} sum={words.answer.sum(answeredOf(counts), completed)} />
      <Further campaign={campaign} />
    </section>
  );
}

interface RateProps {
  of: { name: string; whole: string; formula: string };
  value: number | null;
  sum: string;
}

function Rate({ of, value, sum }: RateProps) {
  return (
    <div className="campaign-rate">
      <div className="kpi-label">
        <span className="hide-m">{of.whole}</span>
        <span className="only-m">{of.name}</span>
        <Info text={of.formula} />
      </div>
      <b className="num">
        <Rolling value={value} of="rate" />
      </b>
      <span className="num">{sum}</span>
    </div>
  );
}

function Further({ campaign }: { campaign: Campaign }) {
  const { counts, rates, calls } = campaign;
  const withGoal = calls.goalReached + calls.goalMissed;
  return (
    <dl className="campaign-further">
      <Fact name={further.humanAnswer} about={further.humanAnswerAbout}>
        <Rolling value={rates.humanAnswer} of="rate" />
      </Fact>
      {withGoal > 0 && (
        <Fact name={further.goal} about={`${further.goalAbout} ${further.goalSum(calls.goalReached, withGoal)}`}>
          <Rolling value={rates.goal} of="rate" />
        </Fact>
      )}
      <Fact name={further.placed}>
        <Rolling value={calls.attempts} />
      </Fact>
      <Fact name={further.tries} about={further.triesAbout}>
        {further.triesEach(calls.attempts, calledOf(counts))}
      </Fact>
      <Fact name={further.talkTime} about={further.talkTimeAbout}>
        {calls.talkSeconds > 0 ? lengthText(calls.talkSeconds) : "–"}
      </Fact>
    </dl>
  );
}

function Fact({ name, about, children }: { name: string; about?: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        {name} {about !== undefined && <Info text={about} />}
      </dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
