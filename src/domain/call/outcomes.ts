/**
 * How calls end. One row per outcome and one per finer result; retries, rates, the circuit breaker and the database's
 * enums follow from here. A new outcome is a new row, and the compiler and tests then ask for the rest.
 */
import type { AttemptedStatus } from "../contact/lifecycle.ts";

export const outcomes = ["success", "voicemail", "no_answer", "busy", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

export interface OutcomeFacts {
  contactStatus: AttemptedStatus;
  /** Whether a campaign may choose to retry it. A conversation that took place is never repeated. */
  retryable: boolean;
  /** Which of the manual's sums it counts towards. */
  countsAs: { completed: boolean; answered: boolean };
}

export const outcomeFacts: Record<Outcome, OutcomeFacts> = {
  success: { contactStatus: "success", retryable: false, countsAs: { completed: true, answered: true } },
  voicemail: { contactStatus: "voicemail", retryable: true, countsAs: { completed: true, answered: true } },
  no_answer: { contactStatus: "no_answer", retryable: true, countsAs: { completed: true, answered: false } },
  busy: { contactStatus: "busy", retryable: true, countsAs: { completed: true, answered: false } },
  failed: { contactStatus: "failed", retryable: true, countsAs: { completed: false, answered: false } },
};

/** Outcomes a campaign may list under `retry.on`. */
export const retryableOutcomes = outcomes.filter((outcome) => outcomeFacts[outcome].retryable);

export const callResults = [
  "screened",
  "hung_up",
  "silent",
  "declined",
  "opted_out",
  "callback",
  "interrupted",
  "invalid_number",
  "blocked",
  "trunk_rejected",
  "congestion",
  "trunk_unreachable",
  "media_incompatible",
  "routing_error",
  "media_lost",
  "fax",
] as const;
export type CallResult = (typeof callResults)[number];

export interface ResultFacts {
  /** The outcomes it can stand beside. */
  outcomes: readonly Outcome[];
  /** No retry whatever the campaign says. */
  final: boolean;
  /** The fault is our line's: the contact's attempt budget is not touched and the circuit breaker counts it. */
  ourLine: boolean;
}

const human: ResultFacts = { outcomes: ["success"], final: false, ourLine: false };
const unanswered: ResultFacts = { outcomes: ["no_answer"], final: false, ourLine: false };
const technical: ResultFacts = { outcomes: ["failed"], final: false, ourLine: false };
const trunk: ResultFacts = { outcomes: ["failed"], final: false, ourLine: true };
const dead: ResultFacts = { outcomes: ["failed"], final: true, ourLine: false };

export const resultFacts: Record<CallResult, ResultFacts> = {
  screened: human,
  hung_up: unanswered,
  silent: unanswered,
  declined: unanswered,
  opted_out: { outcomes: ["success", "voicemail", "no_answer"], final: true, ourLine: false },
  callback: human,
  interrupted: technical,
  invalid_number: dead,
  blocked: technical,
  trunk_rejected: trunk,
  congestion: technical,
  trunk_unreachable: trunk,
  media_incompatible: technical,
  routing_error: technical,
  media_lost: technical,
  fax: { outcomes: ["failed", "voicemail"], final: true, ourLine: false },
};

export const callStates = ["claimed", "dialing", "ringing", "talking", "ended"] as const;
export type CallState = (typeof callStates)[number];

/** A state may only be followed by a later one; late and repeated reports from a carrier change nothing. */
export function advances(from: CallState, to: CallState): boolean {
  return callStates.indexOf(to) > callStates.indexOf(from);
}
