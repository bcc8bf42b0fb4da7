/** Calls as a table, or as cards on small screens. */
import { useMemo } from "react";
import { duration } from "../../lib/format.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { Simulated, Who } from "./list-parts.tsx";
import { useContact } from "./lookups.ts";
import { type ArrivingRowsProps, TableOrCards } from "./table-or-cards.tsx";
import { type Call, callStateWords, whatHappened } from "./words.ts";

export function CallRows({ open, isFresh, ...list }: ArrivingRowsProps<Call>) {
  const columns = useMemo(() => columnsFor(open), [open]);
  return (
    <TableOrCards
      label="Calls, the latest first"
      columns={columns}
      idOf={({ id }) => id}
      rowHeight={60}
      rowClass={({ id }) => (isFresh(id) ? "fresh" : undefined)}
      card={(row) => <CallCard row={row} open={open} />}
      {...list}
    />
  );
}

const columnsFor = (open: (conversationId: string) => void): ReadonlyArray<Column<Call>> => [
  {
    key: "contact",
    head: "Contact",
    cell: (row) => (
      <Who contactId={row.contactId} phone={row.to} simulated={row.simulated}>
        {(name) => <CallName row={row} name={name} open={open} />}
      </Who>
    ),
  },
  { key: "outcome", head: "Outcome", cell: (row) => <CallOutcome row={row} /> },
  { key: "happened", head: "What happened", className: "happened", cell: (row) => <p>{whatHappened(row)}</p> },
  { key: "try", head: "Try", className: "r num", cell: (row) => row.attempt },
  { key: "talk", head: "Talk time", className: "r num", cell: (row) => duration(row.talkSeconds) },
  { key: "when", head: "Called", className: "r num t-when", cell: (row) => <When row={row} /> },
];

/** Only an answered call has more to show. */
function CallName({ row, name, open }: { row: Call; name: string; open: (conversationId: string) => void }) {
  const { conversationId } = row;
  if (conversationId === null) return <span className="t-name">{name}</span>;
  return (
    <button
      type="button"
      className="t-link row-button"
      data-conversation={conversationId}
      onClick={() => open(conversationId)}
    >
      {name}
      <span className="vh">, open conversation</span>
    </button>
  );
}

function CallOutcome({ row }: { row: Call }) {
  if (row.outcome !== null) return <ContactStatusBadge value={row.outcome} />;
  if (row.state === "ended") return <span className="dim">–</span>;
  return <ContactStatusBadge value="in_progress" label={callStateWords[row.state]} />;
}

function When({ row }: { row: Call }) {
  const at = row.dialedAt ?? row.queuedAt;
  return <Moment at={at} />;
}

function CallCard({ row, open }: { row: Call; open: (conversationId: string) => void }) {
  const { name } = useContact(row.contactId, row.to);
  return (
    <>
      <div className="card-top">
        <CallName row={row} name={name} open={open} />
        <span className="num dim">
          <When row={row} />
        </span>
      </div>
      <div className="card-meta">
        <CallOutcome row={row} />
        {row.talkSeconds !== null && <span className="num">{duration(row.talkSeconds)}</span>}
        <span>Try {row.attempt}</span>
        {row.simulated && <Simulated />}
      </div>
      <p className="card-text">{whatHappened(row)}</p>
    </>
  );
}
