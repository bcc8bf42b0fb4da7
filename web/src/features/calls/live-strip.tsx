/** The calls going on now: who, in which state, for how long. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { CallState } from "#domain/call/outcomes.ts";
import { callStates } from "#domain/call/outcomes.ts";
import { duration } from "../../lib/format.ts";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { callsInState, callStateWords, liveStrip as words, tryWords } from "../../words/calls.ts";
import { type Call, calledName } from "./call.ts";
import { useIsSmall } from "../../ui/small.ts";
import { useLiveCalls } from "./live-calls.ts";

import "./calls.css";

const FEW = 6;
const MANY = 30;

export function LiveStrip({ campaignId, live }: { campaignId: string; live: number }) {
  const [all, setAll] = useState(false);
  const small = useIsSmall();
  const most = all ? MANY : FEW;
  const { places, known } = useLiveCalls(campaignId, live, most);
  const now = useNow();
  const states = summaryOf(known, live);
  if (places.length === 0 && live === 0) return null;
  return (
    <section className="livestrip" aria-labelledby="live-title">
      <div className="livestrip-head">
        <h2 id="live-title">
          <span className="live-dot" aria-hidden />
          {words.title(live)}
        </h2>
        {states !== null && <p>{states}</p>}
        <span className="grow" />
        {(all || live > FEW) && (
          <Button variant="subtle" c="var(--link)" size="compact-sm" mr={-8} onClick={() => setAll(!all)}>
            {all ? words.fewer : live > MANY ? words.some(MANY, live) : words.all(live)}
          </Button>
        )}
      </div>
      {/* Focusable because it scrolls sideways on small screens. */}
      <ul className="livestrip-calls" aria-label={words.label} tabIndex={small ? 0 : undefined}>
        {places.map((place, index) =>
          place === null ? (
            <li key={index} className="lcall lcall-empty" aria-hidden />
          ) : (
            <LiveCall key={place.call.id} call={place.call} now={now} />
          ),
        )}
      </ul>
    </section>
  );
}

function LiveCall({ call, now }: { call: Call; now: number }) {
  const since = call.answeredAt ?? call.dialedAt ?? call.queuedAt;
  const until = call.endedAt === null ? now : new Date(call.endedAt).getTime();
  const seconds = Math.max(0, (until - new Date(since).getTime()) / 1_000);
  return (
    <li className="lcall" data-state={call.state}>
      <div className="lcall-top">
        <b>{calledName(call)}</b>
        <span className="num">{duration(seconds)}</span>
      </div>
      <div className="lcall-state">
        {call.state === "ended" && call.outcome !== null ? (
          <ContactStatusBadge value={call.outcome} />
        ) : (
          <>
            <Meter state={call.state} />
            {callStateWords[call.state]}
          </>
        )}
      </div>
      <p>{tryWords(call.attempt)}</p>
    </li>
  );
}

/** A picture of the state, not of the sound: nothing is measured here. */
function Meter({ state }: { state: CallState }) {
  const heights = state === "talking" ? [5, 9, 12, 7, 10, 4] : [3, 3, 3, 3, 3, 3];
  return (
    <span className="lcall-vu" aria-hidden>
      {heights.map((height, index) => (
        <i key={index} style={{ height }} />
      ))}
    </span>
  );
}

/** Only while every live call is known; a part would pass for the whole. */
function summaryOf(known: readonly Call[], live: number): string | null {
  const dialed = known.filter(({ dialedAt }) => dialedAt !== null);
  if (dialed.length !== live) return null;
  const parts = callStates.toReversed().flatMap((state) => {
    const count = dialed.filter((call) => call.state === state).length;
    return count > 0 ? [callsInState[state](count)] : [];
  });
  return parts.length > 0 ? parts.join(", ") : null;
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
