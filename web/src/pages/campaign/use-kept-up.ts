/** Keeps a list in step with the campaign it belongs to, where nothing that is read would move. */
import { useEffect, useRef, useState } from "react";
import type { Campaign } from "./sums.ts";

const AGAIN_MILLISECONDS = 4_000;

/**
 * @param quiet the rows may be asked for again by themselves
 * @returns whether calls went on since the rows were asked for, and they were not asked for again
 */
export function useKeptUp({ id, counts, calls }: Campaign, again: () => void, quiet: boolean): boolean {
  const now = JSON.stringify([id, counts, calls]);
  const seen = useRef(now);
  const [stale, setStale] = useState(false);
  const run = useRef(again);
  run.current = again;
  useEffect(() => {
    if (seen.current === now) return undefined;
    if (!quiet) {
      setStale(true);
      return undefined;
    }
    const timer = setTimeout(() => {
      seen.current = now;
      run.current();
    }, AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [now, quiet]);
  useEffect(() => {
    seen.current = now;
    setStale(false);
    // Another choice of rows begins anew.
  }, [quiet]);
  return stale;
}
