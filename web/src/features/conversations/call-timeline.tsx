/** How a call went: queued, dialled, ringing, answered, ended, each with its time. */
import { useQuery } from "@tanstack/react-query";
import { call as ask, ApiProblem } from "../../lib/api.ts";
import { exactly } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { Failure, KeyValue } from "../../ui/page.tsx";
import { resultWords } from "../../words/calls.ts";
import { callTimeline as words } from "../../words/conversations.tsx";
import { lineKindWords } from "../../words/settings.ts";
import type { Call } from "../calls/call.ts";
import { LoadingRows } from "../../ui/loading-rows.tsx";

export function CallTimeline({ callId }: { callId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.call(callId),
    queryFn: () => ask("getCall", { params: { id: callId } }),
  });
  if (data) return <Timeline call={data} />;
  if (error instanceof ApiProblem && error.status === 404) return <p className="dr-none">{words.gone}</p>;
  if (error) return <Failure what={words.what} problem={error} again={() => void refetch()} />;
  return <LoadingRows rows={3} height={36} />;
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** In their order. */
const steps = ["queuedAt", "dialedAt", "ringingAt", "answeredAt", "endedAt"] as const;

function Timeline({ call }: { call: Call }) {
  const passed = steps.flatMap((step) => (call[step] === null ? [] : [{ step, at: call[step] }]));
  return (
    <>
      <ol className="dr-steps">
        {passed.map(({ step, at }, index) => (
          <li key={step}>
            <time className="num" dateTime={at} title={exactly(at)}>
              {clock.format(new Date(at))}
            </time>
            <div>
              <b>{words.steps[step]}</b>
              {index > 0 && <i>{words.after(secondsBetween(passed[index - 1]!.at, at))}</i>}
              {step === "endedAt" && call.result !== null && <i>{resultWords[call.result]}</i>}
            </div>
          </li>
        ))}
      </ol>
      <CallFacts call={call} />
    </>
  );
}

function CallFacts({ call }: { call: Call }) {
  const { cause } = call;
  const said = [
    cause?.text,
    cause?.sip != null && words.sip(cause.sip),
    cause?.q850 != null && words.q850(cause.q850),
  ].filter(Boolean);
  return (
    <dl className="dr-dl">
      <KeyValue name={words.to}>
        <span className="num">{call.to}</span>
      </KeyValue>
      <KeyValue name={words.from}>{call.from ?? words.lineOwn}</KeyValue>
      <KeyValue name={words.line}>{lineKindWords[call.lineKind].name}</KeyValue>
      <KeyValue name={words.try}>{call.attempt}</KeyValue>
      {said.length > 0 && <KeyValue name={words.network}>{said.join(", ")}</KeyValue>}
    </dl>
  );
}

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1_000);
