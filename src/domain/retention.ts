const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** Conversations that ended before this instant are removed by a rule of that many days. @param now milliseconds since 1970 */
export function retentionLimit(days: number, now: number): Date {
  return new Date(now - days * DAY_MILLISECONDS);
}
