/** Conversations as a table, or as cards on small screens. */
import { useMemo } from "react";
import { duration } from "../../lib/format.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import type { Conversation } from "../calls/arrivals.ts";
import { Simulated, Who } from "../calls/list-parts.tsx";
import { useCall, useContact } from "../calls/lookups.ts";
import { type ArrivingRowsProps, TableOrCards } from "../calls/table-or-cards.tsx";
import { resultWords, whatHappened } from "../calls/words.ts";

export function ConversationRows({ open, isFresh, ...list }: ArrivingRowsProps<Conversation>) {
  const columns = useMemo(() => columnsFor(open), [open]);
  return (
    <TableOrCards
      label="Conversations, the latest first"
      columns={columns}
      idOf={({ id }) => id}
      rowHeight={60}
      rowClass={({ id }) => (isFresh(id) ? "fresh" : undefined)}
      card={(row) => <ConversationCard row={row} open={open} />}
      {...list}
    />
  );
}

const columnsFor = (open: (id: string) => void): ReadonlyArray<Column<Conversation>> => [
  {
    key: "contact",
    head: "Contact",
    cell: (row) => (
      <Who contactId={row.contactId} simulated={row.simulated}>
        {(name) => <OpenButton row={row} name={name} open={open} />}
      </Who>
    ),
  },
  { key: "outcome", head: "Outcome", cell: (row) => <OutcomeOf row={row} /> },
  {
    key: "happened",
    head: "What happened",
    className: "happened",
    cell: (row) => <WhatHappened row={row} />,
  },
  { key: "goal", head: "Goal", className: "t-goal", cell: (row) => <Goal reached={row.goalReached} /> },
  { key: "try", head: "Try", className: "r num", cell: (row) => <CallFact row={row} fact="attempt" /> },
  { key: "length", head: "Talk time", className: "r num", cell: (row) => <CallFact row={row} fact="talk" /> },
  { key: "ended", head: "Ended", className: "r num t-when", cell: (row) => <CallFact row={row} fact="ended" /> },
];

function OpenButton({ row, name, open }: { row: Conversation; name: string; open: (id: string) => void }) {
  return (
    <button type="button" className="t-link row-button" data-conversation={row.id} onClick={() => open(row.id)}>
      {name}
      <span className="vh">, open conversation</span>
    </button>
  );
}

function Goal({ reached }: { reached: boolean | null }) {
  if (reached === null) return <span className="dim">–</span>;
  return <span>{reached ? "Reached" : "Not reached"}</span>;
}

function OutcomeOf({ row }: { row: Conversation }) {
  const call = useCall(row.contactId, row.callId);
  return call?.outcome ? <ContactStatusBadge value={call.outcome} /> : <span className="dim">–</span>;
}

function WhatHappened({ row }: { row: Conversation }) {
  const call = useCall(row.contactId, row.callId);
  const text = row.summary ?? (call ? whatHappened(call) : row.result === null ? "–" : resultWords[row.result]);
  return <p>{text}</p>;
}

function CallFact({ row, fact }: { row: Conversation; fact: "attempt" | "talk" | "ended" }) {
  const call = useCall(row.contactId, row.callId);
  const at = call?.endedAt ?? row.transcript.at(-1)?.at ?? null;
  if (fact === "ended") return at === null ? "–" : <Moment at={at} />;
  if (!call) return <span className="dim">–</span>;
  return fact === "attempt" ? call.attempt : duration(call.talkSeconds);
}

function ConversationCard({ row, open }: { row: Conversation; open: (id: string) => void }) {
  const { name } = useContact(row.contactId);
  const call = useCall(row.contactId, row.callId);
  return (
    <>
      <div className="card-top">
        <OpenButton row={row} name={name === "" ? "Unknown contact" : name} open={open} />
        <span className="num dim">
          <CallFact row={row} fact="ended" />
        </span>
      </div>
      <div className="card-meta">
        <OutcomeOf row={row} />
        {call && <span className="num">{duration(call.talkSeconds)}</span>}
        {row.goalReached !== null && <span>Goal {row.goalReached ? "reached" : "not reached"}</span>}
        {row.simulated && <Simulated />}
      </div>
      <div className="card-text happened">
        <WhatHappened row={row} />
      </div>
    </>
  );
}
