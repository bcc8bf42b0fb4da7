/** Callees drawn by weight instead of by digits: a list of real numbers answers like a real list. */
import { outcomes, type Outcome } from "#domain/call/outcomes.ts";
import type { Mix } from "#domain/line.ts";
import { talks, type CalleeAct } from "./callees.ts";
import { draw, seedOf } from "./draw.ts";

/** One callee for each outcome; a new outcome asks for its row here. */
const actFor = {
  success: talks,
  voicemail: { answers: "machine" },
  no_answer: { refuses: "rings_out" },
  busy: { refuses: "busy" },
  failed: { refuses: "network_failure" },
} as const satisfies Record<Outcome, CalleeAct>;

/** Apart from the draws that lengths are made of, so that who answers says nothing about how soon. */
const whichDraw = 7;

/** The same seed, number and attempt give the same callee. */
export function mixedAct(mix: Mix, to: string, attempt: number): CalleeAct {
  let total = 0;
  for (const outcome of outcomes) total += mix[outcome] ?? 0;
  let left = draw(seedOf(to, attempt, mix.seed), whichDraw) * total;
  let chosen: Outcome = "success";
  for (const outcome of outcomes) {
    const weight = mix[outcome] ?? 0;
    if (weight === 0) continue;
    chosen = outcome;
    left -= weight;
    if (left < 0) break;
  }
  return actFor[chosen];
}
