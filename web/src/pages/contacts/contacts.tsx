/** Contacts: the database, the filters that were saved, and the imports. */
import { Button, Tabs } from "@mantine/core";
import { IconPlus, IconUpload } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Search } from "../../app/router.tsx";
import { useMay } from "../../app/session.ts";
import { ContactFormDrawer } from "../../features/contacts/contact-drawer-form.tsx";
import { useContactChoice } from "../../features/contacts/use-contacts.ts";
import { narrows } from "../../features/filters/conditions.ts";
import { SavedFilters } from "../../features/filters/saved-filters.tsx";
import { call } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { Page } from "../../ui/page.tsx";
import { contactsPage } from "../../words/contacts.tsx";
import { AllContacts } from "./all-contacts.tsx";
import { Imports } from "./imports.tsx";
import "../../features/contacts/contacts.css";

const { tabs } = contactsPage;
type Tab = keyof typeof tabs;
const isTab = (text: string | undefined): text is Tab => text !== undefined && Object.hasOwn(tabs, text);

export function Contacts() {
  const { tab } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const counts: Record<string, number | undefined> = useTabCounts();
  const at = isTab(tab) ? tab : "all";
  const go = (next: string | null) =>
    void navigate({ to: "/contacts", search: next === null || next === "all" ? {} : { tab: next } });
  return (
    <Page title={contactsPage.title} actions={<Actions />}>
      <Tabs value={at} onChange={go} className="panel page-tabs cts-tabs">
        <Tabs.List aria-label={contactsPage.sections}>
          {Object.entries(tabs).map(([value, words]) => (
            <Tabs.Tab key={value} value={value}>
              {words}
              {counts[value] !== undefined && <i className="num">{grouped(counts[value])}</i>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="all">
          <AllContacts />
        </Tabs.Panel>
        <Tabs.Panel value="filters">
          <SavedFilters
            use={(filter) =>
              void navigate({
                to: "/contacts",
                search: narrows(filter) ? { filter: JSON.stringify(filter) } : {},
              })
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="imports">
          <Imports />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** Of everything, whatever is searched for. */
function useTabCounts(): Record<Tab, number | undefined> {
  const one = { query: { limit: "1" } } as const;
  const total = (noun: string, ask: () => Promise<{ total: number | null }>) => ({
    queryKey: [noun, "count"],
    queryFn: async () => (await ask()).total ?? 0,
  });
  const [all, filters, imports] = useQueries({
    queries: [
      total("contacts", () => call("listContacts", one)),
      total("filters", () => call("listFilters", one)),
      total("imports", () => call("listImports", one)),
    ],
  });
  return { all: all.data, filters: filters.data, imports: imports.data };
}

function Actions() {
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const { show } = useContactChoice();
  if (!may("contacts:write")) return null;
  return (
    <>
      <Button
        component={Link}
        to="/contacts/import/new"
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden />}
      >
        {contactsPage.import}
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
        {contactsPage.add}
      </Button>
      {isAdding && (
        <ContactFormDrawer
          contact={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) => {
            setAdding(false);
            show(id);
          }}
        />
      )}
    </>
  );
}
