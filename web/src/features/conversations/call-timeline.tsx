/** How a call went: queued, dialled, ringing, answered, ended, each with its time. */
import { exactly } from "../../lib/format.ts";
import { KeyValue } from "../../ui/page.tsx";
import { type Call, resultWords } from "../calls/words.ts";

const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

const steps = [
  { at: "queuedAt", words: "Queued" },
  { at: "dialedAt", words: "Dialled" },
  { at: "ringingAt", words: "Ringing" },
  { at: "answeredAt", words: "Answered" },
  { at: "endedAt", words: "Ended" },
] as const;

export function CallTimeline({ call }: { call: Call }) {
  const passed = steps.flatMap(({ at, words }) => (call[at] === null ? [] : [{ words, at: call[at] }]));
  const { cause } = call;
  return (
    <>
      <ol className="dr-steps">
        {passed.map(({ words, at }, index) => (
          <li key={words}>
            <time className="num" dateTime={at} title={exactly(at)}>
              {clock.format(new Date(at))}
            </time>
            <div>
              <b>{words}</b>
              {index > 0 && <i>after {gap(passed[index - 1]!.at, at)}</i>}
              {words === "Ended" && call.result !== null && <i>{resultWords[call.result]}</i>}
            </div>
          </li>
        ))}
      </ol>
      <dl className="dr-dl">
        <KeyValue name="Number called">
          <span className="num">{call.to}</span>
        </KeyValue>
        <KeyValue name="Calling from">{call.from ?? "The line's own number"}</KeyValue>
        <KeyValue name="Try">{call.attempt}</KeyValue>
        {cause && (cause.text ?? cause.sip ?? cause.q850) !== null && (
          <KeyValue name="Network said">
            {[cause.text, cause.sip !== null && `SIP ${cause.sip}`, cause.q850 !== null && `Q.850 ${cause.q850}`]
              .filter(Boolean)
              .join(", ")}
          </KeyValue>
        )}
      </dl>
    </>
  );
}

const second = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

function gap(from: string, to: string): string {
  const seconds = Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1_000);
  return seconds < 60 ? `${second.format(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
