/** Rows of the table from what a page did. */
import { percentile, type Row } from "../measure.ts";
import type { Watched } from "./stopwatch.ts";

/** A frame that takes longer is seen as a hitch. */
const HITCH_MILLISECONDS = 50;
const INTERACTION_GOAL = 200;

export function scrollRow(what: string, { frames, longTasks, worked, seconds }: Watched): Row {
  const late = frames.filter((frame) => frame > HITCH_MILLISECONDS).length;
  const share = (late / Math.max(1, frames.length)) * 100;
  const tasks = longTasks.length === 0 ? "no long task" : `${longTasks.length} long tasks, to ${longest(longTasks)} ms`;
  return {
    what,
    ours: `${share.toFixed(1)}% of ${frames.length} frames beyond ${HITCH_MILLISECONDS} ms`,
    against: `p99 ${percentile(frames, 0.99).toFixed(0)} ms, longest ${longest(frames)} ms; ${tasks}; its thread worked ${worked.toFixed(1)} of ${seconds.toFixed(0)} s`,
    ratio: (share / 100).toFixed(3),
    goal: "≤ 0.01",
  };
}

/** The 98th of a hundred, as browsers count it for a page. */
export function interactionRow(what: string, { interactions, events, seconds }: Watched): Row {
  const slow = percentile(interactions, 0.98);
  const next = interactions.length === 0 ? 16 : slow;
  return {
    what: `${what}, ${(events / seconds).toFixed(0)} events a second: interaction to next paint`,
    ours: `${next.toFixed(0)} ms (of ${interactions.length} beyond 16 ms, median ${percentile(interactions, 0.5).toFixed(0)})`,
    against: `goal: ${INTERACTION_GOAL} ms`,
    ratio: (next / INTERACTION_GOAL).toFixed(2),
    goal: "≤ 1",
  };
}

/** @param goal milliseconds */
export function timeRow(what: string, samples: readonly number[], goal: number): Row {
  const middle = percentile(samples, 0.5);
  return {
    what,
    ours:
      samples.length === 1
        ? `${middle.toFixed(0)} ms`
        : `${middle.toFixed(0)} ms (worst of ${samples.length}: ${longest(samples)})`,
    against: `goal: ${goal} ms`,
    ratio: (middle / goal).toFixed(2),
    goal: "≤ 1",
  };
}

const longest = (times: readonly number[]): string => Math.max(0, ...times).toFixed(0);
