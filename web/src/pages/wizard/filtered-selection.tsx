/** Filtered Selection: everyone who matches conditions, counted while they are set. */
import { Link } from "@tanstack/react-router";
import { grouped, nameOf } from "../../lib/format.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { filterWords } from "../../words/wizard-contacts.tsx";
import { FilterForm } from "./filter/filter-form.tsx";
import type { Choice, Matches } from "./choice.ts";

export function FilteredSelection({ choice }: { choice: Choice }) {
  const { filter, setFilter, matches, uncounted } = choice;
  return (
    <>
      <FilterForm state={filter} change={setFilter} isSet={matches !== undefined} />
      {matches && <Matching matches={matches} />}
      {uncounted && (
        <p className="form-error" role="alert">
          {uncounted.message}
        </p>
      )}
      {!matches && !uncounted && <p className="form-note">{filterWords.unset}</p>}
    </>
  );
}

function Matching({ matches: { filter, total, matching, fresh, doNotCall, some } }: { matches: Matches }) {
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
      {some.length > 0 && (
        <div className="wiz-match-some">
          {some.map((contact) => (
            <PersonMark key={contact.id} name={nameOf(contact)} size={30} />
          ))}
          <Link to="/contacts" search={{ filter: JSON.stringify(filter) }} target="_blank">
            {filterWords.seeAll}
            <span className="vh">{filterWords.newTab}</span>
          </Link>
        </div>
      )}
    </div>
  );
}
