/** Nobody's telephone rings twice for one attempt, and none rings while it is on another call. */
import type { Ring } from "../referee/record.ts";
import type { Facts } from "./facts.ts";

export function oneRingForAKey({ rings }: Pick<Facts, "rings">): string[] {
  const times = new Map<string, Ring[]>();
  for (const ring of rings) times.set(ring.key, [...(times.get(ring.key) ?? []), ring]);
  return [...times]
    .filter(([, same]) => same.length > 1)
    .map(([key, same]) => `${key} rang ${same.length} times, from ${same.map((ring) => ring.process).join(", ")}.`);
}

export function oneCallForANumber({ rings }: Pick<Facts, "rings">): string[] {
  const found: string[] = [];
  const latest = new Map<string, Ring>();
  for (const ring of rings.toSorted((a, b) => a.at - b.at)) {
    const before = latest.get(ring.to);
    if (before && (before.endedAt ?? Infinity) > ring.at) {
      const since = ring.at - before.at;
      found.push(`${ring.key} rang ${ring.to} while ${before.key} had it for ${since} ms already.`);
    }
    if (!before || (before.endedAt ?? Infinity) < (ring.endedAt ?? Infinity)) latest.set(ring.to, ring);
  }
  return found;
}
