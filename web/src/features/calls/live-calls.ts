/**
 * The calls going on now, in places that keep their call until it ends: an ended call stays for two seconds, then the next
 * takes its place.
 */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { call as ask } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { useCallArrivals } from "./arrivals.ts";
import type { Call } from "./call.ts";

const PAINT_MILLISECONDS = 500;
const FADE_MILLISECONDS = 2_000;
/** Calls are followed by events; what an event was lost of is put right when the sums differ for this long. */
const CHECK_MILLISECONDS = 5_000;

interface Place {
  call: Call;
  /** When it was seen to end, in ms since 1970. */
  endedAt: number | null;
}

export interface LiveCalls {
  /** Null: a place whose call has gone. */
  places: ReadonlyArray<Place | null>;
  /** All that are known, in any place or none. */
  known: readonly Call[];
}

/** @param live how many there are by the campaign's own count */
export function useLiveCalls(campaignId: string, live: number, most: number): LiveCalls {
  const calls = useRef(new Map<string, Place>());
  const [shown, setShown] = useState<LiveCalls>({ places: [], known: [] });

  const arrive = useCallback((call: Call) => {
    const before = calls.current.get(call.id);
    if (call.state !== "ended") calls.current.set(call.id, { call, endedAt: null });
    else if (before) calls.current.set(call.id, { call, endedAt: before.endedAt ?? Date.now() });
  }, []);
  useCallArrivals(arrive);

  const { data, refetch } = useQuery({
    queryKey: keys.campaignPart(campaignId, "live"),
    queryFn: ({ signal }) =>
      ask("listCampaignCalls", { params: { id: campaignId }, query: { live: "true", limit: 200 } }, { signal }),
    staleTime: 0,
  });
  useEffect(() => {
    if (!data) return;
    const going = new Set(data.items.map(({ id }) => id));
    for (const [id, place] of calls.current) {
      if (!going.has(id) && place.endedAt === null && data.nextCursor === null) place.endedAt = Date.now();
    }
    for (const call of data.items) arrive(call);
  }, [data, arrive]);

  const liveNow = useRef(live);
  liveNow.current = live;
  useEffect(() => {
    const check = setInterval(() => {
      const going = [...calls.current.values()].filter(
        ({ call, endedAt }) => endedAt === null && call.dialedAt !== null,
      );
      if (going.length !== Math.min(liveNow.current, 200) && going.length <= 200) void refetch();
    }, CHECK_MILLISECONDS);
    return () => clearInterval(check);
  }, [refetch]);

  useEffect(() => {
    const paint = setInterval(() => setShown((before) => arrange(before, calls.current, most)), PAINT_MILLISECONDS);
    return () => clearInterval(paint);
  }, [most]);
  return shown;
}

function arrange(before: LiveCalls, calls: Map<string, Place>, most: number): LiveCalls {
  const now = Date.now();
  const held = new Set<string>();
  const places = before.places.slice(0, most).map((place) => {
    const current = place && calls.get(place.call.id);
    if (!current || (current.endedAt !== null && now - current.endedAt > FADE_MILLISECONDS)) return null;
    held.add(current.call.id);
    return current;
  });
  // A call that ended before it had a place never gets one.
  for (const [id, place] of calls) if (place.endedAt !== null && !held.has(id)) calls.delete(id);
  const next = [...calls.values()].filter(({ call }) => !held.has(call.id) && call.state !== "claimed").values();
  const filled = places.map((place) => place ?? next.next().value ?? null);
  for (const place of next) {
    if (filled.length >= most) break;
    filled.push(place);
  }
  while (filled.length > 0 && filled.at(-1) === null) filled.pop();
  const known = [...calls.values()].filter(({ endedAt }) => endedAt === null).map(({ call }) => call);
  return { places: filled, known };
}
