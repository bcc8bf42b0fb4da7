/** The week's calling hours: a row for each day, drawn by hand, by keyboard or in a form. */
import { ActionIcon, Popover, Switch } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { type Weekday, weekdays, type Window } from "#domain/campaign/settings.ts";
import { dayNames } from "../../words/campaign-settings.ts";
import { weekForm } from "../../words/settings-form.tsx";
import { DayHours } from "./day-hours.tsx";
import { DayTrack } from "./day-track.tsx";
import { dayMinutes, hoursText, nextMorning, type Span, spanOf, weekOf, windowsOf } from "./week.ts";
import { SaidHours } from "./said-hours.tsx";
import "./week.css";

const hourMarks = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const workdays = weekdays.slice(0, 5);

interface WeekGridProps {
  windows: readonly Window[];
  onChange: (windows: Window[]) => void;
  /** The hours WITHOUT calls that the organisation's rules set, where they bind. */
  quietHours: { from: string; to: string } | null;
}

export function WeekGrid({ windows, onChange, quietHours }: WeekGridProps) {
  const week = weekOf(windows);
  const quiet = quietHours ? inOneDay(spanOf(quietHours.from, quietHours.to)) : [];
  const [said, setSaid] = useState("");
  const set = (day: Weekday, spans: Span[]) => {
    onChange(windowsOf({ ...week, [day]: spans }));
    setSaid(weekForm.changed(dayNames[day], hoursText(spans)));
  };
  const copy = (day: Weekday, to: "weekdays" | "everyDay") => {
    const days = to === "weekdays" ? workdays : weekdays;
    onChange(windowsOf({ ...week, ...Object.fromEntries(days.map((one) => [one, week[day]])) }));
    setSaid(weekForm.copied[to]);
  };
  return (
    <div className="week-grid" role="group" aria-label={weekForm.name}>
      <div className="week-row week-head" aria-hidden>
        <span />
        <div className="week-hours">
          {hourMarks.map((hour) => (
            <i key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {hour}
            </i>
          ))}
        </div>
        <span />
      </div>
      {weekdays.map((day, index) => (
        <DayRow
          key={day}
          day={day}
          spans={week[day]}
          before={week[weekdays.at(index - 1)!].flatMap(nextMorning)}
          quiet={quiet}
          onChange={(spans) => set(day, spans)}
          onCopy={(to) => copy(day, to)}
        />
      ))}
      <span id="week-keys" className="vh">
        {weekForm.keys}
      </span>
      <span className="vh" role="status">
        {said}
      </span>
    </div>
  );
}

interface DayRowProps {
  day: Weekday;
  spans: Span[];
  before: Span[];
  quiet: Span[];
  onChange: (spans: Span[]) => void;
  onCopy: (to: "weekdays" | "everyDay") => void;
}

function DayRow({ day, spans, before, quiet, onChange, onCopy }: DayRowProps) {
  const [isOpen, setOpen] = useState(false);
  const lastHours = useRef<Span[]>([]);
  const name = dayNames[day];
  const turn = (on: boolean) => {
    if (!on) lastHours.current = spans;
    onChange(on ? (lastHours.current.length > 0 ? lastHours.current : [spanOf("09:00", "17:00")]) : []);
  };
  return (
    <div className="week-row">
      <Switch
        size="xs"
        label={name}
        checked={spans.length > 0}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      <SaidHours spans={spans} />
      <DayTrack
        name={name}
        spans={spans}
        before={before}
        quiet={quiet}
        onChange={onChange}
        onEdit={() => setOpen(true)}
      />
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus withArrow>
        <Popover.Target>
          <ActionIcon
            size={28}
            className="week-edit"
            aria-label={weekForm.edit(name)}
            title={weekForm.editHint}
            onClick={() => setOpen(!isOpen)}
          >
            <IconPencil size={15} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={weekForm.edit(name)}>
          <DayHours name={name} spans={spans} onChange={onChange} onCopy={onCopy} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function inOneDay(span: Span): Span[] {
  return [{ from: span.from, until: Math.min(span.until, dayMinutes) }, ...nextMorning(span)];
}
