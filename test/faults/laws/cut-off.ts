/** Whom our side cut off has not been reached, whatever it looked like when the line went dead. */
import type { Facts } from "./facts.ts";

/** On these calls our side hangs up when everything has been said. */
const oursToEnd: ReadonlySet<string> = new Set(["opts_out", "machine"]);

export function cutOffIsInterrupted({ rings, calls }: Pick<Facts, "rings" | "calls">): string[] {
  const booked = new Map(calls.map((call) => [call.key, call]));
  return rings.flatMap(({ key, ending, behaviour }) => {
    const call = booked.get(key);
    const cut = ending?.kind === "answered" && ending.by === "local" && behaviour !== null && !oursToEnd.has(behaviour);
    if (!cut || !call?.ended) return [];
    const interrupted = call.outcome === "failed" && call.result === "interrupted";
    // A wish that was heard before stands.
    if (interrupted || call.result === "callback") return [];
    return [`${key} was cut off by us and is ${call.outcome} (${call.result}) in the books.`];
  });
}
