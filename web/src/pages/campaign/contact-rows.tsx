/** Contacts of a campaign as a table, or as cards on small screens. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { CardList, useIsSmall } from "../../features/calls/list-parts.tsx";
import { type CampaignContact, resultWords, whatIsNext } from "../../features/calls/words.ts";
import { exactly, nameOf } from "../../lib/format.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { type Column, LongTable } from "../../ui/long-table.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { useRemoveContact } from "./remove-contact.ts";
import type { Campaign } from "./sums.ts";

interface ContactRowsProps {
  campaign: Campaign;
  rows: readonly CampaignContact[];
  total: number;
  more: (() => void) | null;
  /** Whether those never attempted may be taken out. */
  removable: boolean;
}

export function ContactRows({ campaign, rows, total, more, removable }: ContactRowsProps) {
  const small = useIsSmall();
  const label = "Contacts of this campaign";
  if (small)
    return (
      <CardList label={label} rows={rows} idOf={({ id }) => id} more={more}>
        {(row) => <ContactCard row={row} campaign={campaign} removable={removable} />}
      </CardList>
    );
  return (
    <LongTable
      label={label}
      columns={columnsFor(campaign, removable)}
      rows={rows}
      idOf={({ id }) => id}
      total={total}
      more={more}
      rowHeight={51}
    />
  );
}

function columnsFor(campaign: Campaign, removable: boolean): ReadonlyArray<Column<CampaignContact>> {
  const columns: Array<Column<CampaignContact>> = [
    {
      key: "contact",
      head: "Contact",
      cell: ({ contact }) => (
        <span className="who">
          <PersonMark name={nameOf(contact) === contact.phone ? "" : nameOf(contact)} size={28} />
          <ContactLink contact={contact} />
        </span>
      ),
    },
    { key: "phone", head: "Phone", className: "num", cell: ({ contact }) => contact.phone },
    { key: "status", head: "Status", cell: ({ status }) => <ContactStatusBadge value={status} /> },
    {
      key: "tries",
      head: "Tries",
      className: "r num",
      cell: (row) => triesWords(row, campaign),
    },
    {
      key: "result",
      head: "Result",
      className: "happened",
      cell: ({ result }) => (result ? resultWords[result] : "–"),
    },
    { key: "next", head: "Next", cell: (row) => <Next row={row} campaign={campaign} /> },
  ];
  if (removable)
    columns.push({
      key: "remove",
      head: <span className="vh">Remove</span>,
      className: "r",
      cell: (row) => <Remove row={row} campaign={campaign} />,
    });
  return columns;
}

/** To all that is known of the person. */
function ContactLink({ contact }: Pick<CampaignContact, "contact">) {
  if (contact.id === "") return <span className="t-name">Deleted contact</span>;
  return (
    <Link to="/contacts" search={{ open: contact.id }} className="t-link">
      {nameOf(contact)}
    </Link>
  );
}

/** "2 of 3"; a person's wish to be called back may add one. */
function triesWords({ attempts }: CampaignContact, { settings }: Campaign): string {
  const most = settings.retry.on.length === 0 ? 1 : settings.retry.maxRetries + 1;
  return attempts <= most ? `${attempts} of ${most}` : String(attempts);
}

function Next({ row, campaign }: { row: CampaignContact; campaign: Campaign }) {
  const next = whatIsNext(row, campaign.status);
  return (
    <span className="dim" title={row.nextAttemptAt === null ? undefined : exactly(row.nextAttemptAt)}>
      {next ?? "–"}
    </span>
  );
}

function Remove({ row, campaign }: { row: CampaignContact; campaign: Campaign }) {
  const remove = useRemoveContact(campaign);
  if (row.attempts > 0 || row.status === "in_progress") return null;
  const label = `Remove ${nameOf(row.contact)} from this campaign`;
  return (
    <Tooltip label="Remove from this campaign">
      <ActionIcon size={28} aria-label={label} loading={remove.isPending} onClick={() => remove.mutate(row)}>
        <IconUserMinus size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

function ContactCard({ row, campaign, removable }: { row: CampaignContact; campaign: Campaign; removable: boolean }) {
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
        <span className="num">Tries {triesWords(row, campaign)}</span>
        {row.result !== null && <span>{resultWords[row.result]}</span>}
      </div>
      <p className="card-text">
        <Next row={row} campaign={campaign} />
      </p>
    </>
  );
}
