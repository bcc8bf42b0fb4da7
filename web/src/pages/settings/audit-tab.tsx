/** Who did what, the latest first. */
import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconHistory, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { type AuditVerb, auditVerbs } from "#domain/audit.ts";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { auditWords as words, changeWords, subjectWords, verbWords } from "../../words/audit.ts";
import { SettingList } from "./setting-list.tsx";

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
  return (
    <SettingList
      words={words}
      icon={IconHistory}
      list={list}
      toolbar={<Toolbar filter={filter} setFilter={setFilter} />}
      isFiltered={actor !== "" || filter.verb !== ""}
      clear={() => setFilter(everything)}
      idOf={({ id }) => id}
      columns={columns}
      card={card}
      aside={words.kept}
    />
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

const card = (entry: Entry) => (
  <div className="s-who">
    <b>{verbWords[entry.verb]}</b>
    <span>
      {entry.actor.name}, <Moment at={entry.at} />
    </span>
    <span>{moreOf(entry)}</span>
  </div>
);
