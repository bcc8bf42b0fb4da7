/** What becomes of a call, and how the network tells of it: decided by the seed and the call's key alone. */
import type { CalleeBehaviour, Cause, Ending, ScriptedCallee } from "#telephony/port.ts";
import { between, randomFrom, seedOf, weighted, type Random } from "../random.ts";
import type { NetworkOptions } from "./protocol.ts";

export interface Fate {
  ringMilliseconds: number;
  becomes:
    | { answered: ScriptedCallee; by: "person" | "machine" }
    | { unanswered: Extract<Ending, { kind: "unanswered" }> };
  /** Null: told in time, once and in order. */
  oddity: "late" | "twice" | "out of order" | "never" | null;
}

type Refusal = Extract<Ending, { kind: "unanswered" }>;

const cause = (sip: number, text: string): Cause => ({ sip, q850: null, text });
const refusal = (outcome: Refusal["outcome"], result: Refusal["result"], sip: number, text: string): Refusal => ({
  kind: "unanswered",
  outcome,
  result,
  cause: cause(sip, text),
});

export const nobodyAnswered = refusal("no_answer", null, 480, "No answer");

const unanswered: ReadonlyArray<readonly [number, Refusal]> = [
  [30, nobodyAnswered],
  [25, refusal("busy", null, 486, "Busy Here")],
  [5, refusal("no_answer", "declined", 603, "Decline")],
  [5, refusal("failed", "invalid_number", 404, "Not Found")],
  [10, refusal("failed", "congestion", 503, "Congestion")],
  [1, refusal("failed", "trunk_rejected", 403, "Forbidden")],
];

const behaviours: ReadonlyArray<readonly [number, CalleeBehaviour]> = [
  [55, "talks"],
  [8, "hangs_up"],
  [6, "silent"],
  [15, "machine"],
  [6, "opts_out"],
  [10, "asks_callback"],
];

const oddities: ReadonlyArray<readonly [number, Fate["oddity"]]> = [
  [80, null],
  [8, "late"],
  [6, "twice"],
  [5, "out of order"],
  [1, "never"],
];

export function fateOf(key: string, options: Pick<NetworkOptions, "seed" | "odd" | "talkMilliseconds">): Fate {
  const random = randomFrom(seedOf(options.seed, key));
  const oddity = options.odd ? weighted(random, oddities) : null;
  if (options.talkMilliseconds !== null) {
    const answered = callee("talks", options.talkMilliseconds, random);
    return { ringMilliseconds: 50, becomes: { answered, by: "person" }, oddity };
  }
  if (random() < 0.45) {
    const ending = weighted(random, unanswered);
    return { ringMilliseconds: between(random, 20, 2_500), becomes: { unanswered: ending }, oddity };
  }
  const behaviour = weighted(random, behaviours);
  const answered = callee(behaviour, between(random, 100, random() < 0.1 ? 9_000 : 2_500), random);
  const by = behaviour === "machine" ? "machine" : "person";
  return { ringMilliseconds: between(random, 20, 1_500), becomes: { answered, by }, oddity };
}

function callee(behaviour: CalleeBehaviour, talkMilliseconds: number, random: Random): ScriptedCallee {
  const callbackAfterMilliseconds = behaviour === "asks_callback" ? between(random, 1_000, 6_000) : null;
  return { behaviour, seed: between(random, 0, 1_000_000), talkMilliseconds, callbackAfterMilliseconds };
}
