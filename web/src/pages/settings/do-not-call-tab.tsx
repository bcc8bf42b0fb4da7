/** The numbers the organisation never dials. */
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconBan, IconDownload, IconPlus, IconSearch, IconTrash, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { addressOf, type Answer, call } from "../../lib/api.ts";
import { exactly, moment, momentWithin } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { sourceWord } from "../../words/settings.ts";
import { doNotCallList as words } from "../../words/do-not-call.tsx";
import { showMore } from "../../words/ui.ts";
import { AddNumber } from "./add-number.tsx";
import { UploadNumbers } from "./upload-numbers.tsx";

type Entry = Answer<"listDoNotCall">["items"][number];
type Filter = { search: string; status: (typeof statuses)[number] };

const statuses = ["", "active", "expired"] as const;

const changed = () => queryClient.invalidateQueries({ queryKey: keys.settings("do-not-call") });

function useEntries({ search, status }: Filter) {
  const query = { search: search || undefined, status: status || undefined };
  return usePages<Entry>([...keys.settings("do-not-call"), query], (cursor) =>
    call("listDoNotCall", { query: { ...query, limit: 100, cursor } }),
  );
}

export function DoNotCallTab() {
  const may = useMay();
  const [filter, setFilter] = useState<Filter>({ search: "", status: "" });
  const [search] = useDebouncedValue(filter.search.trim(), 200);
  const list = useEntries({ ...filter, search });
  const [removing, setRemoving] = useState<Entry | null>(null);
  const isFiltered = search !== "" || filter.status !== "";
  if (list.problem) return <Failure what={words.whole} problem={list.problem} again={list.again} />;
  return (
    <section className="panel" aria-label={words.label}>
      <Toolbar filter={filter} setFilter={setFilter} />
      {list.isLoading ? (
        <div className="s-wait late" role="status" aria-label={words.loading} />
      ) : list.items.length === 0 ? (
        <Empty
          icon={isFiltered ? IconSearch : IconBan}
          title={isFiltered ? words.noMatchTitle : words.noneTitle}
          text={isFiltered ? words.noMatch : words.none}
          actions={
            isFiltered && (
              <Button variant="default" onClick={() => setFilter({ search: "", status: "" })}>
                {words.clearFilters}
              </Button>
            )
          }
        />
      ) : (
        <Entries list={list} remove={may("do_not_call:write") ? setRemoving : null} />
      )}
      {removing && (
        <Confirm
          title={words.remove(removing.phone)}
          verb={words.removeVerb}
          close={() => setRemoving(null)}
          act={async () => {
            await call("removeDoNotCall", { params: { phone: removing.phone } });
            await changed();
            tell({ text: words.removed(removing.phone) });
          }}
        >
          {words.removeAbout}
        </Confirm>
      )}
    </section>
  );
}

function Toolbar({ filter, setFilter }: { filter: Filter; setFilter: (filter: Filter) => void }) {
  const may = useMay();
  const [adding, add] = useDisclosure(false);
  const [uploading, upload] = useDisclosure(false);
  const query = { search: filter.search.trim() || undefined, status: filter.status || undefined };
  return (
    <div className="toolbar">
      <TextInput
        aria-label={words.search}
        placeholder={words.search}
        className="search-in"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={filter.search}
        onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
        w={230}
      />
      <Select
        aria-label={words.which}
        w={130}
        data={statuses.map((value) => ({ value, label: words.status[value] }))}
        value={filter.status}
        onChange={(status) => setFilter({ ...filter, status: status ?? "" })}
      />
      <span className="grow" />
      {may("contacts:export") && (
        <Button
          variant="default"
          component="a"
          href={addressOf("exportDoNotCall", { query })}
          download
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {words.export}
        </Button>
      )}
      {may("do_not_call:write") && (
        <>
          <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} onClick={upload.open}>
            {words.upload}
          </Button>
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={add.open}>
            {words.add}
          </Button>
          {adding && <AddNumber close={add.close} changed={() => void changed()} />}
          {uploading && <UploadNumbers close={upload.close} changed={() => void changed()} />}
        </>
      )}
    </div>
  );
}

const since = ({ addedAt }: Entry) => <Moment at={addedAt} />;
const until = ({ expiresAt }: Entry) => {
  if (expiresAt === null) return words.forEver;
  return (
    <span title={exactly(expiresAt)}>
      {new Date(expiresAt).getTime() <= Date.now() ? words.expired(moment(expiresAt)) : moment(expiresAt)}
    </span>
  );
};

type RemoveEntry = ((entry: Entry) => void) | null;

const removeButton = (entry: Entry, remove: RemoveEntry) =>
  remove && (
    <ActionIcon size={28} aria-label={words.remove(entry.phone)} onClick={() => remove(entry)}>
      <IconTrash size={16} />
    </ActionIcon>
  );

function Entries({ list, remove }: { list: ReturnType<typeof useEntries>; remove: RemoveEntry }) {
  const columns: Array<Column<Entry>> = [
    { key: "phone", head: words.number, cell: ({ phone }) => <b>{phone}</b>, className: "num" },
    { key: "source", head: words.why, cell: ({ source }) => sourceWord(source) },
    { key: "note", head: words.note, cell: ({ note }) => note ?? "–" },
    { key: "since", head: words.since, cell: since, className: "num" },
    { key: "until", head: words.until, cell: until, className: "num" },
  ];
  if (remove)
    columns.push({
      key: "acts",
      head: <span className="vh">{words.actions}</span>,
      cell: (entry) => removeButton(entry, remove),
      className: "r",
    });
  return (
    <>
      <LongTable
        className="hide-m"
        label={words.label}
        columns={columns}
        rows={list.items}
        idOf={({ phone }) => phone}
        total={list.total}
        more={list.more}
        rowHeight={51}
      />
      <ul className="s-list only-m" aria-label={words.label}>
        {list.items.map((entry) => (
          <li key={entry.phone}>
            <div className="s-who">
              <b className="num">{entry.phone}</b>
              <span>
                {entry.note === null
                  ? sourceWord(entry.source)
                  : words.sourceAndNote(sourceWord(entry.source), entry.note)}
              </span>
              <span>
                {words.sinceUntil(momentWithin(entry.addedAt), entry.expiresAt === null ? null : until(entry))}
              </span>
            </div>
            {removeButton(entry, remove)}
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
        aside={<span className="hide-m">{words.checked}</span>}
      />
    </>
  );
}
