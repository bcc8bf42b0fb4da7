/** Calls that go into a list as they are made, and change where they stand. */
import { useCallArrivals } from "./arrivals.ts";
import { type NewRows, useNewRows } from "./new-rows.tsx";
import type { Call } from "./call.ts";

export function useArrivingCalls(queryKey: readonly unknown[]): NewRows<Call> {
  const rows = useNewRows<Call>(queryKey, false);
  useCallArrivals(rows.arrive);
  return rows;
}
