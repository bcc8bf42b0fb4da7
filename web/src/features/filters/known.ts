/** What there is to choose from in filters: variables and tags that contacts have, imports and campaigns by name. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import type { NameOf } from "./conditions.ts";

const FRESH_MILLISECONDS = 60_000;

const folded = (values: string[]): string[] => [...new Set(values)].toSorted((a, b) => a.localeCompare(b));

/** Of the contacts that were added last: names of variables and tags for suggestions, not all there are. */
export function useKnownWords(): { variables: string[]; tags: string[] } {
  const { data } = useQuery({
    queryKey: keys.contacts({ words: "of the latest" }),
    queryFn: async () => {
      const { items } = await call("listContacts", { query: { limit: "200" } });
      return {
        variables: folded(items.flatMap(({ attributes }) => Object.keys(attributes))),
        tags: folded(items.flatMap(({ tags }) => tags)),
      };
    },
    staleTime: FRESH_MILLISECONDS,
  });
  return data ?? { variables: [], tags: [] };
}

type Choice = { value: string; label: string };

export function useNamedChoices(): { import: Choice[]; campaign: Choice[]; nameOf: NameOf } {
  const imports = useQuery({
    queryKey: [...keys.imports, "names"],
    queryFn: async () => (await call("listImports", { query: { limit: "200" } })).items,
    staleTime: FRESH_MILLISECONDS,
  });
  const campaigns = useQuery({
    queryKey: [...keys.campaigns(), "names"],
    queryFn: async () => (await call("listCampaigns", { query: { limit: "200" } })).items,
    staleTime: FRESH_MILLISECONDS,
  });
  const choices = {
    import: (imports.data ?? []).map(({ id, fileName }) => ({ value: id, label: fileName })),
    campaign: (campaigns.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  };
  return {
    ...choices,
    nameOf: (kind, id) => choices[kind].find(({ value }) => value === id)?.label ?? `${kind} ${id}`,
  };
}
