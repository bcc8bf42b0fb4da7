/** Calling hours of a week as a picture, with the same in words for those who cannot see it. */
import { type Weekday, weekdays } from "#domain/campaign/settings.ts";
import type { Campaign } from "./sums.ts";

type Windows = Campaign["settings"]["windows"];

const names: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
const MINUTES = 1_440;
const ticks = [0, 6, 12, 18, 24];

interface Span {
  from: number;
  to: number;
  label: string;
}

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
};

/** A window over midnight belongs to the day it starts on, and is drawn on both. */
function spansOf(windows: Windows, day: Weekday): Span[] {
  const before = weekdays[(weekdays.indexOf(day) + 6) % 7]!;
  return windows
    .flatMap(({ days, from, to }): Span[] => {
      const [start, end] = [minutes(from), minutes(to)];
      const over = end <= start;
      const label = `${from}–${to}`;
      return [
        ...(days.includes(day) ? [{ from: start, to: over ? MINUTES : end, label }] : []),
        ...(over && days.includes(before) && end > 0 ? [{ from: 0, to: end, label }] : []),
      ];
    })
    .toSorted((a, b) => a.from - b.from);
}

export function WeekHours({ windows }: { windows: Windows }) {
  if (windows.length === 0) return <p className="dim">No calling hours are set: nobody is called.</p>;
  return (
    <div className="week">
      <div className="week-row" aria-hidden>
        <span />
        <div className="week-ticks">
          {ticks.map((hour) => (
            <i key={hour} style={{ left: percent(hour * 60) }}>
              {String(hour).padStart(2, "0")}:00
            </i>
          ))}
        </div>
      </div>
      <dl>
        {weekdays.map((day) => (
          <Day key={day} name={names[day]} spans={spansOf(windows, day)} />
        ))}
      </dl>
    </div>
  );
}

const percent = (minute: number): string => `${(minute / MINUTES) * 100}%`;

/** Narrower bars than this have no room for their hours. */
const ROOM_MINUTES = 200;

function Day({ name, spans }: { name: string; spans: readonly Span[] }) {
  const words = spans.length === 0 ? "No calls" : spans.map(({ label }) => label).join(" and ");
  return (
    <div className="week-row">
      <dt>{name}</dt>
      <dd className="week-track" title={words}>
        <span className="vh">{words}</span>
        {spans.length === 0 && <em aria-hidden>No calls</em>}
        {spans.map(({ from, to, label }) => (
          <span key={from} className="week-span" aria-hidden style={{ left: percent(from), width: percent(to - from) }}>
            {to - from >= ROOM_MINUTES ? label : ""}
          </span>
        ))}
      </dd>
    </div>
  );
}
