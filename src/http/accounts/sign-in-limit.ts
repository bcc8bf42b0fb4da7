/**
 * How often one address may try to sign in. better-auth asks; the counts are kept here, one store for each instance,
 * because better-auth's own store is one for the whole process and a window there that is asked all the time never ends.
 */

/** Attempts per address and minute: enough for an office behind one address at nine in the morning. */
export const SIGN_IN_RULE = { window: 60, max: 30 };

const ENTRIES_KEPT = 10_000;

export interface Consumed {
  allowed: boolean;
  /** Seconds until the next attempt is allowed; null when this one is. */
  retryAfter: number | null;
}

/** A store of counts in fixed windows. `now` is in milliseconds. */
export function signInLimit(now: () => number = Date.now) {
  const windows = new Map<string, { endsAt: number; count: number }>();

  return {
    async consume(key: string, rule: { window: number; max: number }): Promise<Consumed> {
      const at = now();
      let entry = windows.get(key);
      if (!entry || entry.endsAt <= at) {
        if (windows.size >= ENTRIES_KEPT) forget(windows, at);
        entry = { endsAt: at + rule.window * 1000, count: 0 };
        windows.set(key, entry);
      }
      if (entry.count >= rule.max) return { allowed: false, retryAfter: Math.ceil((entry.endsAt - at) / 1000) };
      entry.count += 1;
      return { allowed: true, retryAfter: null };
    },
  };
}

/** Drops what has ended; when nothing has, all of it: memory matters more than a count. */
function forget(windows: Map<string, { endsAt: number }>, at: number): void {
  for (const [key, entry] of windows) if (entry.endsAt <= at) windows.delete(key);
  if (windows.size >= ENTRIES_KEPT) windows.clear();
}
