/** Whether two zones show the same time: what counts when a call may start is the clock, not the name. */

const from = Date.UTC(2026, 10, 1);
const until = Date.UTC(2029, 0, 1);
const clocks = new Map<string, string>();

/** Every offset from the end of 2026 to that of 2028 and when it begins. */
export function clockOf(zone: string): string {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    clock = at.offset;
    for (;;) {
      const next = at.getTimeZoneTransition("next");
      if (!next || next.epochMilliseconds >= until) break;
      at = next;
      clock += ` ${at.epochMilliseconds} ${at.offset}`;
    }
    clocks.set(zone, clock);
  }
  return clock;
}

export function clocksOf(zones: readonly string[]): Set<string> {
  return new Set(zones.map(clockOf));
}

/** Zones of the second list whose time none of the first list keeps; one for each time. */
export function keptNowhereIn(zones: readonly string[], others: readonly string[]): string[] {
  const known = clocksOf(zones);
  return others.filter((zone) => known.size < known.add(clockOf(zone)).size);
}
