/**
 * What the clock on the wall shows in a zone: a zone's time is a row of spans of one constant offset, and inside a span
 * instants and wall times are one subtraction apart. Spans are asked of Temporal once and kept; the rest is arithmetic.
 */

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** A stretch of time in which a zone keeps one offset. Half-open instants in ms; wall time = instant + `offset`. */
export interface OffsetSpan {
  from: number;
  until: number;
  offset: number;
}

/** A zone and the spans of it that were asked for so far. */
export interface ZoneClock {
  zone: string;
  spans: OffsetSpan[];
}

const clocks = new Map<string, ZoneClock>();

/**
 * The clock of a zone.
 * @throws {RangeError} when there is no such zone. An unknown zone must never count as open.
 */
export function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known) return known;
  const clock: ZoneClock = { zone, spans: [] };
  // Temporal would take times of day too: T00Z.
  if (!/^(?!T\d)[A-Z]/i.test(zone)) throw unknownZone(zone);
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    throw unknownZone(zone);
  }
  clocks.set(zone, clock);
  return clock;
}

/** The span of constant offset around an instant (ms). */
export function offsetSpanAt(clock: ZoneClock, instant: number): OffsetSpan {
  for (const span of clock.spans) {
    if (instant >= span.from && instant < span.until) return span;
  }
  const span = askSpan(clock.zone, Math.floor(instant));
  clock.spans.push(span);
  return span;
}

/** The wall time of an instant, as milliseconds since 1970-01-01 00:00 on that wall. */
export function wallTimeAt(clock: ZoneClock, instant: number): number {
  return instant + offsetSpanAt(clock, instant).offset;
}

function askSpan(zone: string, instant: number): OffsetSpan {
  const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  // "previous" is strictly before, and a span begins at its transition: ask from one millisecond later.
  const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const next = here.getTimeZoneTransition("next");
  return {
    from: previous ? previous.epochMilliseconds : -Infinity,
    until: next ? next.epochMilliseconds : Infinity,
    offset: here.offsetNanoseconds / 1e6,
  };
}

function unknownZone(zone: string): RangeError {
  return new RangeError(`There is no time zone "${zone}"; use an IANA name such as Europe/Berlin or America/New_York.`);
}
