/** One day as a strip of 24 hours: hours are drawn on it, moved, and made longer or shorter. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { noCalls } from "../../words/campaign-settings.ts";
import { weekForm } from "../../words/settings-form.tsx";
import { dayMinutes, joined, moved, placeOf, resized, type Span, spanText, step } from "./week.ts";

interface Gesture {
  kind: "new" | "move" | "from" | "until";
  /** Which of the day's spans; its length for a new one. */
  index: number;
  startX: number;
  origin: Span;
  now: Span | null;
}

interface DayTrackProps {
  name: string;
  spans: readonly Span[];
  /** Hours of the day before that run over midnight. */
  before: readonly Span[];
  /** Hours in which the organisation's rules allow no calls. */
  quiet: readonly Span[];
  onChange: (spans: Span[]) => void;
  onEdit: () => void;
}

export function DayTrack({ name, spans, before, quiet, onChange, onEdit }: DayTrackProps) {
  const track = useRef<HTMLDivElement>(null);
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const drawn = gesture?.now ? replaced(spans, gesture.index, gesture.now) : spans;
  const minutesAcross = (pixels: number) => (pixels / (track.current?.clientWidth || 1)) * dayMinutes;

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const target = event.target as HTMLElement;
    const bar = target.closest<HTMLElement>("[data-index]");
    const index = bar ? Number(bar.dataset["index"]) : spans.length;
    const at = minutesAcross(event.clientX - track.current!.getBoundingClientRect().left);
    const from = Math.floor(at / step) * step;
    const kind = bar ? ((target.dataset["edge"] as "from" | "until" | undefined) ?? "move") : "new";
    event.currentTarget.setPointerCapture(event.pointerId);
    setGesture({ kind, index, startX: event.clientX, origin: spans[index] ?? { from, until: from + step }, now: null });
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!gesture) return;
    const by = Math.round(minutesAcross(event.clientX - gesture.startX) / step) * step;
    if (by === 0 && !gesture.now) return;
    setGesture({ ...gesture, now: dragged(gesture, by) });
  };
  const end = () => {
    if (gesture?.now) onChange(joined(replaced(spans, gesture.index, gesture.now)));
    else if (gesture && gesture.kind !== "new") onEdit();
    setGesture(null);
  };
  return (
    <div
      className="week-track"
      ref={track}
      data-empty={drawn.length === 0 || undefined}
      data-drawing={gesture?.now ? "" : undefined}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={() => setGesture(null)}
    >
      {quiet.map((span) => (
        <span key={span.from} className="week-quiet" style={placeOf(span)} />
      ))}
      {before.map((span) => (
        <span key={span.from} className="week-before" style={placeOf(span)} title={weekForm.eveningBefore} />
      ))}
      {drawn.map((span, index) => (
        <WindowBar
          key={index}
          index={index}
          span={span}
          name={name}
          onEdit={onEdit}
          onChange={(next) => onChange(next ? replaced(spans, index, next) : spans.filter((_, at) => at !== index))}
          isFree={(next) =>
            spans.every((other, at) => at === index || next.until < other.from || other.until < next.from)
          }
        />
      ))}
      {drawn.length === 0 && before.length === 0 && <em>{noCalls}</em>}
    </div>
  );
}

function replaced(spans: readonly Span[], index: number, span: Span): Span[] {
  return index < spans.length ? spans.map((one, at) => (at === index ? span : one)) : [...spans, span];
}

function dragged({ kind, origin }: Gesture, by: number): Span {
  if (kind === "move") return moved(origin, by);
  if (kind === "new" && by < 0) return { from: Math.max(0, origin.from + by), until: origin.until };
  return resized(origin, kind === "from" ? "from" : "until", by);
}

interface WindowBarProps {
  index: number;
  name: string;
  span: Span;
  onChange: (span: Span | null) => void;
  onEdit: () => void;
  isFree: (span: Span) => boolean;
}

function WindowBar({ index, name, span, onChange, onEdit, isFree }: WindowBarProps) {
  const press = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = event.key === "ArrowLeft" ? -step : event.key === "ArrowRight" ? step : 0;
    if (event.key === "Delete" || event.key === "Backspace") {
      // The day's own button stays when its hours go, so that the focus has a place.
      event.currentTarget.closest(".week-row")?.querySelector<HTMLElement>(".week-edit")?.focus();
      onChange(null);
    } else if (by !== 0) {
      const next = event.shiftKey ? resized(span, "until", by) : moved(span, by);
      // Hours that are moved stop before others, in which they would be lost.
      if (isFree(next)) onChange(next);
    } else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className="week-bar week-window"
      style={placeOf(span)}
      data-index={index}
      data-over={span.until > dayMinutes || undefined}
      aria-label={`${name} ${spanText(span)}`}
      aria-describedby="week-keys"
      title={spanText(span)}
      onKeyDown={press}
      onClick={(event) => {
        // By pointer it is the end of a gesture.
        if (event.detail === 0) onEdit();
      }}
    >
      <span className="week-edge" data-edge="from" />
      <span className="week-text">{spanText(span)}</span>
      <span className="week-edge" data-edge="until" />
    </button>
  );
}
