/** What the clock on a wall shows, asked of Intl alone. */

export interface WallTime {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Minutes since midnight, whole. */
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, WallTime>();

export function wallTime(zone: string, instant: number): WallTime {
  const minuteAt = Math.floor(instant / 60_000);
  const key = `${zone} ${minuteAt}`;
  const found = known.get(key);
  if (found) return found;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const wall = {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
  known.set(key, wall);
  return wall;
}

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export function weekdayOf(date: string): (typeof names)[number] {
  return names[new Date(`${date}T12:00:00Z`).getUTCDay()]!;
}

export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** `HH:MM` in minutes. */
export function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
