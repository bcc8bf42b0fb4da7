/** Contacts on their way into the campaign: who is picked, which filter is set. Kept while one goes back and forth. */
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { BodyFor } from "#contract/endpoint.ts";
import type { EndpointOf } from "#contract/client.ts";
import type { ContactFilter } from "#contract/filters.ts";
import { type Answer, call } from "../../lib/api.ts";
import { sourceWords } from "../../words/wizard-contacts.tsx";
import { nodesOf } from "../../features/filters/conditions.ts";
import { filterIn, type FilterState, noRules } from "./filter/rules.ts";
import { keys, queryClient } from "../../lib/query.ts";

export const sources = ["upload", "existing", "filter"] as const;
export type Source = (typeof sources)[number];

export type ContactChoice = BodyFor<EndpointOf<"addCampaignContacts">>;

/** What is looked for among those who are not in the campaign yet. */
export interface Find {
  search: string;
  tag: string | null;
}

/** Everyone who was found, which is never a list of ids. */
interface Everyone {
  filter: ContactFilter;
  search: string;
  count: number;
}

export interface Choice {
  source: Source;
  picked: ReadonlySet<string>;
  setPicked: (picked: ReadonlySet<string>) => void;
  /** In place of those who are picked one by one. */
  everyone: Everyone | null;
  pickEveryone: (everyone: Everyone) => void;
  find: Find;
  /** Who is picked stays picked, but for everyone who was found otherwise. */
  setFind: (find: Find) => void;
  filter: FilterState;
  setFilter: (filter: FilterState) => void;
  /** Who would be added by the filter; undefined while it is counted, and for a filter without conditions. */
  matches: Matches | undefined;
  /** Why they could not be counted. */
  uncounted: Error | null;
  /** What the foot of the page offers: to add what is chosen now. */
  offer: { label: string; add: () => void; busy: boolean } | null;
  /** The file that is on its way: it has buttons of its own. */
  upload: "none" | "running" | "done";
  /** What the last adding did. */
  said: string | null;
  problem: Error | null;
}

export function useChoice(campaignId: string): Choice {
  const { source: asked, import: importId } = useSearch({ strict: false }) as { source?: string; import?: string };
  const source = sources.find((one) => one === asked) ?? "upload";
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [everyone, setEveryone] = useState<Everyone | null>(null);
  const [find, setFind] = useState<Find>({ search: "", tag: null });
  const [filter, setFilter] = useState<FilterState>(noRules);
  const wanted = useMemo(() => filterIn(filter), [filter]);
  const { matches, uncounted } = useMatches(campaignId, wanted, source === "filter");
  const upload = useUpload(importId);
  const adding = useMutation({
    mutationFn: (body: ContactChoice) => call("addCampaignContacts", { params: { id: campaignId }, body }),
    onSuccess: () => {
      setPicked(new Set());
      setEveryone(null);
      contactsChanged(campaignId);
    },
  });
  const offer = (count: number, body: ContactChoice) =>
    count > 0 ? { label: sourceWords.add(count), add: () => adding.mutate(body), busy: adding.isPending } : null;
  const offers: Record<Source, Choice["offer"]> = {
    upload: null,
    existing: everyone
      ? offer(everyone.count, { filter: everyone.filter, search: everyone.search })
      : offer(picked.size, { contactIds: [...picked] }),
    filter: offer(matches?.fresh ?? 0, { filter: matches?.filter ?? { any: [] } }),
  };
  return {
    source,
    picked,
    setPicked: (next) => {
      adding.reset();
      setPicked(next);
      setEveryone(null);
    },
    everyone,
    pickEveryone: (next) => {
      adding.reset();
      setEveryone(next);
    },
    find,
    setFind: (next) => {
      setFind(next);
      setEveryone(null);
    },
    filter,
    setFilter: (next) => {
      adding.reset();
      setFilter(next);
    },
    matches,
    uncounted,
    offer: offers[source],
    upload: source === "upload" ? upload : "none",
    said: adding.data ? sourceWords.added(adding.data.added, adding.data.skipped) : null,
    problem: adding.error,
  };
}

/** As far as the import flow, which asks for it, knows. */
function useUpload(importId: string | undefined): Choice["upload"] {
  const one = useQuery<Answer<"getImport">>({ queryKey: keys.import(importId ?? ""), queryFn: skipToken });
  if (importId === undefined) return "none";
  return one.data?.status === "done" ? "done" : "running";
}

/** Everything that shows who is in the campaign is asked for again. */
export function contactsChanged(campaignId: string): void {
  void queryClient.invalidateQueries({ queryKey: keys.campaign(campaignId) });
}

export interface Matches {
  filter: ContactFilter;
  total: number;
  matching: number;
  doNotCall: number;
  /** Not in the campaign yet. */
  fresh: number;
  /** Some of those. */
  some: Answer<"listContacts">["items"];
}

/** As many as have room beside their number. */
const SHOWN_MATCHES = 6;

const isIn = (campaignId: string, op: "is" | "is_not") => ({ field: "campaign", op, value: campaignId }) as const;

function useMatches(
  campaignId: string,
  filter: ContactFilter,
  isWanted: boolean,
): Pick<Choice, "matches" | "uncounted"> {
  const [settled] = useDebouncedValue(filter, 300);
  const isSet = nodesOf(settled).length > 0;
  const found = useQuery({
    queryKey: keys.campaignPart(campaignId, "matches", settled),
    queryFn: async ({ signal }): Promise<Matches> => {
      const count = async (counted: ContactFilter) =>
        (await call("countContacts", { body: { filter: counted } }, { signal })).count;
      const fresh: ContactFilter = { all: [settled, isIn(campaignId, "is_not")] };
      const [total, matching, freshly, doNotCall, some] = await Promise.all([
        count({ all: [] }),
        count(settled),
        count(fresh),
        count({ all: [settled, isIn(campaignId, "is_not"), { field: "doNotCall", op: "is", value: true }] }),
        call("listContacts", { query: { filter: JSON.stringify(fresh), limit: SHOWN_MATCHES } }, { signal }),
      ]);
      return { filter: settled, total, matching, fresh: freshly, doNotCall, some: some.items };
    },
    enabled: isWanted && isSet,
    placeholderData: (before) => before,
  });
  return { matches: isSet ? found.data : undefined, uncounted: isSet ? found.error : null };
}
