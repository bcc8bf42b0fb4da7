/** Whether and when a contact is called again after a call that did not lead to a conversation. */
import { type CallResult, type Outcome, outcomeFacts, resultFacts } from "../call/outcomes.ts";
import { ranges, type RetrySettings } from "../campaign/settings.ts";

export interface EndedCall {
  retry: RetrySettings;
  /** Retries already made. */
  retriesUsed: number;
  outcome: Outcome;
  result: CallResult | null;
  /** When the call ended, ms. */
  endedAt: number;
}

/**
 * Seconds between the end of a call and the retry that follows it. Growing delays double with each retry used, and none
 * is longer than a delay may be set to (30 days).
 */
export function retryDelaySeconds(retry: RetrySettings, retriesUsed: number): number {
  const growth = retry.backoff === "exponential" ? 2 ** Math.max(0, retriesUsed) : 1;
  return Math.min(retry.delaySeconds * growth, ranges.delaySeconds.max);
}

/** The instant (ms) from which the contact may be called again; null when this call was the last. */
export function retryAt({ retry, retriesUsed, outcome, result, endedAt }: EndedCall): number | null {
  if (retriesUsed >= retry.maxRetries || !retry.on.includes(outcome)) return null;
  if (!outcomeFacts[outcome].retryable || (result !== null && resultFacts[result].final)) return null;
  return endedAt + retryDelaySeconds(retry, retriesUsed) * 1_000;
}

const longestSpreadMs = 600_000;
const spreadShare = 0.1;

/**
 * A place in a window for a contact that waited for its opening, so that nine o'clock is no stampede: spread evenly over
 * the first ten minutes, or the first tenth of a window shorter than that. The same seed always gets the same place.
 * @param openingMs The first open instant.
 * @param windowUntilMs The first instant that is closed again; may be Infinity.
 * @returns An instant (ms) not before the opening and before the window's end.
 */
export function spreadOpening(openingMs: number, windowUntilMs: number, seed: number): number {
  const room = Math.min(longestSpreadMs, (windowUntilMs - openingMs) * spreadShare);
  return room > 0 ? openingMs + Math.floor(room * fraction(seed)) : openingMs;
}

/** A number in [0, 1) that looks unrelated for neighbouring seeds (finaliser of MurmurHash3, 32 bits). */
function fraction(seed: number): number {
  let hash = Math.trunc(seed) ^ Math.trunc(seed / 2 ** 32);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
