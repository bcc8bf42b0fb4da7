/** A day's hours as a form: from, to, and the same for other days. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { dayForm } from "../../words/settings-form.tsx";
import { clockOf, freeSpan, joined, type Span, spanOf, spanText } from "./week.ts";

interface DayHoursProps {
  name: string;
  spans: readonly Span[];
  onChange: (spans: Span[]) => void;
  onCopy: (to: "weekdays" | "everyDay") => void;
}

export function DayHours({ name, spans, onChange, onCopy }: DayHoursProps) {
  const free = freeSpan(spans);
  const set = (index: number, from: string, to: string) => {
    if (from === "" || to === "") return;
    onChange(joined(spans.map((span, at) => (at === index ? spanOf(from, to) : span))));
  };
  return (
    <div className="week-day">
      <b>{dayForm.title(name)}</b>
      {spans.length === 0 && <p>{dayForm.none}</p>}
      {spans.map((span, index) => {
        const [from, to] = [clockOf(span.from), clockOf(span.until)];
        return (
          <div className="week-day-span" key={spanText(span)}>
            <TimeField label={dayForm.from(name, index + 1)} value={from} onDone={(value) => set(index, value, to)} />
            <span aria-hidden>{dayForm.between}</span>
            <TimeField label={dayForm.to(name, index + 1)} value={to} onDone={(value) => set(index, from, value)} />
            <ActionIcon
              size={30}
              aria-label={dayForm.remove(spanText(span), name)}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </div>
        );
      })}
      {spans.some(({ until }) => until > 1_440) && <p>{dayForm.overnight}</p>}
      <div className="week-day-actions">
        {free && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange(joined([...spans, free]))}
          >
            {dayForm.add}
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={() => onCopy("weekdays")}>
          {dayForm.copyToWeekdays}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onCopy("everyDay")}>
          {dayForm.copyToEveryDay}
        </Button>
      </div>
    </div>
  );
}

/** Takes effect when one leaves it: half-typed hours would swallow others. */
function TimeField({ label, value, onDone }: { label: string; value: string; onDone: (value: string) => void }) {
  return (
    <TextInput
      type="time"
      size="xs"
      aria-label={label}
      defaultValue={value}
      onBlur={({ currentTarget }) => currentTarget.value !== value && onDone(currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
