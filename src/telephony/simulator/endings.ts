/**
 * The simulator's outcome table: why nobody answered, and what that is in the product's words. Codes as a SIP trunk would
 * show them: RFC 3261 section 21, ITU-T Q.850.
 */
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { Cause, Ending } from "../port.ts";

export interface Refusal {
  outcome: Outcome;
  result: CallResult | null;
  /** The result while the line's `breaker` setting is true; absent where nothing changes. */
  resultWithBreaker?: CallResult;
  cause: Cause;
  /** Whether the telephone rings before. */
  rings: boolean;
  /** When the refusal comes: after the exchange of a few messages, or when the ring timeout is over. */
  after: "signalling" | "ring_timeout";
}

export const refusals = {
  busy: {
    outcome: "busy",
    result: null,
    cause: { sip: 486, q850: 17, text: "Busy Here" },
    rings: false,
    after: "signalling",
  },
  rings_out: {
    outcome: "no_answer",
    result: null,
    cause: { sip: 487, q850: 19, text: "No answer within the ring timeout" },
    rings: true,
    after: "ring_timeout",
  },
  network_failure: {
    outcome: "failed",
    result: "congestion",
    resultWithBreaker: "trunk_unreachable",
    cause: { sip: 503, q850: 38, text: "Service Unavailable: network out of order" },
    rings: false,
    after: "signalling",
  },
  network_congestion: {
    outcome: "failed",
    result: "congestion",
    resultWithBreaker: "trunk_unreachable",
    cause: { sip: 503, q850: 42, text: "Service Unavailable: switching equipment congestion" },
    rings: false,
    after: "signalling",
  },
  unknown_number: {
    outcome: "failed",
    result: "invalid_number",
    cause: { sip: 404, q850: 1, text: "Not Found" },
    rings: false,
    after: "signalling",
  },
  // A network beyond ours that does not answer is what 504 would say, and 500–504 are congestion.
  no_reply: {
    outcome: "failed",
    result: "congestion",
    resultWithBreaker: "trunk_unreachable",
    cause: { sip: 408, q850: 102, text: "The carrier did not answer the request" },
    rings: false,
    after: "ring_timeout",
  },
} as const satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof refusals;

/** The ending of a call that nobody answered. */
export function refusalEnding(name: RefusalName, breaker: boolean): Ending {
  const refusal: Refusal = refusals[name];
  const result = breaker ? (refusal.resultWithBreaker ?? refusal.result) : refusal.result;
  return { kind: "unanswered", outcome: refusal.outcome, result, cause: refusal.cause };
}

const normalClearing: Cause = { sip: 200, q850: 16, text: "Normal call clearing" };

/** Endings that are the same for every call; nobody changes an ending. */
export const endings = {
  theyHungUp: { kind: "answered", by: "remote", result: null, cause: normalClearing },
  weHungUp: { kind: "answered", by: "local", result: null, cause: normalClearing },
  weGaveUp: { kind: "canceled", reason: "hung_up", cause: { sip: 487, q850: 16, text: "Request Terminated" } },
  tooLate: { kind: "canceled", reason: "expired", cause: { sip: null, q850: null, text: "Asked for too late" } },
} as const satisfies Record<string, Ending>;
