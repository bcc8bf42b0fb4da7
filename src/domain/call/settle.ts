/**
 * What a finished call means for its contact: the status it gets, and whether and when it is called again. Pure; the
 * dialer asks, the store writes the answer down in one statement.
 */
import type { RetrySettings } from "../campaign/settings.ts";
import type { AttemptedStatus, WaitingReason } from "../contact/lifecycle.ts";
import { nextOpening, openness, type Schedule } from "../dialing/windows.ts";
import { retryAt, spreadOpening } from "../dialing/retry.ts";
import { type CallResult, type Outcome, outcomeFacts, resultFacts } from "./outcomes.ts";

export interface FinishedCall {
  outcome: Outcome;
  result: CallResult | null;
  /** Milliseconds since 1970. */
  endedAt: number;
  /** When the person asked to be called again, or null. */
  callbackAt: number | null;
  /** The earliest that the network wants another try (Retry-After), or null. */
  notBefore: number | null;
}

export interface SettleContext {
  retry: RetrySettings;
  retriesUsed: number;
  schedule: Schedule;
  /** The contact's candidate zones. */
  zones: readonly string[];
  /** Spreads contacts that wait for the same opening. */
  seed: number;
  /** False when the campaign was stopped: the real outcome is kept and nothing further is planned. */
  goesOn: boolean;
}

export interface Settlement {
  contactStatus: AttemptedStatus;
  nextAttemptAt: number | null;
  waitingFor: WaitingReason | null;
  retriesUsed: number;
}

/**
 * A fault of our own line harms no contact, and asking again at once would hammer a line that is down. Five tries of one
 * lone contact still fall within the circuit breaker's two minutes.
 */
const OUR_LINE_PAUSE_MILLISECONDS = 20_000;

export function settle(call: FinishedCall, context: SettleContext): Settlement {
  const { contactStatus } = outcomeFacts[call.outcome];
  const { retriesUsed } = context;
  const over: Settlement = { contactStatus, nextAttemptAt: null, waitingFor: null, retriesUsed };
  if (!context.goesOn || (call.result !== null && resultFacts[call.result].final)) return over;

  if (call.callbackAt !== null) {
    const at = openingFrom(context, call.callbackAt);
    return at === null ? over : { ...over, nextAttemptAt: at, waitingFor: "callback" };
  }
  if (call.result !== null && resultFacts[call.result].ourLine) {
    const at = openingFrom(context, Math.max(call.endedAt + OUR_LINE_PAUSE_MILLISECONDS, call.notBefore ?? 0));
    return at === null ? over : { ...over, nextAttemptAt: at, waitingFor: "retry" };
  }
  const retry = retryAt({ ...context, outcome: call.outcome, result: call.result, endedAt: call.endedAt });
  if (retry === null) return over;
  const at = openingFrom(context, Math.max(retry, call.notBefore ?? 0));
  if (at === null) return over;
  return { ...over, nextAttemptAt: at, waitingFor: "retry", retriesUsed: retriesUsed + 1 };
}

/** The instant itself where it is open, else a place in the next opening that not everybody gets. */
function openingFrom(context: Pick<SettleContext, "schedule" | "zones" | "seed">, instant: number): number | null {
  const opening = nextOpening(context.schedule, context.zones, instant);
  if (opening === null || opening === instant) return opening;
  const state = openness(context.schedule, context.zones, opening);
  return state.open ? spreadOpening(opening, state.until, context.seed) : opening;
}
