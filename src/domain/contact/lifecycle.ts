/**
 * A contact's place in one campaign: exactly one of nine statuses at any time. SQL enums, counters, the API and
 * docs/lifecycles.md are drawn from these tables.
 */

export const contactStatuses = [
  "pending",
  "in_progress",
  "success",
  "voicemail",
  "no_answer",
  "busy",
  "failed",
  "skipped",
  "canceled",
] as const;
export type ContactStatus = (typeof contactStatuses)[number];

/** The names the manual gives them, for people. */
export const contactStatusNames = {
  pending: "Pending",
  in_progress: "In Progress",
  success: "Completed (Success)",
  voicemail: "Completed (Voicemail)",
  no_answer: "Completed (No Answer)",
  busy: "Completed (Busy)",
  failed: "Failed",
  skipped: "Skipped",
  canceled: "Canceled",
} as const satisfies Record<ContactStatus, string>;

export const contactMoveNames = ["claim", "release", "settle", "skip", "cancel"] as const;
export type ContactMoveName = (typeof contactMoveNames)[number];

export interface ContactMove {
  name: ContactMoveName;
  from: ContactStatus;
  to: ContactStatus;
}

const attempted = ["success", "voicemail", "no_answer", "busy", "failed"] as const satisfies readonly ContactStatus[];

/**
 * Every legal move. `claim` from an attempted status is a retry or a callback; `release` puts a contact that was
 * claimed and never dialled back exactly where it was.
 */
export const contactMoves: readonly ContactMove[] = [
  { name: "claim", from: "pending", to: "in_progress" },
  ...attempted.map((from): ContactMove => ({ name: "claim", from, to: "in_progress" })),
  { name: "release", from: "in_progress", to: "pending" },
  ...attempted.map((to): ContactMove => ({ name: "release", from: "in_progress", to })),
  ...attempted.map((to): ContactMove => ({ name: "settle", from: "in_progress", to })),
  { name: "skip", from: "pending", to: "skipped" },
  { name: "cancel", from: "pending", to: "canceled" },
  // A contact claimed but not yet dialled when its campaign is stopped was never attempted.
  { name: "cancel", from: "in_progress", to: "canceled" },
];

export function canMoveContact(name: ContactMoveName, from: ContactStatus, to: ContactStatus): boolean {
  return contactMoves.some((move) => move.name === name && move.from === from && move.to === to);
}

/** The statuses a finished attempt can leave; "Retry failed" chooses among them. */
export const attemptedStatuses = attempted;
export type AttemptedStatus = (typeof attempted)[number];

export const skipReasons = ["do_not_call", "invalid_number", "missing_variable", "no_timezone"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Why a contact that will be called is not being called now. */
export const waitingReasons = [
  "start",
  "window",
  "quiet_hours",
  "blackout",
  "concurrency",
  "rate",
  "retry",
  "callback",
  "other_campaign",
  "daily_cap",
] as const;
export type WaitingReason = (typeof waitingReasons)[number];
