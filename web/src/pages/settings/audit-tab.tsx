/** Who did what, the latest first. */
import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconHistory, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { type AuditVerb, auditVerbs } from "#domain/audit.ts";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { auditWords as words, changeWords, subjectWords, verbWords } from "../../words/audit.ts";
import { showMore } from "../../words/ui.ts";

type Entry = Answer<"listAudit">["items"][number];

interface Filter {
  actor: string;
  verb: AuditVerb | "";
}

const everything: Filter = { actor: "", verb: "" };

export function AuditTab() {
  const [filter, setFilter] = useState<Filter>(everything);
  const [actor] = useDebouncedValue(filter.actor.trim(), 200);
  const query = { actor: actor || undefined, verb: filter.verb || undefined };
  const list = usePages<Entry>([...keys.settings("audit"), query], (cursor) =>
    call("listAudit", { query: { ...query, limit: 100, cursor } }),
  );
  const isFiltered = actor !== "" || filter.verb !== "";
  if (list.problem) return <Failure what={words.whole} problem={list.problem} again={list.again} />;
  return (
    <section className="panel" aria-label={words.label}>
      <Toolbar filter={filter} setFilter={setFilter} />
      {list.isLoading ? (
        <div className="s-wait late" role="status" aria-label={words.loading} />
      ) : list.items.length === 0 ? (
        <Empty
          icon={isFiltered ? IconSearch : IconHistory}
          title={isFiltered ? words.noMatchTitle : words.noneTitle}
          text={isFiltered ? words.noMatch : words.none}
          actions={
            isFiltered && (
              <Button variant="default" onClick={() => setFilter(everything)}>
                {words.clearFilters}
              </Button>
            )
          }
        />
      ) : (
        <Entries list={list} />
      )}
    </section>
  );
}

function Toolbar({ filter, setFilter }: { filter: Filter; setFilter: (filter: Filter) => void }) {
  return (
    <div className="toolbar">
      <TextInput
        aria-label={words.whoSearch}
        placeholder={words.whoSearch}
        className="search-in"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={filter.actor}
        onChange={(event) => setFilter({ ...filter, actor: event.currentTarget.value })}
        w={200}
      />
      <Select
        aria-label={words.what}
        w={280}
        data={[
          { value: "", label: words.anything },
          ...auditVerbs.map((value) => ({ value, label: verbWords[value] })),
        ]}
        value={filter.verb}
        onChange={(verb) => setFilter({ ...filter, verb: verb ?? "" })}
      />
    </div>
  );
}

const actorOf = ({ actor }: Entry) => (
  <>
    {actor.name} {actor.kind === "key" && <span className="dim">{words.program}</span>}
  </>
);

function moreOf({ subject, changes }: Entry): string {
  const told = Object.entries(changes).map(([field, { before, after }]) => changeWords(field, before, after));
  return [subjectWords[subject.kind](subject.id), ...told].filter((text) => text !== "").join("; ");
}

const columns: ReadonlyArray<Column<Entry>> = [
  { key: "time", head: words.time, cell: ({ at }) => <Moment at={at} />, className: "num" },
  { key: "who", head: words.who, cell: actorOf },
  { key: "what", head: words.what, cell: ({ verb }) => verbWords[verb] },
  { key: "more", head: words.more, cell: moreOf },
];

function Entries({ list }: { list: ReturnType<typeof usePages<Entry>> }) {
  return (
    <>
      <LongTable
        className="hide-m"
        label={words.label}
        columns={columns}
        rows={list.items}
        idOf={({ id }) => id}
        total={list.total}
        more={list.more}
        rowHeight={51}
      />
      <ul className="s-list only-m" aria-label={words.label}>
        {list.items.map((entry) => (
          <li key={entry.id}>
            <div className="s-who">
              <b>{verbWords[entry.verb]}</b>
              <span>
                {entry.actor.name}, <Moment at={entry.at} />
              </span>
              <span>{moreOf(entry)}</span>
            </div>
          </li>
        ))}
      </ul>
      {list.more && (
        <Button className="only-m" variant="default" m="md" onClick={list.more} loading={list.isLoadingMore}>
          {showMore}
        </Button>
      )}
      <ListFoot
        shown={list.items.length}
        total={list.total}
        noun={words.entries(list.total)}
        aside={<span className="hide-m">{words.kept}</span>}
      />
    </>
  );
}
