import type { Answer } from "../../lib/api.ts";
import { KeyValue } from "../../ui/page.tsx";
import { PersonMark, VoiceMark } from "../../ui/marks.tsx";
import { testCallWords as words } from "../../words/test-call.ts";
import { yesOrNo } from "../../words/ui.ts";
import type { Employee } from "./employee.ts";

type Conversation = Answer<"listConversations">["items"][number];

/** What was said in a test call, and what came of it. */
export function TestCallTalk({ conversation, employee }: { conversation: Conversation; employee: Employee }) {
  const { transcript, summary, collected } = conversation;
  const found = Object.entries(collected).filter(([, value]) => value !== null);
  return (
    <>
      <ol className="test-call-chat" aria-label={words.transcript}>
        {transcript.map(({ speaker, text }, index) => (
          <li key={index}>
            {speaker === "employee" ? (
              <VoiceMark name={employee.name} size={22} />
            ) : (
              <PersonMark name={words.you} size={22} />
            )}
            <p>
              <span className="vh">{speaker === "employee" ? employee.name : words.person}: </span>
              {text}
            </p>
          </li>
        ))}
      </ol>
      {summary !== null && <p className="test-call-sum">{summary}</p>}
      {found.length > 0 && (
        <dl>
          {found.map(([field, value]) => (
            <KeyValue key={field} name={field}>
              {typeof value === "boolean" ? yesOrNo(value) : String(value)}
            </KeyValue>
          ))}
        </dl>
      )}
    </>
  );
}
