/**
 * The engine's protocol in small: one number, two callers, a database and a telephone network, where anybody may die, sleep or
 * lose the database between any two steps. protocol.test.ts looks at every state that can be reached.
 *
 * Each step is one thing that happens at once in the product, and says where. What the database does is atomic; the way of
 * its answer back to the caller is a step of its own, and so is the way of a request to the network. A tick of time is as
 * long as a request may be under way (`PLACE_WITHIN_MILLISECONDS`); times are counted in ticks and only as far as they matter.
 */

import { callerSteps } from "./caller-steps.ts";
import { network, people, time } from "./surroundings.ts";
import { copyOf, forget, type Start, type World } from "./world.ts";

/** What the engine relies on. The laws must fail when one of these is taken away. */
export interface Rules {
  /** A claim reads and writes under the organisation's lock, and the unique index of live numbers stands behind it. */
  claimsUnderLock: boolean;
  /** The step to dialing looks again at the campaign, the do-not-call list and the lease. */
  dialingLooksAgain: boolean;
  /** A caller that could not write its heartbeat for half a lease does not dial. */
  stopsAtHalfLease: boolean;
  /** Whoever takes a call over asks the line for it, and ends what still rings: the line remembers what others placed. */
  looksUp: boolean;
  /** A request says until when it may ring. */
  requestsExpire: boolean;
  /** The heartbeat counts from before it was written, not from its answer. */
  beatsCountFromBefore: boolean;
}

export const allRules: Rules = {
  claimsUnderLock: true,
  dialingLooksAgain: true,
  stopsAtHalfLease: true,
  looksUp: true,
  requestsExpire: true,
  beatsCountFromBefore: true,
};

export interface Setting extends Start {
  rules: Rules;
}

export interface Step {
  name: string;
  to: World;
}

/** Takes a step: `change` is made to a copy of the world. */
export type Take = (name: string, change: (to: World) => void) => void;

/** Every state that one thing that can happen now leads to. */
export function stepsFrom(world: World, setting: Setting): Step[] {
  const steps: Step[] = [];
  const step = (name: string, change: (to: World) => void) => {
    const to = copyOf(world);
    change(to);
    to.broken ??= countBroken(to);
    forget(to);
    steps.push({ name, to });
  };
  time(step);
  people(world, step);
  network(world, setting, step);
  for (const caller of world.callers) callerSteps(world, caller, setting, step);
  return steps;
}

function countBroken({ contacts }: World): string | null {
  return contacts.some(({ attempts, rings }) => rings > attempts) ? "a ring was not counted as a try" : null;
}
