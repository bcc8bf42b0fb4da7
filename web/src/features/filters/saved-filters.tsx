/** Filters that were kept under a name: used again, or deleted. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconFilter, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { queryClient } from "../../lib/query.ts";
import { FormDialog, sendingBy } from "../../ui/form-dialog.tsx";
import { type Column, LongTable } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Empty } from "../../ui/page.tsx";
import { tellRefusal } from "../../ui/tell-refusal.ts";
import { tell } from "../../ui/toast.tsx";
import { savedFilterWords } from "../../words/filters.ts";
import { ListBody } from "../calls/list-body.tsx";
import { type ContactFilter, filterSentence, type NameOf } from "./conditions.ts";
import { useNamedChoices } from "./known.ts";

type SavedFilter = Answer<"listFilters">["items"][number];
const filtersKey = ["filters"] as const;

export function useSavedFilters() {
  return usePages<SavedFilter>([...filtersKey, "list"], (cursor, signal) =>
    call("listFilters", { query: { limit: 100, cursor } }, { signal }),
  );
}

export function SavedFilters({ use }: { use: (filter: ContactFilter) => void }) {
  const filters = useSavedFilters();
  const { nameOf } = useNamedChoices();
  return (
    <ListBody
      list={filters}
      what={savedFilterWords.what}
      noun={savedFilterWords.noun}
      empty={<Empty icon={IconFilter} title={savedFilterWords.none} text={savedFilterWords.noneAbout} />}
      loadingRows={4}
    >
      <LongTable
        label={savedFilterWords.table}
        columns={columns(use, nameOf)}
        rows={filters.items}
        idOf={({ id }) => id}
        total={filters.total}
        more={filters.more}
      />
    </ListBody>
  );
}

const columns = (use: (filter: ContactFilter) => void, nameOf: NameOf): Column<SavedFilter>[] => [
  {
    key: "name",
    head: savedFilterWords.name,
    cell: ({ name, filter }) => (
      <button type="button" className="t-link filt-open" onClick={() => use(filter)}>
        {name}
      </button>
    ),
  },
  { key: "asks", head: savedFilterWords.matches, cell: ({ filter }) => filterSentence(filter, nameOf) },
  {
    key: "by",
    head: savedFilterWords.saved,
    className: "hide-m",
    cell: ({ createdAt, createdBy }) => (
      <>
        <Moment at={createdAt} className="num" />
        {createdBy !== null && <div className="t-sub">{createdBy}</div>}
      </>
    ),
  },
  {
    key: "act",
    head: <span className="vh">{savedFilterWords.actions}</span>,
    className: "r",
    cell: (one) => <DeleteFilter one={one} />,
  },
];

function DeleteFilter({ one: { id, name } }: { one: SavedFilter }) {
  const may = useMay();
  const remove = useMutation({
    mutationFn: () => call("deleteFilter", { params: { id } }),
    onSuccess: () => {
      tell({ text: savedFilterWords.deleted(name) });
      return queryClient.invalidateQueries({ queryKey: filtersKey });
    },
    onError: tellRefusal,
  });
  if (!may("contacts:write")) return null;
  return (
    <ActionIcon aria-label={savedFilterWords.delete(name)} loading={remove.isPending} onClick={() => remove.mutate()}>
      <IconTrash size={16} />
    </ActionIcon>
  );
}

export function SaveFilter({ filter }: { filter: ContactFilter }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" onClick={() => setOpen(true)}>
        {savedFilterWords.save}
      </Button>
      {isOpen && <SaveDialog filter={filter} close={() => setOpen(false)} />}
    </>
  );
}

function SaveDialog({ filter, close }: { filter: ContactFilter; close: () => void }) {
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () => call("createFilter", { body: { name: name.trim(), filter } }),
    onSuccess: (saved) => {
      close();
      tell({ text: savedFilterWords.kept(saved.name) });
      return queryClient.invalidateQueries({ queryKey: filtersKey });
    },
  });
  return (
    <FormDialog
      title={savedFilterWords.saveTitle}
      verb={savedFilterWords.save}
      sending={sendingBy(save, () => save.mutate())}
      close={close}
    >
      <TextInput
        label={savedFilterWords.name}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
