/** The database: searched, filtered, sorted, and worked on by selection. */
import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconAddressBook, IconDownload, IconSearch, IconSearchOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useMay } from "../../app/session.ts";
import { ListBody } from "../../features/calls/list-body.tsx";
import { BulkBar } from "../../features/contacts/bulk-bar.tsx";
import { ColumnsMenu, useColumns } from "../../features/contacts/columns.tsx";
import { ContactDrawer } from "../../features/contacts/contact-drawer.tsx";
import { ContactTable } from "../../features/contacts/contact-table.tsx";
import { useSelection } from "../../features/contacts/selection.ts";
import { narrowing, useContactChoice, useContacts } from "../../features/contacts/use-contacts.ts";
import { narrows } from "../../features/filters/conditions.ts";
import { FilterChips } from "../../features/filters/filter-chips.tsx";
import { SaveFilter } from "../../features/filters/saved-filters.tsx";
import { addressOf } from "../../lib/api.ts";
import { Empty, Kbd } from "../../ui/page.tsx";
import { contactList } from "../../words/contacts.tsx";
import { listWords } from "../../words/ui.ts";

const SEARCH_MILLISECONDS = 250;
type Chosen = ReturnType<typeof useContactChoice>;

export function AllContacts() {
  const chosen = useContactChoice();
  const { choice, isNarrowed, open, show, sortBy } = chosen;
  const contacts = useContacts(choice);
  const [columns, choose] = useColumns();
  const picking = useSelection(choice);
  const may = useMay();
  const mayAct = may("contacts:write") || may("do_not_call:write") || may("campaigns:write");
  const isNew = contacts.total === 0 && !isNarrowed && !contacts.isLoading && contacts.problem === null;
  if (isNew) return <NoContacts />;
  return (
    <>
      <Toolbar chosen={chosen} columns={columns} choose={choose} />
      {mayAct && <BulkBar picking={picking} choice={choice} total={contacts.total} />}
      <ListBody
        list={contacts}
        what={contactList.what}
        noun={contactList.noun}
        empty={<NoMatch chosen={chosen} />}
        loadingRows={8}
        aside={contacts.items.length < contacts.total && (contacts.more ? contactList.loadsOn : listWords.narrow)}
      >
        <ContactTable
          contacts={contacts.items}
          total={contacts.total}
          more={contacts.more}
          columns={columns}
          picking={mayAct ? picking : null}
          sort={choice.sort}
          sortBy={sortBy}
          open={show}
        />
      </ListBody>
      <ContactDrawer id={open} choice={choice} onClose={() => show(null)} />
    </>
  );
}

function Toolbar({
  chosen: { choice, searchFor, filterBy },
  columns,
  choose,
}: {
  chosen: Chosen;
  columns: string[];
  choose: (columns: string[]) => void;
}) {
  const may = useMay();
  return (
    <div className="toolbar">
      <SearchField search={choice.search} searchFor={searchFor} />
      <FilterChips filter={choice.filter} onChange={filterBy} />
      {narrows(choice.filter) && may("contacts:write") && <SaveFilter filter={choice.filter} />}
      <span className="grow" />
      <div className="cts-tools hide-m">
        <ColumnsMenu columns={columns} choose={choose} />
        {may("contacts:export") && (
          <Button
            component="a"
            href={addressOf("exportContacts", { query: narrowing(choice) })}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {contactList.export}
          </Button>
        )}
      </div>
    </div>
  );
}

function SearchField({ search, searchFor }: { search: string; searchFor: (text: string) => void }) {
  const [typed, setTyped] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  const later = useDebouncedCallback((text: string) => searchFor(text.trim()), SEARCH_MILLISECONDS);
  useHotkeys([["/", () => field.current?.focus()]]);
  // Cleared elsewhere, such as by Clear filters.
  useEffect(() => setTyped((now) => (now.trim() === search ? now : search)), [search]);
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={contactList.search}
      placeholder={contactList.searchHint}
      className="search-in cts-search"
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={<Kbd>/</Kbd>}
      rightSectionProps={{ "aria-hidden": true }}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

function NoMatch({ chosen: { choice, clear } }: { chosen: Chosen }) {
  return (
    <Empty
      icon={IconSearchOff}
      title={contactList.noMatch}
      text={choice.search === "" ? contactList.noMatchFilters : contactList.noMatchSearch(choice.search)}
      actions={
        <Button variant="default" onClick={clear}>
          {contactList.clear}
        </Button>
      }
    />
  );
}

function NoContacts() {
  const may = useMay();
  return (
    <Empty
      icon={IconAddressBook}
      title={contactList.none}
      text={contactList.noneAbout}
      actions={
        may("contacts:write") && (
          <Button component={Link} to="/contacts/import/new" variant="default">
            {contactList.importFile}
          </Button>
        )
      }
    />
  );
}
