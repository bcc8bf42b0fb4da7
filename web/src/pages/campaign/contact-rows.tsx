/** Contacts of a campaign as a table, or as cards on small screens. */
import { IconUserMinus } from "@tabler/icons-react";
import { useMemo } from "react";
import { retries } from "../../features/settings-form/describe.ts";
import { type CampaignContact, whatIsNext } from "../../features/calls/call.ts";
import { TableOrCards } from "../../features/calls/table-or-cards.tsx";
import { exactly, nameOf } from "../../lib/format.ts";
import { PersonMark } from "../../ui/marks.tsx";
import type { Column, LongTableProps } from "../../ui/long-table.tsx";
import { RowIcon } from "../../ui/row-icon.tsx";
import { RowLink } from "../../ui/row-link.tsx";
import { byId } from "../../ui/use-long-list.ts";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { resultWords } from "../../words/calls.ts";
import { contactRows as words } from "../../words/campaign-sections.tsx";
import { removeContact } from "./remove-contact.ts";
import type { Campaign } from "./sums.ts";

/** Of the campaign, what the rows say: they are drawn anew with these alone. */
type Shown = Pick<Campaign, "id" | "status"> & { tries: number };

interface ContactRowsProps extends Pick<LongTableProps<CampaignContact>, "rows" | "total" | "more"> {
  campaign: Campaign;
  /** Whether those never attempted may be taken out. */
  removable: boolean;
}

export function ContactRows({ campaign, removable, ...list }: ContactRowsProps) {
  const { id, status, settings } = campaign;
  const tries = retries(settings.retry) ? settings.retry.maxRetries + 1 : 1;
  const shown = useMemo(() => ({ id, status, tries }), [id, status, tries]);
  const columns = useMemo(() => columnsFor(shown, removable), [shown, removable]);
  return (
    <TableOrCards
      label={words.label}
      columns={columns}
      idOf={byId}
      rowHeight={51}
      card={(row) => <ContactCard row={row} campaign={shown} removable={removable} />}
      {...list}
    />
  );
}

function columnsFor(campaign: Shown, removable: boolean): ReadonlyArray<Column<CampaignContact>> {
  const remove: Column<CampaignContact> = {
    key: "remove",
    head: <span className="vh">{words.remove}</span>,
    className: "r",
    cell: (row) => <Remove row={row} campaign={campaign} />,
  };
  return [
    {
      key: "contact",
      head: words.contact,
      cell: ({ contact }) => (
        <span className="who">
          <PersonMark name={nameOf(contact) === contact.phone ? "" : nameOf(contact)} size={28} />
          <ContactLink contact={contact} />
        </span>
      ),
    },
    { key: "phone", head: words.phone, className: "num", cell: ({ contact }) => contact.phone },
    { key: "status", head: words.status, cell: ({ status }) => <ContactStatusBadge value={status} /> },
    {
      key: "tries",
      head: words.tries,
      className: "r num",
      cell: ({ attempts }) => words.triesOf(attempts, campaign.tries),
    },
    {
      key: "result",
      head: words.result,
      className: "happened",
      cell: ({ result }) => (result ? resultWords[result] : "–"),
    },
    { key: "next", head: words.next, cell: (row) => <Next row={row} campaign={campaign} /> },
    ...(removable ? [remove] : []),
  ];
}

/** To all that is known of the person. */
function ContactLink({ contact }: Pick<CampaignContact, "contact">) {
  if (contact.id === "") return <span className="t-name">{words.deleted}</span>;
  return (
    <RowLink href={`/contacts?open=${encodeURIComponent(contact.id)}`} className="t-link">
      {nameOf(contact)}
    </RowLink>
  );
}

function Next({ row, campaign }: { row: CampaignContact; campaign: Shown }) {
  const next = whatIsNext(row, campaign.status);
  return (
    <span className="dim" title={row.nextAttemptAt === null ? undefined : exactly(row.nextAttemptAt)}>
      {next ?? "–"}
    </span>
  );
}

function Remove({ row, campaign }: { row: CampaignContact; campaign: Shown }) {
  if (row.attempts > 0 || row.status === "in_progress") return null;
  return (
    <RowIcon
      data-remove={row.contact.id}
      title={words.removeFrom}
      aria-label={words.removeOne(nameOf(row.contact))}
      onClick={() => void removeContact(campaign.id, row)}
    >
      <IconUserMinus size={16} stroke={1.7} />
    </RowIcon>
  );
}

function ContactCard({ row, campaign, removable }: { row: CampaignContact; campaign: Shown; removable: boolean }) {
  const { contact } = row;
  return (
    <>
      <div className="card-top">
        <span>
          <ContactLink contact={contact} />
          {nameOf(contact) !== contact.phone && <span className="phone campaign-card-phone">{contact.phone}</span>}
        </span>
        {removable && <Remove row={row} campaign={campaign} />}
      </div>
      <div className="card-meta">
        <ContactStatusBadge value={row.status} />
        <span className="num">{words.triesNamed(words.triesOf(row.attempts, campaign.tries))}</span>
        {row.result !== null && <span>{resultWords[row.result]}</span>}
      </div>
      <p className="card-text">
        <Next row={row} campaign={campaign} />
      </p>
    </>
  );
}
