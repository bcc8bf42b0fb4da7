/** What came of a conversation: whether the goal was reached, a summary, and the details that were found out. */
import { IconTarget, IconTargetOff } from "@tabler/icons-react";
import { grouped } from "../../lib/format.ts";
import { drawerWords as words, goalWords } from "../../words/conversations.tsx";
import type { Conversation } from "../calls/arrivals.ts";

/** Whether the goal was reached stands apart from success, which only says that a conversation took place. */
export function Findings({ conversation }: { conversation: Conversation }) {
  const { summary, goalReached, collected } = conversation;
  const details = Object.entries(collected);
  const Mark = goalReached ? IconTarget : IconTargetOff;
  if (goalReached === null && summary === null && details.length === 0) return null;
  return (
    <div className="dr-sum">
      {goalReached !== null && (
        <p className="dr-goal" data-reached={goalReached}>
          <Mark size={16} stroke={1.9} aria-hidden />
          {goalReached ? goalWords.reached : goalWords.missed}
        </p>
      )}
      {summary !== null && (
        <>
          <h3>{words.summary}</h3>
          <p>{summary}</p>
        </>
      )}
      {details.length > 0 && (
        <dl className="dr-fields" aria-label={words.details}>
          {details.map(([field, value]) => (
            <div key={field}>
              <dt>{fieldWords(field)}</dt>
              <dd>{valueWords(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** `follow_up_day` and `followUpDay` as "Follow up day". */
function fieldWords(field: string): string {
  const spaced = field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function valueWords(value: Conversation["collected"][string]): string {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "number" ? grouped(value) : value;
}
