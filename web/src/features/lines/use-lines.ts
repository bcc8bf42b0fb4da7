/** The lines, as they are asked for and kept. */
import { useQuery } from "@tanstack/react-query";
import { type Answer, call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";

export type Line = Answer<"getLine">;

const listKey = [...keys.lines, "list"];

/** An organisation has a few; one page of the API holds them. */
export const linesQuery = {
  queryKey: listKey,
  queryFn: async () => (await call("listLines", { query: { limit: 200 } })).items,
};

export function useLines({ live = false }: { live?: boolean } = {}) {
  return useQuery({
    ...linesQuery,
    // How many calls are live on each is told by no event.
    refetchInterval: live ? 5_000 : false,
  });
}

export function keepLine(line: Line): void {
  queryClient.setQueryData<Line[]>(listKey, (kept) => kept?.map((one) => (one.id === line.id ? line : one)));
  void queryClient.invalidateQueries({ queryKey: keys.lines });
}

/** @returns once the list is without it */
export function forgetLine(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keys.lines });
}
