/** Who is signed in, and what they may do. */
import { useSuspenseQuery } from "@tanstack/react-query";
import type { Permission } from "#domain/roles.ts";
import { type Answer, call } from "../lib/api.ts";
import { keys } from "../lib/query.ts";

export type Me = Answer<"getMe">;

export const meQuery = {
  queryKey: keys.me,
  queryFn: (): Promise<Me> => call("getMe"),
  staleTime: 300_000,
};

/** Inside the shell, where somebody is always signed in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether a button is to be shown at all: the API refuses the others. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}
