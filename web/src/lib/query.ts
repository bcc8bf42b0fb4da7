/** How answers are kept: what is asked for by which key, and for how long it counts as fresh. */
import { QueryClient, type QueryFunction } from "@tanstack/react-query";
import { ApiProblem } from "./api.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the server refused it refuses again; only a server that was not there may answer the next time.
      retry: (failures, problem) => failures < 2 && !(problem instanceof ApiProblem && problem.status !== 0),
      refetchOnWindowFocus: false,
    },
  },
});

/** Asks before the part that shows it is there. That part finds the answer, or asks again and says what went wrong. */
export function begin(query: { queryKey: readonly unknown[]; queryFn: QueryFunction }): void {
  queryClient.query(query).catch(() => {});
}

/** Every key begins with its noun, so that all of a noun can be asked for again at once. */
export const keys = {
  me: ["me"] as const,
  campaigns: (filter?: object) => (filter === undefined ? (["campaigns"] as const) : (["campaigns", filter] as const)),
  metrics: (period: object) => ["campaigns", "metrics", period] as const,
  campaign: (id: string) => ["campaign", id] as const,
  campaignPart: (id: string, part: string, filter?: object) => ["campaign", id, part, filter ?? null] as const,
  conversations: (filter: object) => ["conversations", filter] as const,
  conversation: (id: string) => ["conversation", id] as const,
  call: (id: string) => ["call", id] as const,
  contacts: (filter: object) => ["contacts", filter] as const,
  contact: (id: string, part?: string) => ["contact", id, part ?? null] as const,
  imports: ["imports"] as const,
  import: (id: string, part?: string, filter?: object) => ["import", id, part ?? null, filter ?? null] as const,
  employees: ["ai-employees"] as const,
  employee: (id: string) => ["ai-employee", id] as const,
  lines: ["lines"] as const,
  settings: (part: string) => ["settings", part] as const,
};
