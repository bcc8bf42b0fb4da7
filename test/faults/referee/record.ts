/** What the referee's network saw, in the order in which it saw it. The laws judge by this alone. */
import { existsSync, readFileSync } from "node:fs";
import type { CalleeBehaviour, Ending } from "#telephony/port.ts";

export type Entry =
  /** Somebody's telephone begins to ring. `sentAt`: when the request left its process. */
  | { type: "ring"; key: string; to: string; sentAt: number; at: number; process: string }
  /** A request that came after its `notAfter`: nobody was rung. */
  | { type: "refused"; key: string; to: string; sentAt: number; at: number; notAfter: number }
  | { type: "answered"; key: string; at: number; behaviour: CalleeBehaviour }
  | { type: "hungUp"; key: string; at: number }
  | { type: "ended"; key: string; at: number; ending: Ending }
  /** Told late, twice, out of order or never. */
  | { type: "oddity"; key: string; at: number; what: string };

/** One ring with what became of it. */
export interface Ring {
  key: string;
  to: string;
  sentAt: number;
  /** When it began to ring. */
  at: number;
  process: string;
  answeredAt: number | null;
  /** Of whoever answered. */
  behaviour: CalleeBehaviour | null;
  /** When the product asked to end it. */
  hungUpAt: number | null;
  /** Null: it was still going on when the record was read. */
  endedAt: number | null;
  ending: Ending | null;
}

export function readRecord(file: string): Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Entry);
}

/** The rings of a record. A key that rang twice has two; what is told of the key later belongs to the last of them. */
export function ringsOf(entries: readonly Entry[]): Ring[] {
  const rings: Ring[] = [];
  const last = new Map<string, Ring>();
  for (const entry of entries) {
    if (entry.type === "ring") {
      const { key, to, sentAt, at, process } = entry;
      const nothingYet = { answeredAt: null, behaviour: null, hungUpAt: null, endedAt: null, ending: null };
      const ring: Ring = { key, to, sentAt, at, process, ...nothingYet };
      rings.push(ring);
      last.set(key, ring);
      continue;
    }
    const ring = last.get(entry.key);
    if (!ring) continue;
    if (entry.type === "answered") {
      ring.answeredAt ??= entry.at;
      ring.behaviour ??= entry.behaviour;
    }
    if (entry.type === "hungUp") ring.hungUpAt ??= entry.at;
    if (entry.type === "ended") {
      ring.endedAt = entry.at;
      ring.ending = entry.ending;
    }
  }
  return rings;
}
