/** The numbers the organisation never dials. */
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconBan, IconDownload, IconPlus, IconSearch, IconTrash, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { addressOf, type Answer, call } from "../../lib/api.ts";
import { exactly, moment } from "../../lib/format.ts";
import { when } from "../../features/team/use-team.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { sourceWord } from "../../words/settings.ts";
import { AddNumber, UploadList } from "./do-not-call-dialogs.tsx";

type Entry = Answer<"listDoNotCall">["items"][number];
type Filter = { search: string; status: "" | "active" | "expired" };

const changed = () => void queryClient.invalidateQueries({ queryKey: keys.settings("do-not-call") });

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
  if (list.problem) return <Failure what="The do-not-call list" problem={list.problem} again={list.again} />;
  return (
    <section className="panel" aria-label="Do-not-call list">
      <Toolbar filter={filter} setFilter={setFilter} />
      {list.isLoading ? (
        <div className="s-wait late" role="status" aria-label="Loading the list" />
      ) : list.items.length === 0 ? (
        <Empty
          icon={isFiltered ? IconSearch : IconBan}
          title={isFiltered ? "No entries match" : "Nobody is on the list"}
          text={
            isFiltered
              ? "No number or note has what was searched for."
              : "Numbers on this list are never dialled, whatever a campaign says. Whoever asks during a call is put on it."
          }
          actions={
            isFiltered && (
              <Button variant="default" onClick={() => setFilter({ search: "", status: "" })}>
                Clear filters
              </Button>
            )
          }
        />
      ) : (
        <Entries list={list} remove={may("do_not_call:write") ? setRemoving : null} />
      )}
      {removing && (
        <Confirm
          title={`Take ${removing.phone} off the list`}
          verb="Take off"
          close={() => setRemoving(null)}
          act={async () => {
            await call("removeDoNotCall", { params: { phone: removing.phone } });
            changed();
            tell({ text: `${removing.phone} may be called again.` });
          }}
        >
          Campaigns may call the number again. Contacts that were skipped for it stay skipped.
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
        aria-label="Search numbers and notes"
        placeholder="Search numbers and notes"
        className="search-in"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={filter.search}
        onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
        w={230}
      />
      <Select
        aria-label="Which entries"
        w={130}
        data={[
          { value: "", label: "All entries" },
          { value: "active", label: "In force" },
          { value: "expired", label: "Expired" },
        ]}
        value={filter.status}
        onChange={(status) => setFilter({ ...filter, status: status ?? "" })}
      />
      <span className="grow" />
      <Button
        variant="default"
        component="a"
        href={addressOf("exportDoNotCall", { query })}
        download
        leftSection={<IconDownload size={15} aria-hidden />}
      >
        Export
      </Button>
      {may("do_not_call:write") && (
        <>
          <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} onClick={upload.open}>
            Upload list
          </Button>
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={add.open}>
            Add number
          </Button>
          {adding && <AddNumber close={add.close} changed={changed} />}
          {uploading && <UploadList close={upload.close} changed={changed} />}
        </>
      )}
    </div>
  );
}

const since = ({ addedAt }: Entry) => <Moment at={addedAt} />;
const until = ({ expiresAt }: Entry) => {
  if (expiresAt === null) return "For ever";
  return (
    <span title={exactly(expiresAt)}>
      {moment(expiresAt)}
      {new Date(expiresAt).getTime() <= Date.now() && " (expired)"}
    </span>
  );
};

type RemoveEntry = ((entry: Entry) => void) | null;

const removeButton = (entry: Entry, remove: RemoveEntry) =>
  remove && (
    <ActionIcon size={28} aria-label={`Take ${entry.phone} off the list`} onClick={() => remove(entry)}>
      <IconTrash size={16} />
    </ActionIcon>
  );

function Entries({ list, remove }: { list: ReturnType<typeof useEntries>; remove: RemoveEntry }) {
  const columns: Array<Column<Entry>> = [
    { key: "phone", head: "Number", cell: ({ phone }) => <b>{phone}</b>, className: "num" },
    { key: "source", head: "Why", cell: ({ source }) => sourceWord(source) },
    { key: "note", head: "Note", cell: ({ note }) => note ?? "–" },
    { key: "since", head: "Since", cell: since, className: "num" },
    { key: "until", head: "Until", cell: until, className: "num" },
  ];
  if (remove)
    columns.push({
      key: "acts",
      head: <span className="vh">Actions</span>,
      cell: (entry) => removeButton(entry, remove),
      className: "r",
    });
  return (
    <>
      <LongTable
        className="hide-m"
        label="Do-not-call list"
        columns={columns}
        rows={list.items}
        idOf={({ phone }) => phone}
        total={list.total}
        more={list.more}
        rowHeight={51}
      />
      <ul className="s-list only-m" aria-label="Do-not-call list">
        {list.items.map((entry) => (
          <li key={entry.phone}>
            <div className="s-who">
              <b className="num">{entry.phone}</b>
              <span>
                {sourceWord(entry.source)}
                {entry.note !== null && `: ${entry.note}`}
              </span>
              <span>
                Since {when(entry.addedAt)}
                {entry.expiresAt !== null && <>, until {until(entry)}</>}
              </span>
            </div>
            {removeButton(entry, remove)}
          </li>
        ))}
      </ul>
      {list.more && (
        <Button className="only-m" variant="default" m="md" onClick={list.more} loading={list.isLoadingMore}>
          Show more
        </Button>
      )}
      <ListFoot
        shown={list.items.length}
        total={list.total}
        noun={list.total === 1 ? "entry" : "entries"}
        aside={<span className="hide-m">Checked on import, at launch and before every call</span>}
      />
    </>
  );
}
