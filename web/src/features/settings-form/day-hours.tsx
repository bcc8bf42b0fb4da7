/** A day's hours as a form: from, to, and the same for other days. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { clockOf, freeSpan, joined, type Span, spanOf, spanText } from "./week.ts";

interface DayHoursProps {
  name: string;
  spans: readonly Span[];
  onChange: (spans: Span[]) => void;
  onCopy: (to: "weekdays" | "every day") => void;
}

export function DayHours({ name, spans, onChange, onCopy }: DayHoursProps) {
  const free = freeSpan(spans);
  const set = (index: number, from: string, to: string) => {
    if (from === "" || to === "") return;
    onChange(joined(spans.map((span, at) => (at === index ? spanOf(from, to) : span))));
  };
  return (
    <div className="week-day">
      <b>Calls on {name}</b>
      {spans.length === 0 && <p>No calls.</p>}
      {spans.map((span, index) => {
        const [from, to] = [clockOf(span.from), clockOf(span.until)];
        return (
          <div className="week-day-span" key={spanText(span)}>
            <TimeField
              label={`From, ${name}, hours ${index + 1}`}
              value={from}
              onDone={(value) => set(index, value, to)}
            />
            <span aria-hidden>to</span>
            <TimeField
              label={`To, ${name}, hours ${index + 1}`}
              value={to}
              onDone={(value) => set(index, from, value)}
            />
            <ActionIcon
              size={30}
              aria-label={`Remove ${spanText(span)} on ${name}`}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </div>
        );
      })}
      {spans.some(({ until }) => until > 1_440) && <p>An end before the beginning is on the next day.</p>}
      <div className="week-day-actions">
        {free && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange(joined([...spans, free]))}
          >
            Add hours
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={() => onCopy("weekdays")}>
          Copy to weekdays
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onCopy("every day")}>
          Copy to every day
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
