/** Select Existing: people of the database who are not in the campaign yet, picked one by one or as found. */
import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconUserSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ContactFilter } from "#contract/filters.ts";
import { useKnownWords } from "../../features/filters/known.ts";
import { type Answer, call } from "../../lib/api.ts";
import { moment, nameOf } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { existingWords, sourceWords } from "../../words/wizard-contacts.tsx";
import type { Choice, Find } from "./choice.ts";
import { personColumns } from "./person-columns.tsx";

type Contact = Answer<"getContact">;

/** Who can still be added: of everyone, or of those who have a tag. */
const notIn = (campaignId: string, tag: string | null): ContactFilter => ({
  all: [
    { field: "campaign", op: "is_not", value: campaignId },
    ...(tag === null ? [] : [{ field: "tag", op: "is", value: tag } as const]),
  ],
});

export function ExistingContacts({ campaignId, choice }: { campaignId: string; choice: Choice }) {
  const { picked, setPicked, everyone, find, setFind } = choice;
  const [search] = useDebouncedValue(find.search.trim(), 250);
  const filter = notIn(campaignId, find.tag);
  const list = usePages<Contact>(
    keys.campaignPart(campaignId, "pickable", { search, tag: find.tag }),
    (cursor, signal) =>
      call("listContacts", { query: { search, filter: JSON.stringify(filter), limit: 100, cursor } }, { signal }),
  );
  const pick = (id: string, on: boolean) => {
    const next = new Set(everyone ? list.items.filter(({ doNotCall }) => !doNotCall).map((one) => one.id) : picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  if (list.problem) return <Failure what={existingWords.what} problem={list.problem} again={list.again} />;
  return (
    <section className="panel" aria-label={sourceWords.existing.name}>
      <FindBar find={find} setFind={setFind} picked={everyone?.count ?? picked.size} found={list.total} />
      <PickAll campaignId={campaignId} choice={choice} filter={filter} search={search} />
      {list.total === 0 && !list.isLoading ? (
        <Nobody search={search} isNarrowed={find.tag !== null} clear={() => setFind({ search: "", tag: null })} />
      ) : (
        <LongTable
          label={existingWords.table}
          columns={columns((id) => everyone !== null || picked.has(id), pick)}
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

interface FindBarProps {
  find: Find;
  setFind: (find: Find) => void;
  picked: number;
  found: number;
}

function FindBar({ find, setFind, picked, found }: FindBarProps) {
  const { tags } = useKnownWords();
  return (
    <div className="toolbar">
      <TextInput
        className="search-in"
        type="search"
        w={260}
        aria-label={existingWords.search}
        placeholder={existingWords.searchHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={find.search}
        onChange={(event) => setFind({ ...find, search: event.currentTarget.value })}
      />
      {tags.length > 0 && (
        <Select
          aria-label={existingWords.tag}
          placeholder={existingWords.anyTag}
          w={150}
          searchable
          clearable
          limit={100}
          data={tags}
          value={find.tag}
          onChange={(tag) => setFind({ ...find, tag })}
        />
      )}
      <span className="grow" />
      <span className="wiz-count" role="status">
        {existingWords.count(picked, found)}
      </span>
    </div>
  );
}

interface PickAllProps {
  campaignId: string;
  choice: Choice;
  filter: ContactFilter;
  search: string;
}

/** Everyone who is found but those whom nobody may call. */
function PickAll({ campaignId, choice, filter, search }: PickAllProps) {
  const { picked, setPicked, everyone, pickEveryone } = choice;
  const takeable: ContactFilter = { all: [filter, { field: "doNotCall", op: "is", value: false }] };
  const found = useQuery({
    queryKey: keys.campaignPart(campaignId, "pickable", { counted: takeable, search }),
    queryFn: ({ signal }) => call("countContacts", { body: { filter: takeable, search } }, { signal }),
  });
  const count = found.data?.count ?? 0;
  if (count === 0 && picked.size === 0) return null;
  const isNone = everyone === null && picked.size === 0;
  const all = () => pickEveryone({ filter: takeable, search, count });
  return (
    <div className="wiz-bulk">
      <Checkbox
        aria-label={existingWords.everyone}
        checked={everyone !== null}
        indeterminate={everyone === null && !isNone}
        onChange={() => (isNone ? all() : setPicked(new Set()))}
      />
      {count > 0 && everyone === null && (
        <Button size="compact-sm" variant="default" onClick={all}>
          {existingWords.pickAll(count)}
        </Button>
      )}
      {!isNone && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setPicked(new Set())}>
          {existingWords.clear}
        </Button>
      )}
    </div>
  );
}

interface NobodyProps {
  search: string;
  isNarrowed: boolean;
  clear: () => void;
}

function Nobody({ search, isNarrowed, clear }: NobodyProps) {
  return search === "" && !isNarrowed ? (
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

function columns(isPicked: (id: string) => boolean, pick: (id: string, on: boolean) => void): Column<Contact>[] {
  return [
    {
      key: "pick",
      head: <span className="vh">{existingWords.pick}</span>,
      className: "wiz-pick-cell",
      cell: (contact) => (
        <Checkbox
          aria-label={existingWords.pickOne(nameOf(contact))}
          checked={!contact.doNotCall && isPicked(contact.id)}
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
