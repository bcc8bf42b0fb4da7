/** Who works here, as it is asked for. */
import { useQuery } from "@tanstack/react-query";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";

export type Member = Answer<"updateMember">;
export type Invitation = Answer<"createInvitation">;
export type ApiKey = Answer<"listApiKeys">["items"][number];

export function useMembers() {
  return usePages<Member>(keys.settings("members"), (cursor) => call("listMembers", { query: { limit: 100, cursor } }));
}

/** For those who may invite; nobody else may read them. */
export function useInvitations() {
  return useQuery({
    queryKey: keys.settings("invitations"),
    queryFn: async () => (await call("listInvitations", { query: { limit: 200 } })).items,
  });
}

export function useApiKeys() {
  return usePages<ApiKey>(keys.settings("api-keys"), (cursor) =>
    call("listApiKeys", { query: { limit: 100, cursor } }),
  );
}

export function askAgain(part: "members" | "invitations" | "api-keys"): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keys.settings(part) });
}
