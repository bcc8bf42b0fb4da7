/** Filters that were kept under a name: used again, or deleted. */
import { ActionIcon, Button, Group, Modal, TextInput } from "@mantine/core";
import { IconFilter, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { type Answer, call } from "../../lib/api.ts";
import { exactly, moment } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { queryClient } from "../../lib/query.ts";
import { ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { LoadingRows } from "../calls/list-parts.tsx";
import { tellRefusal } from "../imports/use-import.ts";
import { type ContactFilter, filterSentence } from "./conditions.ts";
import { useNamedChoices } from "./known.ts";

type SavedFilter = Answer<"listFilters">["items"][number];
const filtersKey = ["filters"] as const;

export function useSavedFilters() {
  return usePages<SavedFilter>([...filtersKey, "list"], (cursor, signal) =>
    call("listFilters", { query: { limit: "100", ...(cursor === undefined ? {} : { cursor }) } }, { signal }),
  );
}

export function SavedFilters({ use }: { use: (filter: ContactFilter) => void }) {
  const filters = useSavedFilters();
  const { nameOf } = useNamedChoices();
  if (filters.problem !== null)
    return <Failure what="The saved filters" problem={filters.problem} again={filters.again} />;
  if (filters.isLoading) return <LoadingRows rows={4} height={49} />;
  if (filters.items.length === 0) {
    return (
      <Empty
        icon={IconFilter}
        title="No saved filters yet"
        text="Filter your contacts, then keep the filter under a name. It always matches the contacts of the moment."
      />
    );
  }
  return (
    <>
      <LongTable
        label="Saved filters"
        columns={[
          {
            key: "name",
            head: "Name",
            cell: ({ name, filter }) => (
              <button type="button" className="t-link filt-open" onClick={() => use(filter)}>
                {name}
              </button>
            ),
          },
          { key: "asks", head: "Matches", cell: ({ filter }) => filterSentence(filter, nameOf) },
          { key: "by", head: "Saved", className: "hide-m", cell: (one) => <SavedWhen one={one} /> },
          {
            key: "act",
            head: <span className="vh">Actions</span>,
            className: "r",
            cell: (one) => <DeleteFilter one={one} />,
          },
        ]}
        rows={filters.items}
        idOf={({ id }) => id}
        total={filters.total}
        more={filters.more}
        rowHeight={49}
      />
      <ListFoot shown={filters.items.length} total={filters.total} noun={filters.total === 1 ? "filter" : "filters"} />
    </>
  );
}

function SavedWhen({ one: { createdAt, createdBy } }: { one: SavedFilter }) {
  return (
    <>
      <time dateTime={createdAt} title={exactly(createdAt)} className="num">
        {moment(createdAt)}
      </time>
      {createdBy !== null && <div className="t-sub">{createdBy}</div>}
    </>
  );
}

function DeleteFilter({ one: { id, name } }: { one: SavedFilter }) {
  const may = useMay();
  const remove = useMutation({
    mutationFn: () => call("deleteFilter", { params: { id } }),
    onSuccess: () => {
      tell({ text: `The filter “${name}” is deleted. Its contacts stay.` });
      return queryClient.invalidateQueries({ queryKey: filtersKey });
    },
    onError: tellRefusal,
  });
  if (!may("contacts:write")) return null;
  return (
    <ActionIcon aria-label={`Delete the filter ${name}`} loading={remove.isPending} onClick={() => remove.mutate()}>
      <IconTrash size={16} />
    </ActionIcon>
  );
}

export function SaveFilter({ filter }: { filter: ContactFilter }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: (called: string) => call("createFilter", { body: { name: called, filter } }),
    onSuccess: (saved) => {
      setOpen(false);
      setName("");
      tell({ text: `The filter is kept as “${saved.name}”.` });
      return queryClient.invalidateQueries({ queryKey: filtersKey });
    },
  });
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" onClick={() => setOpen(true)}>
        Save filter
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Save this filter">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(name.trim());
          }}
        >
          <TextInput
            label="Name"
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={save.error?.message}
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save filter
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
