/** What there is to choose from in filters: variables and tags that contacts have, imports and campaigns by name. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { filterSentenceWords } from "../../words/filters.ts";
import type { NameOf } from "./conditions.ts";

const FRESH_MILLISECONDS = 60_000;

const inOrder = (values: string[]): string[] => values.toSorted((a, b) => a.localeCompare(b));

/** Names of variables and tags for suggestions: those that most contacts have, and any other may be typed. */
export function useKnownWords(): { variables: string[]; tags: string[] } {
  const { data } = useQuery({
    queryKey: keys.contacts({ list: "fields" }),
    queryFn: async () => {
      const { attributes, tags } = await call("listContactFields");
      return { variables: inOrder(attributes.map(({ name }) => name)), tags: inOrder(tags) };
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
    nameOf: (kind, id) =>
      choices[kind].find(({ value }) => value === id)?.label ?? filterSentenceWords.unnamed[kind](id),
  };
}
