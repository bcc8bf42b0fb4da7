/** What the network knows of a call whose process died, or of whose end the line never told. */
import type { Ending, LookUp } from "#telephony/port.ts";
import { callKey, type LiveCall } from "./live-call.ts";

/** Null: it did not say. A call over a line that cannot be opened here is one of which nobody knows. */
export async function lookUp(call: LiveCall): Promise<LookUp | null> {
  if (!call.line) return { state: "unknown" };
  return call.line.lookUp(callKey(call)).catch(() => null);
}

/**
 * How such a call ended: as the network says; else it was cut off.
 *
 * @param how `hungUp`: we ended it, for nobody would have spoken on it. `answered`: this process talked on it.
 */
export function endingOfLost(found: LookUp | null, how: { hungUp: boolean; answered: boolean }): Ending {
  if (found?.state === "ended" && (!how.hungUp || found.ending.kind === "unanswered")) return found.ending;
  if (how.answered)
    return {
      kind: "answered",
      by: "remote",
      result: null,
      cause: { sip: null, q850: null, text: "The line lost it." },
    };
  const text = "The process that made this call stopped before it ended, or its line never told.";
  return { kind: "unanswered", outcome: "failed", result: "interrupted", cause: { sip: null, q850: null, text } };
}
