/** Conversations as a table, or as cards on small screens. */
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { duration } from "../../lib/format.ts";
import type { Column } from "../../ui/long-table.tsx";
import { Moment } from "../../ui/moment.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { byId } from "../../ui/use-long-list.ts";
import { callList } from "../../words/calls.ts";
import { conversationList as words, goalWords, testCallWords } from "../../words/conversations.tsx";
import type { Conversation } from "../calls/arrivals.ts";
import { calledName, whatHappened } from "../calls/call.ts";
import { RowButton, Simulated, Who } from "../calls/list-parts.tsx";
import { type ArrivingRowsProps, TableOrCards } from "../calls/table-or-cards.tsx";

interface ConversationRowsProps extends ArrivingRowsProps<Conversation> {
  /** Says which campaign each is of. */
  ofAll: boolean;
}

export function ConversationRows({ open, isFresh, ofAll, ...list }: ConversationRowsProps) {
  const columns = useMemo(() => columnsFor(open, ofAll), [open, ofAll]);
  return (
    <TableOrCards
      label={words.table}
      columns={columns}
      idOf={byId}
      rowHeight={60}
      rowClass={({ id }) => (isFresh(id) ? "fresh" : undefined)}
      card={(row) => <ConversationCard row={row} open={open} ofAll={ofAll} />}
      {...list}
    />
  );
}

function columnsFor(open: (id: string) => void, ofAll: boolean): ReadonlyArray<Column<Conversation>> {
  const campaign: Column<Conversation> = {
    key: "campaign",
    head: words.campaign,
    className: "conv-campaign",
    cell: (row) => <CampaignOf row={row} />,
  };
  return [
    {
      key: "contact",
      head: callList.contact,
      cell: (row) => (
        <Who row={row}>
          <RowButton id={row.id} name={calledName(row)} open={open} />
        </Who>
      ),
    },
    { key: "outcome", head: callList.outcome, cell: (row) => <OutcomeOf row={row} /> },
    {
      key: "happened",
      head: callList.happened,
      className: "happened",
      cell: (row) => <p>{row.summary ?? whatHappened(row)}</p>,
    },
    ...(ofAll ? [campaign] : []),
    { key: "goal", head: words.goal, className: "t-goal", cell: ({ goalReached }) => <Goal reached={goalReached} /> },
    { key: "length", head: callList.talkTime, className: "r num", cell: (row) => duration(row.talkSeconds) },
    { key: "ended", head: words.ended, className: "r num t-when", cell: (row) => <Ended row={row} /> },
  ];
}

function Goal({ reached }: { reached: boolean | null }) {
  if (reached === null) return <span className="dim">–</span>;
  return reached ? goalWords.inColumn.reached : goalWords.inColumn.missed;
}

function OutcomeOf({ row }: { row: Conversation }) {
  return row.outcome === null ? <span className="dim">–</span> : <ContactStatusBadge value={row.outcome} />;
}

function CampaignOf({ row }: { row: Conversation }) {
  if (row.campaignId === null) return <span className="dim">{testCallWords}</span>;
  if (row.campaign === null) return <span className="dim">–</span>;
  return (
    <Link to="/campaigns/$id" params={{ id: row.campaign.id }}>
      {row.campaign.name}
    </Link>
  );
}

function Ended({ row }: { row: Conversation }) {
  const at = row.endedAt ?? row.transcript.at(-1)?.at ?? null;
  return at === null ? "–" : <Moment at={at} />;
}

function ConversationCard({ row, open, ofAll }: { row: Conversation } & Pick<ConversationRowsProps, "open" | "ofAll">) {
  return (
    <>
      <div className="card-top">
        <RowButton id={row.id} name={calledName(row)} open={open} />
        <span className="num dim">
          <Ended row={row} />
        </span>
      </div>
      <div className="card-meta">
        <OutcomeOf row={row} />
        {row.talkSeconds !== null && <span className="num">{duration(row.talkSeconds)}</span>}
        {row.goalReached !== null && <span>{row.goalReached ? goalWords.reached : goalWords.missed}</span>}
        {row.simulated && <Simulated />}
      </div>
      <div className="card-text happened">
        <p>{row.summary ?? whatHappened(row)}</p>
      </div>
      {ofAll && (
        <div className="card-meta conv-campaign">
          <CampaignOf row={row} />
        </div>
      )}
    </>
  );
}
