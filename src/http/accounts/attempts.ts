/**
 * How often somebody may try at a door: from one address, and at one account from all addresses together, so that many
 * machines guess no faster than one. Counts are of this process, in fixed windows of monotonic time: a clock that is set
 * back locks nobody out.
 */
import { createHash } from "node:crypto";
import { Refusal } from "#domain/errors.ts";

export interface AttemptRule {
  windowSeconds: number;
  max: number;
}

/** Enough for an office behind one address at nine in the morning. */
export const ADDRESS_RULE: AttemptRule = { windowSeconds: 60, max: 30 };
/** Failures at one account or one invitation, whoever tries. */
export const ACCOUNT_RULE: AttemptRule = { windowSeconds: 300, max: 10 };

const ENTRIES_KEPT = 20_000;

export interface Attempts {
  /** Counts an attempt. @returns seconds until the next is allowed; 0 where this one is. */
  take(rule: AttemptRule, ...key: readonly string[]): number;
  /** Uncounts an attempt that was no guess. */
  giveBack(...key: readonly string[]): void;
}

/** @param now monotonic milliseconds */
export function countAttempts(now: () => number = () => performance.now()): Attempts {
  const windows = new Map<string, { endsAt: number; count: number }>();
  // What people sent may be long, and names them.
  const keyOf = (key: readonly string[]) => createHash("sha256").update(JSON.stringify(key)).digest("base64");
  return {
    take({ windowSeconds, max }, ...parts) {
      const key = keyOf(parts);
      const at = now();
      let entry = windows.get(key);
      if (!entry || entry.endsAt <= at) {
        if (windows.size >= ENTRIES_KEPT) forget(windows, at);
        entry = { endsAt: at + windowSeconds * 1_000, count: 0 };
        windows.set(key, entry);
      }
      if (entry.count >= max) return Math.max(1, Math.ceil((entry.endsAt - at) / 1_000));
      entry.count += 1;
      return 0;
    },
    giveBack(...parts) {
      const entry = windows.get(keyOf(parts));
      if (entry && entry.count > 0) entry.count -= 1;
    },
  };
}

export function tooManyAttempts(at: "address" | "account", seconds: number): Refusal {
  const wait = seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : "a minute";
  return new Refusal(
    "too_many_requests",
    at === "address"
      ? `Too many attempts from this address. Wait ${wait}, and try again.`
      : `Too many failed attempts at this account. Wait ${wait}, or sign in from where you did before.`,
  );
}

/** Drops what has ended; when nothing has, the oldest half: memory matters more than a count. */
function forget(windows: Map<string, { endsAt: number }>, at: number): void {
  for (const [key, entry] of windows) if (entry.endsAt <= at) windows.delete(key);
  if (windows.size < ENTRIES_KEPT) return;
  for (const key of [...windows.keys()].slice(0, ENTRIES_KEPT / 2)) windows.delete(key);
}
