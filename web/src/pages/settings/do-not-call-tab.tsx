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
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { tell } from "../../ui/toast.tsx";
import { sourceWord } from "../../words/settings.ts";
import { doNotCallList as words } from "../../words/do-not-call.tsx";
import { AddNumber } from "./add-number.tsx";
import { SettingList } from "./setting-list.tsx";
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
  const remove = may("do_not_call:write") ? setRemoving : null;
  return (
    <SettingList
      words={words}
      icon={IconBan}
      list={list}
      toolbar={<Toolbar filter={filter} setFilter={setFilter} />}
      isFiltered={search !== "" || filter.status !== ""}
      clear={() => setFilter({ search: "", status: "" })}
      idOf={({ phone }) => phone}
      columns={columnsOf(remove)}
      card={(entry) => <Card entry={entry} remove={remove} />}
      aside={words.checked}
    >
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
    </SettingList>
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

function columnsOf(remove: RemoveEntry): Array<Column<Entry>> {
  const columns: Array<Column<Entry>> = [
    { key: "phone", head: words.number, cell: ({ phone }) => <b>{phone}</b>, className: "num" },
    { key: "source", head: words.why, cell: ({ source }) => sourceWord(source) },
    { key: "note", head: words.note, cell: ({ note }) => note ?? "–" },
    { key: "since", head: words.since, cell: since, className: "num" },
    { key: "until", head: words.until, cell: until, className: "num" },
  ];
  if (!remove) return columns;
  const head = <span className="vh">{words.actions}</span>;
  return [...columns, { key: "acts", head, cell: (entry) => removeButton(entry, remove), className: "r" }];
}

function Card({ entry, remove }: { entry: Entry; remove: RemoveEntry }) {
  const { phone, note, source, addedAt, expiresAt } = entry;
  return (
    <>
      <div className="s-who">
        <b className="num">{phone}</b>
        <span>{note === null ? sourceWord(source) : words.sourceAndNote(sourceWord(source), note)}</span>
        <span>{words.sinceUntil(momentWithin(addedAt), expiresAt === null ? null : until(entry))}</span>
      </div>
      {removeButton(entry, remove)}
    </>
  );
}
