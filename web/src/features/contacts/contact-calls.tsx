/** Every call to a contact, from all campaigns. */
import { Link } from "@tanstack/react-router";
import { outcomeFacts } from "#domain/call/outcomes.ts";
import { type Answer, call as ask } from "../../lib/api.ts";
import { duration } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { contactCallWords, drawerWords, historyWords } from "../../words/contact-drawer.tsx";
import { Simulated } from "../calls/list-parts.tsx";
import { callStateWords, resultWords } from "../../words/calls.ts";
import { Timeline } from "./timeline.tsx";

type Call = Answer<"listContactCalls">["items"][number];

export function ContactCalls({ id }: { id: string }) {
  const calls = usePages<Call>(keys.contact(id, "calls"), (cursor, signal) =>
    ask("listContactCalls", { params: { id }, query: { limit: 50, cursor } }, { signal }),
  );
  if (calls.total === 0 && !calls.isLoading && calls.problem === null)
    return <p className="waiting">{contactCallWords.never}</p>;
  return (
    <Timeline
      label={drawerWords.calls}
      what={contactCallWords.what}
      list={calls}
      loadingRows={3}
      keyOf={(call) => call.id}
      atOf={(call) => call.dialedAt ?? call.queuedAt}
    >
      {(call) => <OneCall call={call} />}
    </Timeline>
  );
}

function OneCall({ call }: { call: Call }) {
  return (
    <div>
      <div className="cts-line">
        {call.outcome === null ? (
          <span>{callStateWords[call.state]}</span>
        ) : (
          <ContactStatusBadge value={outcomeFacts[call.outcome].contactStatus} />
        )}
        {call.talkSeconds !== null && call.talkSeconds > 0 && <span className="num">{duration(call.talkSeconds)}</span>}
        {call.simulated && <Simulated />}
        {call.conversationId !== null && (
          <Link to="/conversations" search={{ open: call.conversationId }}>
            {historyWords.conversation}
          </Link>
        )}
      </div>
      <div className="t-sub">
        {contactCallWords.call(
          call.attempt,
          <span className="num">{call.to}</span>,
          call.result === null ? null : resultWords[call.result],
        )}
      </div>
    </div>
  );
}
