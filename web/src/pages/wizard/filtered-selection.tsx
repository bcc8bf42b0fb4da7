/** Filtered Selection: everyone who matches conditions, counted while they are set. */
import { grouped } from "../../lib/format.ts";
import { filterWords } from "../../words/wizard-contacts.tsx";
import { FilterForm } from "./filter/filter-form.tsx";
import type { Choice, Matches } from "./choice.ts";

export function FilteredSelection({ choice }: { choice: Choice }) {
  const { filter, setFilter, matches } = choice;
  return (
    <>
      <FilterForm state={filter} change={setFilter} isSet={matches !== undefined} />
      {matches ? <Matching matches={matches} /> : <p className="form-note">{filterWords.unset}</p>}
    </>
  );
}

function Matching({ matches: { total, matching, fresh, doNotCall } }: { matches: Matches }) {
  return (
    <div className="wiz-match" role="status">
      <div className="wiz-match-sum">
        <b className="num">{grouped(fresh)}</b>
        <span>{filterWords.toAdd}</span>
      </div>
      <div className="wiz-match-words">
        <div className="wiz-match-bar" aria-hidden>
          <span style={{ flex: fresh - doNotCall }} data-kind="new" />
          <span style={{ flex: doNotCall }} className="hatch" />
          <span style={{ flex: total - fresh }} data-kind="rest" />
        </div>
        <span>{filterWords.counts(matching, total, matching - fresh, doNotCall)}</span>
      </div>
    </div>
  );
}
