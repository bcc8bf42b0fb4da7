/** The rates of product.md "Metrics". A rate with nothing to divide by is null, never 0 or NaN. */
import { outcomeFacts, outcomes } from "./call/outcomes.ts";
import type { ContactStatus } from "./contact/lifecycle.ts";

/** Contacts of a campaign: the nine statuses sum to `total`; `retrying` is counted beside them. */
export type ContactCounts = Record<ContactStatus, number> & { total: number; retrying: number };

/** Percentages from 0 to 100, unrounded, or null. */
export interface Rates {
  completion: number | null;
  success: number | null;
  answer: number | null;
  progress: number | null;
  humanAnswer: number | null;
  goal: number | null;
}

/** Conversations of a campaign that had a goal. */
export interface GoalCounts {
  reached: number;
  missed: number;
}

/**
 * The rates of one campaign.
 * @param humanAnswers Contacts among the completed whose last call a person answered, those who hung up or stayed silent
 *   included. Left out: those with whom a conversation took place.
 * @param goals Left out: nobody had a goal.
 */
export function rates(
  counts: ContactCounts,
  humanAnswers: number = counts.success,
  goals: GoalCounts = { reached: 0, missed: 0 },
): Rates {
  const completed = sum(counts, "completed");
  const { total, pending, in_progress: inProgress, retrying } = counts;
  return {
    completion: percentage(completed, total),
    success: percentage(counts.success, completed),
    answer: percentage(sum(counts, "answered"), completed),
    progress: percentage(total - pending - inProgress - retrying, total),
    humanAnswer: percentage(humanAnswers, completed),
    goal: percentage(goals.reached, goals.reached + goals.missed),
  };
}

/** The list page's Success Rate: attempts that ended in success among all that ended, 0–100, or null. */
export function successRate(succeeded: number, ended: number): number | null {
  return percentage(succeeded, ended);
}

export interface Forecast {
  /** Contacts whose next call is still to be made, those waiting for a retry included. */
  contactsToGo: number;
  /** Calls expected beyond one for each of these contacts. */
  retriesExpected: number;
  /** Calls at once that the campaign really gets. */
  callsAtOnce: number;
  /** From claim to end, over all outcomes: unanswered calls are short. */
  averageCallSeconds: number;
  /** New calls per second; null = no limit. */
  callsPerSecond: number | null;
  /** The share of the time in which calls may start, 0–1: windows, blackout dates and quiet hours together. */
  shareOfTimeOpen: number;
}

/**
 * When a campaign will be done, as an instant in ms; null when at this rate it never is.
 *
 * Calls are taken as a queue that is worked off at the slower of the two speeds, calls at once and calls per second, and
 * the time that takes is stretched by the hours in which nobody may be called. The last call takes its whole length.
 * Delays before retries are left out: they overlap with other calls until the very end.
 */
export function estimateFinish(now: number, forecast: Forecast): number | null {
  const { contactsToGo, retriesExpected, callsAtOnce, averageCallSeconds, callsPerSecond } = forecast;
  const calls = contactsToGo + retriesExpected;
  if (calls <= 0) return now;
  const share = Math.min(1, forecast.shareOfTimeOpen);
  if (!(callsAtOnce > 0) || !(share > 0) || (callsPerSecond !== null && !(callsPerSecond > 0))) return null;
  const talking = Math.max(1, calls / callsAtOnce) * averageCallSeconds;
  const starting = callsPerSecond === null ? 0 : (calls - 1) / callsPerSecond + averageCallSeconds;
  const seconds = Math.max(talking, starting) / share;
  return Number.isFinite(seconds) ? now + Math.ceil(seconds * 1_000) : null;
}

function sum(counts: ContactCounts, countsAs: "completed" | "answered"): number {
  const counted = outcomes.filter((outcome) => outcomeFacts[outcome].countsAs[countsAs]);
  return counted.reduce((total, outcome) => total + counts[outcomeFacts[outcome].contactStatus], 0);
}

function percentage(part: number, whole: number): number | null {
  return whole > 0 ? (part / whole) * 100 : null;
}
