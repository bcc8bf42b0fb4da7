import { type Span, spanText } from "./week.ts";

/** A day's hours beside its name, where the bars are too short for them; read out elsewhere. */
export function SaidHours({ spans }: { spans: readonly Span[] }) {
  return (
    <span className="week-said num" aria-hidden>
      {spans.map((span, index) => (
        <span key={span.from}>{index < spans.length - 1 ? `${spanText(span)}, ` : spanText(span)}</span>
      ))}
    </span>
  );
}
