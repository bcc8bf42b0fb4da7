/** Filtered Selection: everyone who matches conditions, counted while they are set. */
import { grouped } from "../../lib/format.ts";
import { FilterForm } from "./filter/filter-form.tsx";
import { type Choice, type Matches, people } from "./choice.ts";

export function FilteredSelection({ choice }: { choice: Choice }) {
  const { filter, setFilter, matches } = choice;
  return (
    <>
      <FilterForm state={filter} change={setFilter} isSet={matches !== undefined} />
      {matches ? (
        <Matching matches={matches} />
      ) : (
        <p className="form-note">Fill in a condition to see how many match. The list is fixed when they are added.</p>
      )}
    </>
  );
}

function Matching({ matches: { total, matching, fresh, doNotCall } }: { matches: Matches }) {
  const already = matching - fresh;
  return (
    <div className="wiz-match" role="status">
      <div className="wiz-match-sum">
        <b className="num">{grouped(fresh)}</b>
        <span>to add</span>
      </div>
      <div className="wiz-match-words">
        <div className="wiz-match-bar" aria-hidden>
          <span style={{ flex: fresh - doNotCall }} data-kind="new" />
          <span style={{ flex: doNotCall }} className="hatch" />
          <span style={{ flex: total - fresh }} data-kind="rest" />
        </div>
        <span>
          <b className="num">{grouped(matching)}</b> match, out of {people(total)}.
          {already > 0 && ` ${grouped(already)} ${already === 1 ? "is" : "are"} in the campaign already.`}
          {doNotCall > 0 &&
            ` ${grouped(doNotCall)} ${doNotCall === 1 ? "is" : "are"} on the do-not-call list and will be skipped.`}
        </span>
      </div>
    </div>
  );
}
