/** The laws by their names, for a report. */
import { attemptsWithinBudget } from "./attempts.ts";
import { booksMatchTheRecord, countsAreTrue, nothingWaits } from "./books.ts";
import { cutOffIsInterrupted } from "./cut-off.ts";
import type { Facts } from "./facts.ts";
import { withinHours } from "./hours.ts";
import { callsAtOnce, callsPerSecond } from "./limits.ts";
import { obeyed } from "./obeyed.ts";
import { oneCallForANumber, oneRingForAKey } from "./once.ts";

export const laws: Readonly<Record<string, (facts: Facts) => string[]>> = {
  "no attempt rings twice": oneRingForAKey,
  "no number rings while it is on a call": oneCallForANumber,
  "pause, cancel and the do-not-call list are obeyed within a second": obeyed,
  "never more calls at once than a limit": callsAtOnce,
  "never more calls in a second than a limit, plus one": callsPerSecond,
  "no ring outside the hours": withinHours,
  "no more attempts than the budget": attemptsWithinBudget,
  "whom we cut off is interrupted and not booked as reached": cutOffIsInterrupted,
  "everything comes to its end": nothingWaits,
  "the counts are those of the contacts": countsAreTrue,
  "the books say what the referee saw": booksMatchTheRecord,
};

/** Each broken law with the sentences that say how. */
export function judge(facts: Facts): Record<string, string[]> {
  const verdicts = Object.entries(laws).map(([name, law]) => [name, law(facts)] as const);
  return Object.fromEntries(verdicts.filter(([, broken]) => broken.length > 0));
}
