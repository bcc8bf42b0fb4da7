/** The contacts as rows, or as cards where there is no room for rows. */
import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { nameOf } from "../../lib/format.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { contactFactWords, contactFieldWords } from "../../words/contact-fields.ts";
import { contactList, contactsPage } from "../../words/contacts.tsx";
import { TableOrCards } from "../calls/table-or-cards.tsx";
import { attributeOf, type ChosenField, columnName, isField } from "./columns.tsx";
import { ContactName, DoNotCallMark, LastCall, Tags } from "./contact-cells.tsx";
import type { useSelection } from "./selection.ts";
import type { Sort, SortField } from "./contact-rows.ts";
import type { Contact } from "./use-contacts.ts";

export interface ContactTableProps {
  contacts: readonly Contact[];
  total: number;
  more: (() => void) | null;
  columns: string[];
  /** Null: nothing can be done to contacts by this role. */
  picking: ReturnType<typeof useSelection> | null;
  sort: Sort;
  sortBy: (sort: Sort) => void;
  open: (id: string) => void;
}

const chosen: Record<ChosenField, (contact: Contact) => React.ReactNode> = {
  tags: ({ tags }) => <Tags tags={tags} />,
  timezone: ({ timezone }) => timezone ?? <span className="cts-dim">{contactList.zoneFromNumber}</span>,
  lastCall: (contact) => <LastCall contact={contact} />,
  company: ({ company }) => company,
  email: ({ email }) => email,
  language: ({ language }) => language,
  externalId: ({ externalId }) => externalId,
  createdAt: ({ createdAt }) => <Moment at={createdAt} className="num" />,
};

const sortable: Partial<Record<string, SortField>> = { lastCall: "lastCalledAt", createdAt: "createdAt" };

export function ContactTable({ contacts, total, more, columns, picking, sort, sortBy, open }: ContactTableProps) {
  const head = (label: string, field: SortField | undefined) =>
    field ? <SortHead label={label} field={field} sort={sort} sortBy={sortBy} /> : label;
  const all: Column<Contact>[] = [
    ...(picking ? [pickColumn(contacts, picking)] : []),
    {
      key: "name",
      head: head(contactFactWords.name, "name"),
      cell: (contact) => <ContactName contact={contact} open={() => open(contact.id)} />,
    },
    {
      key: "phone",
      head: head(contactFieldWords.phone, "phone"),
      className: "num",
      cell: ({ phone, doNotCall }) => (
        <>
          {phone}
          {doNotCall && <DoNotCallMark />}
        </>
      ),
    },
    ...columns.map((column): Column<Contact> => ({
      key: column,
      head: head(columnName(column), sortable[column]),
      cell: (contact) =>
        isField(column) ? chosen[column](contact) : <span className="cts-value">{attributeOf(contact, column)}</span>,
    })),
  ];
  return (
    <TableOrCards
      label={contactsPage.title}
      className="cts-t"
      columns={all}
      rows={contacts}
      idOf={({ id }) => id}
      total={total}
      more={more}
      rowHeight={57}
      rowClass={({ id }) => (picking?.has(id) ? "cts-picked" : undefined)}
      card={(contact) => <ContactCard contact={contact} picking={picking} open={open} />}
    />
  );
}

function pickColumn(
  contacts: readonly Contact[],
  { selection, has, toggle, pick, clear }: NonNullable<ContactTableProps["picking"]>,
): Column<Contact> {
  const any = selection.isAll || selection.ids.size > 0;
  const every = selection.isAll || (contacts.length > 0 && contacts.every(({ id }) => selection.ids.has(id)));
  return {
    key: "pick",
    className: "cts-pick",
    head: (
      <Checkbox
        aria-label={contactList.selectShown}
        checked={every}
        indeterminate={any && !every}
        onChange={() => (every ? clear() : pick(contacts))}
      />
    ),
    cell: (contact) => (
      <Checkbox
        aria-label={contactList.selectOne(nameOf(contact))}
        checked={has(contact.id)}
        disabled={selection.isAll}
        onChange={() => toggle(contact.id)}
      />
    ),
  };
}

function SortHead({
  label,
  field,
  sort,
  sortBy,
}: {
  label: string;
  field: SortField;
  sort: Sort;
  sortBy: (sort: Sort) => void;
}) {
  const isUp = sort === field;
  const isDown = sort === `-${field}`;
  // Names and numbers begin with the lowest, times with the latest.
  const startsUp = field === "name" || field === "phone";
  const next: Sort = isUp ? `-${field}` : isDown ? field : startsUp ? field : `-${field}`;
  return (
    <button type="button" className="cts-sort" onClick={() => sortBy(next)}>
      {label}
      {isUp && <IconArrowUp size={13} aria-label={contactList.lowestFirst} />}
      {isDown && <IconArrowDown size={13} aria-label={contactList.highestFirst} />}
    </button>
  );
}

function ContactCard({ contact, picking, open }: Pick<ContactTableProps, "picking" | "open"> & { contact: Contact }) {
  return (
    <div className="cts-card">
      {picking && (
        <Checkbox
          aria-label={contactList.selectOne(nameOf(contact))}
          checked={picking.has(contact.id)}
          disabled={picking.selection.isAll}
          onChange={() => picking.toggle(contact.id)}
        />
      )}
      <ContactName contact={contact} open={() => open(contact.id)} />
      <span className="grow" />
      {contact.doNotCall ? <DoNotCallMark /> : <LastCall contact={contact} />}
    </div>
  );
}
