/** The campaign's contacts in calling order: status, tries, why not called yet and when next. */
import { Button } from "@mantine/core";
import { IconRefresh, IconUserOff, IconUsers } from "@tabler/icons-react";
import { contactStatuses, type ContactStatus } from "#domain/contact/lifecycle.ts";
import { releasesContacts } from "#domain/campaign/lifecycle.ts";
import { useMay } from "../../app/session.ts";
import type { CampaignContact } from "../../features/calls/call.ts";
import { ListBody } from "../../features/calls/list-body.tsx";
import { usePageSearch } from "../../features/conversations/open.ts";
import { SearchField } from "../../features/conversations/search-field.tsx";
import { call as ask } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { Empty } from "../../ui/page.tsx";
import { statusOrder } from "../../ui/status.tsx";
import { contactNoun, contactsTab as words } from "../../words/campaign-sections.tsx";
import { contactStatusWords } from "../../words/en.ts";
import { ContactRows } from "./contact-rows.tsx";
import type { Campaign } from "./sums.ts";
import { useKeptUp } from "./use-kept-up.ts";

export function ContactsTab({ campaign }: { campaign: Campaign }) {
  const { search, change } = usePageSearch();
  const status = contactStatuses.find((one) => one === search.status);
  const searched = search.search ?? "";
  const queryKey = keys.campaignPart(campaign.id, "contacts", { words: searched, status: status ?? null });
  const list = usePages<CampaignContact>(queryKey, (cursor, signal) => {
    const query = { limit: 100, cursor, status, search: searched === "" ? undefined : searched };
    return ask("listCampaignContacts", { params: { id: campaign.id }, query }, { signal });
  });
  const may = useMay();
  const removable = may("campaigns:write") && releasesContacts(campaign.status);
  const { items, total } = list;
  const filtered = searched !== "" || status !== undefined;
  const stale = useKeptUp(campaign, list.again, !filtered && items.length <= 200);
  return (
    <div className="panel">
      <div className="toolbar">
        <StatusFilter campaign={campaign} status={status} choose={(one) => change({ status: one })} />
        <span className="grow" />
        <SearchField
          label={words.search}
          width={200}
          value={searched}
          change={(text) => change({ search: text === "" ? undefined : text })}
        />
      </div>
      <ListBody
        list={list}
        what={words.what}
        noun={contactNoun}
        empty={<Nothing filtered={filtered} clear={() => change({ status: undefined, search: undefined })} />}
        aside={stale ? <Again run={list.again} /> : <span>{words.inOrder}</span>}
      >
        <ContactRows campaign={campaign} rows={items} total={total} more={list.more} removable={removable} />
      </ListBody>
    </div>
  );
}

/** Rows that leave or change under a filter would move what is being read: they wait until one asks. */
function Again({ run }: { run: () => void }) {
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<IconRefresh size={14} aria-hidden />} onClick={run}>
      {words.stale}
    </Button>
  );
}

function StatusFilter(props: {
  campaign: Campaign;
  status: ContactStatus | undefined;
  choose: (status: ContactStatus | undefined) => void;
}) {
  const { campaign, status, choose } = props;
  const { counts } = campaign;
  const shown = statusOrder.filter((one) => counts[one] > 0 || one === status);
  return (
    <div className="ftabs" role="group" aria-label={words.filter}>
      <button type="button" className="ftab" aria-pressed={status === undefined} onClick={() => choose(undefined)}>
        {words.all}
        <i>{grouped(counts.total)}</i>
      </button>
      {shown.map((one) => (
        <button key={one} type="button" className="ftab" aria-pressed={status === one} onClick={() => choose(one)}>
          {contactStatusWords[one]}
          <i>{grouped(counts[one])}</i>
        </button>
      ))}
    </div>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  if (!filtered) return <Empty icon={IconUsers} title={words.none} text={words.noneAbout} />;
  return (
    <Empty
      icon={IconUserOff}
      title={words.noMatch}
      text={words.noMatchAbout}
      actions={
        <Button variant="default" onClick={clear}>
          {words.clear}
        </Button>
      }
    />
  );
}
