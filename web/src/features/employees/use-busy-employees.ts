/** How busy AI employees are now, by the campaigns that run. */
import { useMemo } from "react";
import { call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { type Campaign, listKey } from "../campaigns/kept.ts";

export interface Busy {
  /** Calls that are going on. */
  live: number;
  campaigns: ReadonlyArray<Pick<Campaign, "id" | "name">>;
}

/** By the id of the AI employee; live events keep it true. Null until it is known. */
export function useBusyEmployees(): ReadonlyMap<string, Busy> | null {
  const running = { status: "running", limit: 200 } as const;
  const { items, isLoading, problem } = usePages<Campaign>(listKey(running), (cursor, signal) =>
    call("listCampaigns", { query: { ...running, cursor } }, { signal }),
  );
  return useMemo(() => (isLoading || problem ? null : busyOf(items)), [items, isLoading, problem]);
}

function busyOf(campaigns: readonly Campaign[]): ReadonlyMap<string, Busy> {
  const busy = new Map<string, Busy>();
  for (const { id, name, status, aiEmployee, calls } of campaigns) {
    if (!aiEmployee || (status !== "running" && calls.live === 0)) continue;
    const known = busy.get(aiEmployee.id) ?? { live: 0, campaigns: [] };
    busy.set(aiEmployee.id, { live: known.live + calls.live, campaigns: [...known.campaigns, { id, name }] });
  }
  return busy;
}
