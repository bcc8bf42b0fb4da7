/** Select Existing: people of the database who are not in the campaign yet, picked one by one or as found. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconUserSearch } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, call } from "../../lib/api.ts";
import { moment, nameOf } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { existingWords, sourceWords } from "../../words/wizard-contacts.tsx";
import { type Choice, MOST_PICKED } from "./choice.ts";
import { personColumns } from "./person-columns.tsx";

type Contact = Answer<"getContact">;

const notIn = (campaignId: string) => JSON.stringify({ all: [{ field: "campaign", op: "is_not", value: campaignId }] });

export function ExistingContacts({ campaignId, choice }: { campaignId: string; choice: Choice }) {
  const { picked, setPicked } = choice;
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const filter = notIn(campaignId);
  const list = usePages<Contact>(keys.campaignPart(campaignId, "pickable", { search }), (cursor, signal) =>
    call("listContacts", { query: { search, filter, limit: 100, cursor } }, { signal }),
  );
  const all = useEveryFound(search, filter, (ids) => setPicked(new Set([...picked, ...ids])));
  const pick = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  if (list.problem) return <Failure what={existingWords.what} problem={list.problem} again={list.again} />;
  const canTakeAll = list.total > 0 && list.total <= MOST_PICKED;
  return (
    <section className="panel" aria-label={sourceWords.existing.name}>
      <div className="toolbar">
        <TextInput
          className="search-in"
          type="search"
          w={260}
          aria-label={existingWords.search}
          placeholder={existingWords.searchHint}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <span className="grow" />
        <span className="wiz-count">{existingWords.count(picked.size, list.total)}</span>
      </div>
      <div className="wiz-bulk">
        {canTakeAll && (
          <Button size="compact-sm" variant="default" loading={all.isPending} onClick={() => all.mutate()}>
            {existingWords.pickAll(list.total)}
          </Button>
        )}
        {picked.size > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setPicked(new Set())}>
            {existingWords.clear}
          </Button>
        )}
        {list.total > MOST_PICKED && <span>{existingWords.tooMany(MOST_PICKED)}</span>}
        {all.isError && <span>{all.error.message}</span>}
      </div>
      {list.total === 0 && !list.isLoading ? (
        <Nobody search={search} clear={() => setTyped("")} />
      ) : (
        <LongTable
          label={existingWords.table}
          columns={columns(picked, pick)}
          rows={list.items}
          idOf={({ id }) => id}
          total={list.total}
          more={list.more}
          rowHeight={49}
          rowClass={({ doNotCall }) => (doNotCall ? "wiz-row-dim" : undefined)}
        />
      )}
      <ListFoot shown={list.items.length} total={list.total} noun={existingWords.foot(list.total)} />
    </section>
  );
}

function Nobody({ search, clear }: { search: string; clear: () => void }) {
  return search === "" ? (
    <Empty icon={IconUserSearch} title={existingWords.nobody} text={existingWords.nobodyAbout} />
  ) : (
    <Empty
      icon={IconUserSearch}
      title={existingWords.noMatch}
      text={existingWords.noMatchAbout(search)}
      actions={
        <Button variant="default" onClick={clear}>
          {existingWords.clearSearch}
        </Button>
      }
    />
  );
}

function columns(picked: ReadonlySet<string>, pick: (id: string, on: boolean) => void): Column<Contact>[] {
  return [
    {
      key: "pick",
      head: <span className="vh">{existingWords.pick}</span>,
      className: "wiz-pick-cell",
      cell: (contact) => (
        <Checkbox
          aria-label={existingWords.pickOne(nameOf(contact))}
          checked={picked.has(contact.id)}
          disabled={contact.doNotCall}
          onChange={(event) => pick(contact.id, event.currentTarget.checked)}
        />
      ),
    },
    ...personColumns<Contact>((contact) => contact),
    { key: "company", head: existingWords.company, className: "hide-m", cell: ({ company }) => company },
    {
      key: "tags",
      head: existingWords.tags,
      className: "hide-m",
      cell: ({ tags }) => (
        <span className="wiz-tags">
          {tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </span>
      ),
    },
    {
      key: "last",
      head: existingWords.last,
      className: "dim",
      cell: ({ doNotCall, lastCall }) =>
        doNotCall ? existingWords.doNotCall : lastCall ? moment(lastCall.endedAt) : existingWords.never,
    },
  ];
}

/** Everyone a search finds, page by page: the API adds by ids or by a filter, and a search is neither. */
function useEveryFound(search: string, filter: string, take: (ids: string[]) => void) {
  return useMutation({
    mutationFn: async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await call("listContacts", { query: { search, filter, limit: 200, cursor } });
        ids.push(...page.items.filter(({ doNotCall }) => !doNotCall).map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && ids.length < MOST_PICKED);
      return ids;
    },
    onSuccess: take,
  });
}
