/** What will happen on one call, decided when it is placed: who answers, after how long, and how long they stay. */
import type { SimulatorSettings } from "#domain/line.ts";
import type { CalleeBehaviour, CallRequest, Ending, LineEvent, ScriptedCallee } from "../port.ts";
import { calleeAct, type CalleeAct } from "./callees.ts";
import { draw, seedOf } from "./draw.ts";
import { endings, refusalEnding, refusals } from "./endings.ts";
import { mixedAct } from "./mix.ts";

export interface Plan {
  rings: boolean;
  /** From the start of the call to its answer or refusal. */
  waitMilliseconds: number;
  becomes: { refused: Ending } | Answer;
}

export interface Answer {
  by: (LineEvent & { type: "answered" })["by"];
  callee: ScriptedCallee;
  /** From the answer to the end, unless we hang up before. */
  stayMilliseconds: number;
  ending: Ending;
}

/** Seconds at life speed, from and to; api.md fixes ringing and talking. */
const ringing = [3, 8] as const;
const signalling = [0.3, 1.5] as const;
const staying: Record<CalleeBehaviour, readonly [number, number]> = {
  talks: [20, 120],
  screens: [20, 120],
  opts_out: [20, 60],
  asks_callback: [20, 60],
  hangs_up: [0.5, 1.5],
  silent: [8, 15],
  machine: [25, 45],
};

const answeredBy: Record<CalleeBehaviour, Answer["by"]> = {
  talks: "person",
  screens: "screening",
  opts_out: "person",
  asks_callback: "person",
  hangs_up: "person",
  silent: "unknown",
  machine: "machine",
};

/** "Call me in an hour." */
const callbackSeconds = 3600;

/**
 * Somebody who asked not to be called again waits for the good-bye, so that the number is on the do-not-call list before
 * the call ends; an employee who never says it is left after this long. The wait is for our side, so `speed` does not
 * divide it.
 */
const patienceMilliseconds = 10_000;

/** Somebody who answers does so a little before the ring timeout, and asks a little before the longest talk is over. */
const inTime = 0.8;

export function planCall(request: CallRequest, settings: SimulatorSettings): Plan {
  const { to, attempt, ringTimeoutSeconds, maxCallSeconds } = request;
  const seed = seedOf(to, attempt);
  const pace = (seconds: number): number =>
    settings.speed === "max" ? 0 : Math.round((seconds * 1000) / settings.speed);
  const between = ([from, upTo]: readonly [number, number], which: number): number =>
    from + (upTo - from) * draw(seed, which);

  const act: CalleeAct = settings.mix ? mixedAct(settings.mix, to, attempt) : calleeAct(to, attempt);
  if ("refuses" in act) {
    const { rings, after } = refusals[act.refuses];
    const seconds = after === "ring_timeout" ? ringTimeoutSeconds : between(signalling, 0);
    return {
      rings,
      waitMilliseconds: pace(seconds),
      becomes: { refused: refusalEnding(act.refuses, settings.breaker) },
    };
  }

  const behaviour = act.answers;
  const asksToStop = behaviour === "opts_out";
  const longest = asksToStop ? maxCallSeconds * inTime : maxCallSeconds;
  const wanted = act.talkSeconds ?? between(staying[behaviour], 1);
  const talkMilliseconds = pace(Math.min(wanted, longest));
  return {
    rings: true,
    waitMilliseconds: pace(Math.min(between(ringing, 0), ringTimeoutSeconds * inTime)),
    becomes: {
      by: answeredBy[behaviour],
      callee: {
        behaviour,
        seed,
        talkMilliseconds,
        callbackAfterMilliseconds: behaviour === "asks_callback" ? pace(callbackSeconds) : null,
      },
      stayMilliseconds: talkMilliseconds + (asksToStop ? patienceMilliseconds : 0),
      ending: wanted > longest && !asksToStop ? endings.weHungUp : endings.theyHungUp,
    },
  };
}
