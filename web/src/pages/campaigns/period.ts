/** The time that the sums are of. */
export const periodNames = ["7d", "30d", "90d", "all", "custom"] as const;
export type PeriodName = (typeof periodNames)[number];

/** Half-open, as instants; what is absent has no end on that side. */
export interface Span {
  from?: string;
  to?: string;
}

/** Two spans to compare: the period, and as many days before it. */
export interface Period {
  span: Span;
  before: Span;
  /** How long either is. */
  days: number;
}

const DAY = 86_400_000;

const iso = (at: number): string => new Date(at).toISOString();

/** The `days` before `now`, and as many before those. */
export function latest(days: number, now: number): Period {
  const from = now - days * DAY;
  return {
    span: { from: iso(from) },
    before: { from: iso(from - days * DAY), to: iso(from) },
    days,
  };
}

/**
 * From the first day to the last, both whole, as days of the viewer's zone; null where that is no period.
 *
 * @param first and last as `YYYY-MM-DD`
 */
export function between(first: string, last: string): Period | null {
  const from = new Date(`${first}T00:00`);
  const to = new Date(`${last}T00:00`);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null;
  const days = Math.round((to.getTime() - from.getTime()) / DAY) + 1;
  if (days < 1) return null;
  to.setDate(to.getDate() + 1);
  const before = new Date(from);
  before.setDate(before.getDate() - days);
  return {
    span: { from: from.toISOString(), to: to.toISOString() },
    before: { from: before.toISOString(), to: from.toISOString() },
    days,
  };
}
