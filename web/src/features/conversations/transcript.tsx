/** What was said: the AI employee on the left, the contact on the right, each with its time since the answer. */
import { duration, exactly } from "../../lib/format.ts";
import { PersonMark, VoiceMark } from "../../ui/marks.tsx";
import type { Conversation } from "../calls/arrivals.ts";

export function Transcript({
  lines,
  begunAt,
  employee,
  contact,
  contactName,
}: {
  lines: Conversation["transcript"];
  begunAt: string | null;
  employee: string;
  contact: string;
  /** Whole, for the initials. */
  contactName: string;
}) {
  if (lines.length === 0) return <p className="dr-none">Nothing was said.</p>;
  const begun = new Date(begunAt ?? lines[0]!.at).getTime();
  return (
    <ol className="dr-chat" aria-label="Transcript">
      {lines.map((line, index) => (
        <li key={index} className="dr-msg" data-speaker={line.speaker}>
          {line.speaker === "employee" ? (
            <VoiceMark name={employee} size={26} />
          ) : (
            <PersonMark name={contactName} size={26} />
          )}
          <div>
            <div className="dr-msg-head">
              <b>{line.speaker === "employee" ? employee : contact}</b>
              <time className="num" dateTime={line.at} title={exactly(line.at)}>
                {duration(Math.max(0, (new Date(line.at).getTime() - begun) / 1_000))}
              </time>
            </div>
            <p>{line.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
