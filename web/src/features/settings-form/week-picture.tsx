/** The week's calling hours as a picture to look at, with the same in words for those who cannot see it. */
import { weekdays, type Window } from "#domain/campaign/settings.ts";
import { dayNames, noCalls } from "../../words/campaign-settings.ts";
import { hoursText, nextMorning, placeOf, type Span, spanText, weekOf } from "./week.ts";
import { SaidHours } from "./said-hours.tsx";
import "./week.css";

const hourMarks = [0, 6, 12, 18, 24];

export function WeekPicture({ windows }: { windows: readonly Window[] }) {
  const week = weekOf(windows);
  return (
    <div className="week-picture">
      <div className="week-row" aria-hidden>
        <span />
        <div className="week-hours">
          {hourMarks.map((hour) => (
            <i key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {String(hour).padStart(2, "0")}:00
            </i>
          ))}
        </div>
      </div>
      <dl>
        {weekdays.map((day, index) => (
          <Day
            key={day}
            name={dayNames[day]}
            before={week[weekdays.at(index - 1)!].filter((span) => nextMorning(span).length > 0)}
            spans={week[day]}
          />
        ))}
      </dl>
    </div>
  );
}

interface DayProps {
  name: string;
  /** Hours of the day before that run over midnight. */
  before: readonly Span[];
  spans: readonly Span[];
}

function Day({ name, before, spans }: DayProps) {
  const words = hoursText([...before, ...spans]) || noCalls;
  return (
    <div className="week-row">
      <dt>
        {name}
        <SaidHours spans={[...before, ...spans]} />
      </dt>
      <dd className="week-track" title={words}>
        <span className="vh">{words}</span>
        {before.length + spans.length === 0 && <em aria-hidden>{noCalls}</em>}
        {before.map((span) => nextMorning(span).map((morning) => <Bar key="before" hours={span} drawn={morning} />))}
        {spans.map((span) => (
          <Bar key={span.from} hours={span} drawn={span} />
        ))}
      </dd>
    </div>
  );
}

function Bar({ hours, drawn }: { hours: Span; drawn: Span }) {
  return (
    <span className="week-bar" aria-hidden style={placeOf(drawn)}>
      <span className="week-text">{spanText(hours)}</span>
    </span>
  );
}
