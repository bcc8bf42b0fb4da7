/** Calls as a table, or as cards on small screens. */
import { useMemo } from "react";
import { duration } from "../../lib/format.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { byId } from "../../ui/use-long-list.ts";
import { callList, callRows, callStateWords } from "../../words/calls.ts";
import { type Call, calledName, whatHappened } from "./call.ts";
import { RowButton, Simulated, Who } from "./list-parts.tsx";
import { type ArrivingRowsProps, TableOrCards } from "./table-or-cards.tsx";

export function CallRows({ open, isFresh, ...list }: ArrivingRowsProps<Call>) {
  const columns = useMemo(() => columnsFor(open), [open]);
  return (
    <TableOrCards
      label={callRows.label}
      columns={columns}
      idOf={byId}
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
    head: callList.contact,
    cell: (row) => (
      <Who row={row}>
        <CallName row={row} open={open} />
      </Who>
    ),
  },
  { key: "outcome", head: callList.outcome, cell: (row) => <CallOutcome row={row} /> },
  { key: "happened", head: callList.happened, className: "happened", cell: (row) => <p>{whatHappened(row)}</p> },
  { key: "try", head: callRows.try, className: "r num", cell: (row) => row.attempt },
  { key: "talk", head: callList.talkTime, className: "r num", cell: (row) => duration(row.talkSeconds) },
  { key: "when", head: callRows.called, className: "r num t-when", cell: (row) => <When row={row} /> },
];

/** Only an answered call has more to show. */
function CallName({ row, open }: { row: Call; open: (conversationId: string) => void }) {
  const { conversationId } = row;
  if (conversationId === null) return <span className="t-name">{calledName(row)}</span>;
  return <RowButton id={conversationId} name={calledName(row)} open={open} />;
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
  return (
    <>
      <div className="card-top">
        <CallName row={row} open={open} />
        <span className="num dim">
          <When row={row} />
        </span>
      </div>
      <div className="card-meta">
        <CallOutcome row={row} />
        {row.talkSeconds !== null && <span className="num">{duration(row.talkSeconds)}</span>}
        <span>{callRows.tryNumber(row.attempt)}</span>
        {row.simulated && <Simulated />}
      </div>
      <p className="card-text">{whatHappened(row)}</p>
    </>
  );
}
