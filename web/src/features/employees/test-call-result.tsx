/** A test call as it goes on, and what was said in it. */
import { useQuery } from "@tanstack/react-query";
import { type Answer, call as ask } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { testCallWords as words } from "../../words/test-call.ts";
import { whatHappened } from "../calls/call.ts";
import type { Employee } from "./employee.ts";
import { TestCallTalk } from "./test-call-talk.tsx";

type Call = Answer<"getCall">;

const ASKED_EVERY_MILLISECONDS = 1_000;
/** What was said is written a moment after the call has ended. */
const WRITTEN_MILLISECONDS = 10_000;

export function TestCallResult({ call: made, employee }: { call: Call; employee: Employee }) {
  // A test call belongs to no campaign, so no event tells of it.
  const { data: call = made } = useQuery({
    queryKey: keys.call(made.id),
    queryFn: () => ask("getCall", { params: { id: made.id } }),
    refetchInterval: ({ state }) => (state.data?.state === "ended" ? false : ASKED_EVERY_MILLISECONDS),
  });
  const hasEnded = call.state === "ended";
  const hasTalked = hasEnded && call.answeredAt !== null;
  const { data: conversation } = useQuery({
    queryKey: [...keys.call(made.id), "conversation"],
    queryFn: async () => {
      const { items } = await ask("listConversations", { query: { search: made.to, limit: 10 } });
      return items.find(({ callId }) => callId === made.id) ?? null;
    },
    enabled: hasTalked,
    refetchInterval: ({ state }) =>
      state.data || Date.now() - new Date(call.endedAt ?? 0).getTime() > WRITTEN_MILLISECONDS
        ? false
        : ASKED_EVERY_MILLISECONDS,
  });
  return (
    <div className="test-call-result" role="status">
      <p className="test-call-head">
        {!hasEnded && <span className="live-dot" aria-hidden />}
        {!hasEnded
          ? words.calling(made.to, call.state)
          : conversation
            ? words.talked(employee.name, made.to)
            : words.ended(made.to, whatHappened(call))}
      </p>
      {made.simulated && <span className="tag">{words.simulated}</span>}
      {conversation && <TestCallTalk conversation={conversation} employee={employee} />}
    </div>
  );
}
