/** What is left of a conversation that our own side broke off, because the process that held it ended. */
import type { CallResult, Outcome } from "./outcomes.ts";

/** What the conversation came to by what was said until then. */
interface UntilThen {
  outcome: Outcome;
  result: CallResult | null;
}

/** Wishes stand however the call ended: nobody is called again before, or against, what they asked for. */
const wishes: ReadonlySet<CallResult> = new Set(["opted_out", "callback"]);

/**
 * Everything else was not finished by the person, whatever it looked like when the line went dead: it counts as nobody
 * reached, and the campaign's retry rule says whether they are called again. Null: nobody wrote down what was said.
 */
export function afterInterruption(untilThen: UntilThen | null): UntilThen {
  if (untilThen?.result && wishes.has(untilThen.result))
    return { outcome: untilThen.outcome, result: untilThen.result };
  return { outcome: "failed", result: "interrupted" };
}
