/** Every call to a contact, from all campaigns. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { outcomeFacts } from "#domain/call/outcomes.ts";
import { type Answer, call as ask } from "../../lib/api.ts";
import { duration, grouped } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { Moment } from "../../ui/moment.tsx";
import { Failure } from "../../ui/page.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { LoadingRows, Simulated } from "../calls/list-parts.tsx";
import { callStateWords, resultWords } from "../calls/words.ts";

type Call = Answer<"listContactCalls">["items"][number];

export function ContactCalls({ id }: { id: string }) {
  const calls = usePages<Call>(keys.contact(id, "calls"), (cursor, signal) =>
    ask(
      "listContactCalls",
      { params: { id }, query: { limit: "50", ...(cursor === undefined ? {} : { cursor }) } },
      { signal },
    ),
  );
  if (calls.problem !== null) return <Failure what="The calls" problem={calls.problem} again={calls.again} />;
  if (calls.isLoading) return <LoadingRows rows={3} height={48} />;
  if (calls.items.length === 0) return <p className="waiting">Never called.</p>;
  return (
    <>
      <ol className="cts-history" aria-label="Calls">
        {calls.items.map((call) => (
          <li key={call.id}>
            <div>
              <OneCall call={call} />
            </div>
            <Moment at={call.dialedAt ?? call.queuedAt} className="num" />
          </li>
        ))}
      </ol>
      {calls.more && (
        <Button variant="default" size="xs" mt="sm" loading={calls.isLoadingMore} onClick={calls.more}>
          Show more of {grouped(calls.total)}
        </Button>
      )}
    </>
  );
}

function OneCall({ call }: { call: Call }) {
  return (
    <>
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
            Conversation
          </Link>
        )}
      </div>
      <div className="t-sub">
        Try {call.attempt}, <span className="num">{call.to}</span>
        {call.result !== null && `. ${resultWords[call.result]}`}
      </div>
    </>
  );
}
