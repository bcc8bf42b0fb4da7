/** The campaigns as rows. The name is a link that covers its row. */
import { Link } from "@tanstack/react-router";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { campaignAddress } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { rate } from "../../lib/format.ts";
import { type Column, LongTable } from "../../ui/long-table.tsx";
import { EmployeeName } from "../../ui/marks.tsx";
import { BarWithCaption } from "../../ui/status.tsx";
import { noteOf, sinceOf } from "../../features/campaigns/row-words.ts";

export interface CampaignListProps {
  rows: readonly Campaign[];
  total: number;
  more: (() => void) | null;
}

const ROW_HEIGHT = 73;

const columns: ReadonlyArray<Column<Campaign>> = [
  {
    key: "name",
    head: "Campaign",
    cell: (campaign) => {
      const since = sinceOf(campaign);
      return (
        <>
          <Link className="t-link camp-link" to={campaignAddress(campaign)} title={campaign.name}>
            {campaign.name}
          </Link>
          <div className="t-sub camp-since" title={since}>
            {since}
          </div>
        </>
      );
    },
  },
  {
    key: "status",
    head: "Status",
    className: "camp-status",
    cell: (campaign) => {
      const note = noteOf(campaign);
      return (
        <>
          <CampaignState campaign={campaign} />
          {note !== null && (
            <div className="t-sub camp-note" title={note}>
              {note}
            </div>
          )}
        </>
      );
    },
  },
  {
    key: "progress",
    head: "Progress",
    className: "camp-progress",
    cell: ({ counts, rates }) => <BarWithCaption counts={counts} progress={rates.progress} />,
  },
  {
    key: "employee",
    head: "AI employee",
    className: "camp-who",
    cell: ({ aiEmployee }) => aiEmployee && <EmployeeName name={aiEmployee.name} />,
  },
  { key: "success", head: "Success", className: "r num camp-rate", cell: ({ rates }) => rate(rates.success) },
  {
    key: "answer",
    head: "Answered",
    className: "r num camp-rate camp-answer",
    cell: ({ rates }) => rate(rates.answer),
  },
  {
    key: "actions",
    head: <span className="vh">Actions</span>,
    className: "camp-act",
    cell: (campaign) => <CampaignActions campaign={campaign} layout="menu" />,
  },
];

const idOf = ({ id }: Campaign) => id;

export function CampaignTable({ rows, total, more }: CampaignListProps) {
  return (
    <LongTable
      label="Campaigns"
      className="camp-t"
      columns={columns}
      rows={rows}
      idOf={idOf}
      total={total}
      more={more}
      rowHeight={ROW_HEIGHT}
    />
  );
}
