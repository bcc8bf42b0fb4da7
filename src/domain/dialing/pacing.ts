/**
 * How many calls may start now: calls per second as a small bucket of tokens, and fair shares of free places.
 */

/** Tokens in hand as of an instant (ms). */
export interface Pace {
  tokens: number;
  asOf: number;
}

/**
 * A bucket of `burst` tokens filled at `rate` a second starts at most rate + burst calls in any span of one second. With
 * a twentieth of the limit (or one call) as burst and the rest as rate, no span holds more than `callsPerSecond`, or one
 * more where the limit is below 20: the tolerance of the whole product (docs/decisions).
 */
function bucket(callsPerSecond: number): { rate: number; burst: number } {
  return { rate: callsPerSecond * 0.95, burst: Math.max(1, callsPerSecond * 0.05) };
}

/** Clocks of two machines may differ by so much. */
const MOST_SKEW_MILLISECONDS = 5_000;

/**
 * The pace as of `now`. A bucket never seen before, or from a far future (a clock set back), holds one call; one from a
 * near future was filled by a machine whose clock is ahead, and what that filled is not filled again.
 */
export function refill(pace: Pace | undefined, callsPerSecond: number, now: number): Pace {
  const { rate, burst } = bucket(callsPerSecond);
  if (!pace || pace.asOf > now + MOST_SKEW_MILLISECONDS) return { tokens: 1, asOf: now };
  if (pace.asOf > now) return { tokens: Math.min(burst, pace.tokens), asOf: pace.asOf };
  const seconds = (now - pace.asOf) / 1000;
  return { tokens: Math.min(burst, pace.tokens + seconds * rate), asOf: now };
}

/** Milliseconds until the bucket holds a worthwhile number of starts: one, or half a burst where that is more. */
export function millisecondsUntilStart(pace: Pace, callsPerSecond: number): number {
  const { rate, burst } = bucket(callsPerSecond);
  const wanted = Math.max(1, burst / 2);
  return pace.tokens >= wanted ? 0 : Math.ceil(((wanted - pace.tokens) / rate) * 1000);
}

/** A campaign that could start calls now. */
export interface Contender {
  campaignId: number;
  employeeId: number;
  lineId: number;
  /** Its calls live now: who has fewest is served first. */
  live: number;
  /** What its own limits leave free. */
  room: number;
}

/**
 * Shares free places so that campaigns which compete for an employee or a line end up with equal numbers of live calls,
 * as far as their own limits let them; what one cannot use goes to the others. Gives each campaign's number of new calls.
 *
 * @param employeeRoom free places per AI employee; @param lineRoom per line; @param places of the caller who asks.
 */
export function shareFree(
  contenders: readonly Contender[],
  employeeRoom: ReadonlyMap<number, number>,
  lineRoom: ReadonlyMap<number, number>,
  places: number,
): Map<number, number> {
  const given = new Map<number, number>();
  const employees = new Map(employeeRoom);
  const lines = new Map(lineRoom);
  const level = new Map(contenders.map((contender) => [contender.campaignId, contender.live]));
  let left = places;
  let active = contenders.filter((contender) => contender.room > 0);
  while (left > 0 && active.length > 0) {
    const lowest = Math.min(...active.map((contender) => level.get(contender.campaignId)!));
    const still: Contender[] = [];
    for (const contender of active) {
      const id = contender.campaignId;
      const free = Math.min(
        contender.room - (given.get(id) ?? 0),
        employees.get(contender.employeeId) ?? 0,
        lines.get(contender.lineId) ?? 0,
      );
      if (free <= 0) continue;
      still.push(contender);
      if (left === 0 || level.get(id)! > lowest) continue;
      given.set(id, (given.get(id) ?? 0) + 1);
      level.set(id, level.get(id)! + 1);
      employees.set(contender.employeeId, employees.get(contender.employeeId)! - 1);
      lines.set(contender.lineId, lines.get(contender.lineId)! - 1);
      left -= 1;
    }
    active = still;
  }
  return given;
}
