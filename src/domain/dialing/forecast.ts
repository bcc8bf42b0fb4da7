/** When work that can only be done in open hours will be done. */
import { nextOpening, openness, type Schedule } from "./windows.ts";

/** Enough for a year of short windows; what takes longer is not worth foretelling. */
const MOST_OPENINGS = 2_000;

/**
 * The instant (ms) at which `seconds` of open time have passed, counted from `now`; null when the hours never open or it
 * is too far away to tell.
 */
export function afterOpenTime(
  schedule: Schedule,
  zones: readonly string[],
  now: number,
  seconds: number,
): number | null {
  let left = seconds * 1000;
  let at = now;
  for (let turn = 0; turn < MOST_OPENINGS; turn++) {
    const opening = nextOpening(schedule, zones, at);
    if (opening === null) return null;
    const state = openness(schedule, zones, opening);
    if (!state.open) return null;
    if (state.until - opening >= left) return opening + left;
    left -= state.until - opening;
    at = state.until;
  }
  return null;
}
