/** The manual's three rates, each with its sum beside it and its formula; and what else is counted. */
import { grouped } from "../../lib/format.ts";
import { Info } from "../../ui/page.tsx";
import { Rolling } from "../../ui/rolling.tsx";
import { answeredOf, calledOf, type Campaign, completedOf } from "./sums.ts";

const tries = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function Rates({ campaign }: { campaign: Campaign }) {
  const { counts, rates } = campaign;
  const completed = completedOf(counts);
  const ofCompleted = (count: number) => `${grouped(count)} of ${grouped(completed)} completed`;
  const shown = [
    {
      name: "Completion",
      value: rates.completion,
      sum: `${grouped(completed)} of ${grouped(counts.total)} contacts`,
      formula: "Completed ÷ total × 100. Completed means success, voicemail, no answer or busy.",
    },
    {
      name: "Success",
      value: rates.success,
      sum: ofCompleted(counts.success),
      formula: "Success ÷ completed × 100.",
    },
    {
      name: "Answer",
      value: rates.answer,
      sum: ofCompleted(answeredOf(counts)),
      formula: "(Success + voicemail) ÷ completed × 100.",
    },
  ];
  return (
    <section className="panel campaign-rates" aria-label="Rates">
      {shown.map(({ name, value, sum, formula }) => (
        <div key={name} className="campaign-rate">
          <div className="kpi-label">
            <span>
              {name}
              <span className="hide-m"> rate</span>
            </span>
            <Info text={`${name} rate: ${formula}`} />
          </div>
          <b className="num">
            <Rolling value={value} of="rate" />
          </b>
          <span className="num">{sum}</span>
        </div>
      ))}
      <Further campaign={campaign} />
    </section>
  );
}

function Further({ campaign }: { campaign: Campaign }) {
  const { counts, rates, calls } = campaign;
  const called = calledOf(counts);
  return (
    <dl className="campaign-further">
      <div>
        <dt>
          Human answer rate <Info text="Completed contacts whose last call a person answered ÷ completed × 100." />
        </dt>
        <dd className="num">
          <Rolling value={rates.humanAnswer} of="rate" />
        </dd>
      </div>
      <div>
        <dt>Calls placed</dt>
        <dd className="num">
          <Rolling value={calls.attempts} />
        </dd>
      </div>
      <div>
        <dt>
          Tries per contact <Info text="Calls placed ÷ contacts called at least once." />
        </dt>
        <dd className="num">{called > 0 && calls.attempts > 0 ? tries.format(calls.attempts / called) : "–"}</dd>
      </div>
    </dl>
  );
}
