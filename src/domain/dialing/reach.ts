/** Whether there is any hour at all in which contacts of these zones may be called. */
import { canEverOpen, openness, type Schedule } from "./windows.ts";

/**
 * `callable`: there is. `no_timezone`: not because of what is unknown about where they are: no zone, or so many candidate
 * zones that no allowed hour is common to all; with a known zone they could be called. `never`: the hours themselves leave
 * no minute.
 */
export type Reach = "callable" | "no_timezone" | "never";

/** @param zones the contacts' candidate zones; [] = unknown. @param from the instant (ms) from which calls are made. */
export function reachOf(schedule: Schedule, zones: readonly string[], from: number): Reach {
  const state = openness(schedule, zones, from);
  if (state.open) return "callable";
  if (state.reason === "no_timezone") return "no_timezone";
  if (state.opensAt !== null || canEverOpen(schedule, zones, from)) return "callable";
  return zones.length > 1 && zones.some((zone) => canEverOpen(schedule, [zone], from)) ? "no_timezone" : "never";
}
