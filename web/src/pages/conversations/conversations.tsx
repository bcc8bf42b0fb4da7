/** The conversations of all campaigns, the latest first. */
import { Button, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useMay } from "../../app/session.ts";
import { ConversationList } from "../../features/conversations/conversation-list.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { asOutcome, OutcomeSelect } from "../../features/conversations/outcome-select.tsx";
import { SearchField } from "../../features/conversations/search-field.tsx";
import { call as ask } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { Page } from "../../ui/page.tsx";
import { conversationList, conversationsPage as words } from "../../words/conversations.tsx";
import { conversationRows } from "./first.ts";

export function Conversations() {
  const { search, change } = usePageSearch();
  const outcome = asOutcome(search.outcome);
  const query = { search: search.search ?? "", outcome, campaignId: search.campaign };
  const filtered = query.search !== "" || outcome !== undefined || query.campaignId !== undefined;
  const [queryKey, load] = conversationRows(query);
  return (
    <Page title={words.title} sub={words.about}>
      <div className="panel">
        <div className="toolbar">
          <SearchField
            label={conversationList.search}
            width={280}
            value={query.search}
            change={(text) => change({ search: text === "" ? undefined : text })}
          />
          <CampaignSelect value={query.campaignId} choose={(id) => change({ campaign: id })} />
          <OutcomeSelect value={outcome} choose={(chosen) => change({ outcome: chosen })} />
          <span className="grow" />
          <CallsSince queryKey={queryKey} />
        </div>
        <ConversationList
          queryKey={queryKey}
          load={load}
          clear={filtered ? () => change({ search: undefined, outcome: undefined, campaign: undefined }) : null}
          empty={words.empty}
          ofAll
        />
      </div>
    </Page>
  );
}

/** The list stands still while one reads; calls that ended since come when one asks. */
function CallsSince({ queryKey }: { queryKey: readonly unknown[] }) {
  const metrics = { queryKey: keys.metrics({}), queryFn: () => ask("getCampaignMetrics") };
  const ended = useQuery(metrics).data?.callsCompleted ?? 0;
  const readAt = useSyncExternalStore(
    (listener) => queryClient.getQueryCache().subscribe(listener),
    () => queryClient.getQueryState(queryKey)?.dataUpdatedAt ?? 0,
  );
  const [before, setBefore] = useState<number | null>(null);
  useEffect(() => {
    let left = false;
    setBefore(null);
    // Asked for anew: what is kept may be older than the rows.
    const now = queryClient.query({ ...metrics, staleTime: 0 });
    now.then(({ callsCompleted }) => !left && setBefore(callsCompleted)).catch(() => {});
    return () => {
      left = true;
    };
  }, [readAt]);
  const since = before === null ? 0 : ended - before;
  if (since <= 0) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconRefresh size={14} aria-hidden />}
      onClick={() => void queryClient.resetQueries({ queryKey, exact: true })}
    >
      {words.endedSince(since)}
    </Button>
  );
}

const ANY = "any";

/** Campaigns by name; the list is searched on the server, so that any number of them can be found. */
function CampaignSelect({ value, choose }: { value: string | undefined; choose: (id: string | undefined) => void }) {
  const may = useMay();
  const [typed, setTyped] = useState("");
  const [searched] = useDebouncedValue(typed, 250);
  const { data, refetch } = useQuery({
    queryKey: [...keys.campaigns(), "names", searched],
    queryFn: () => ask("listCampaigns", { query: { limit: 50, search: searched } }),
    enabled: may("campaigns:read"),
    placeholderData: (before) => before,
  });
  const { data: chosen } = useQuery({
    queryKey: keys.campaign(value ?? ""),
    queryFn: () => ask("getCampaign", { params: { id: value ?? "" } }),
    enabled: value !== undefined,
  });
  const named = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  if (chosen && !named.some((one) => one.value === chosen.id)) named.push({ value: chosen.id, label: chosen.name });
  const choices = [{ value: ANY, label: words.anyCampaign }, ...named];
  return (
    <Select
      aria-label={conversationList.campaign}
      w={220}
      searchable
      onDropdownOpen={() => void refetch()}
      data={choices}
      filter={({ options }) => options}
      value={value ?? ANY}
      onSearchChange={(text) => setTyped(choices.some(({ label }) => label === text) ? "" : text)}
      onChange={(id) => choose(id === null || id === ANY ? undefined : id)}
      nothingFoundMessage={words.noCampaign}
    />
  );
}
