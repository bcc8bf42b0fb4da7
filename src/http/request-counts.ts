/**
 * The counts of @fastify/rate-limit by monotonic time. Its own store goes by the wall clock: set back by an hour, it
 * locks everybody out who reached the limit for an hour; set forward, it forgets what it counted.
 */
import type { FastifyRateLimitStore } from "@fastify/rate-limit";

/** More addresses than this at once: the one that came longest ago is forgotten. */
const ADDRESSES_KEPT = 5_000;

type Told = (error: Error | null, result?: { current: number; ttl: number }) => void;

export class RequestCounts implements FastifyRateLimitStore {
  readonly #counts = new Map<string, { count: number; endsAt: number }>();

  /** @param timeWindow milliseconds */
  incr(address: string, tell: Told, timeWindow: number): void {
    const now = performance.now();
    const known = this.#counts.get(address);
    const entry = known && known.endsAt > now ? known : { count: 0, endsAt: now + timeWindow };
    entry.count += 1;
    // To the end of the order in which they are forgotten.
    this.#counts.delete(address);
    this.#counts.set(address, entry);
    if (this.#counts.size > ADDRESSES_KEPT) this.#counts.delete(this.#counts.keys().next().value ?? "");
    tell(null, { current: entry.count, ttl: Math.ceil(entry.endsAt - now) });
  }

  child(): RequestCounts {
    return new RequestCounts();
  }
}
