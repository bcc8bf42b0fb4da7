/** The campaigns as rows. The name is a link that covers its row. */
import { Skeleton } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { campaignAddress } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { rate } from "../../lib/format.ts";
import { type Column, LongTable } from "../../ui/long-table.tsx";
import { EmployeeName } from "../../ui/marks.tsx";
import { RowLink } from "../../ui/row-link.tsx";
import { BarWithCaption } from "../../ui/status.tsx";
import { byId } from "../../ui/use-long-list.ts";
import { columnWords, listPage } from "../../words/campaigns.tsx";
import { noteOf, sinceOf } from "../../features/campaigns/row-words.ts";

export interface CampaignListProps {
  rows: readonly Campaign[];
  total: number;
  more: (() => void) | null;
}

const ROW_HEIGHT = 73;

interface Of {
  campaign: Campaign;
}

// A row whose numbers changed draws only what they change.
const Name = memo(({ campaign }: Of) => {
  const since = sinceOf(campaign);
  return (
    <>
      <RowLink className="t-link camp-link" href={campaignAddress(campaign)} title={campaign.name}>
        {campaign.name}
      </RowLink>
      <div className="t-sub camp-since" title={since}>
        {since}
      </div>
    </>
  );
});

const Status = memo(({ campaign }: Of) => {
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
});

const Progress = memo(({ campaign }: Of) => (
  <BarWithCaption counts={campaign.counts} progress={campaign.rates.progress} still={campaign.status !== "running"} />
));

const Employee = memo(EmployeeName);
const Actions = memo(CampaignActions);

const columns: ReadonlyArray<Column<Campaign>> = [
  { key: "name", head: columnWords.name, cell: (campaign) => <Name campaign={campaign} /> },
  {
    key: "status",
    head: columnWords.status,
    className: "camp-status",
    cell: (campaign) => <Status campaign={campaign} />,
  },
  {
    key: "progress",
    head: columnWords.progress,
    className: "camp-progress",
    cell: (campaign) => <Progress campaign={campaign} />,
  },
  {
    key: "employee",
    head: columnWords.employee,
    className: "camp-who",
    cell: ({ aiEmployee }) => aiEmployee && <Employee name={aiEmployee.name} />,
  },
  {
    key: "success",
    head: <span title={columnWords.successOf}>{columnWords.success}</span>,
    className: "r num camp-rate",
    cell: ({ rates }) => rate(rates.success),
  },
  {
    key: "answer",
    head: <span title={columnWords.answerOf}>{columnWords.answer}</span>,
    className: "r num camp-rate camp-answer",
    cell: ({ rates }) => rate(rates.answer),
  },
  {
    key: "actions",
    head: <span className="vh">{columnWords.actions}</span>,
    className: "camp-act",
    cell: (campaign) => <Actions campaign={campaign} layout="menu" />,
  },
];

export function CampaignTable({ rows, total, more }: CampaignListProps) {
  return (
    <LongTable
      label={listPage.what}
      className="camp-t"
      columns={columns}
      rows={rows}
      idOf={byId}
      total={total}
      more={more}
      rowHeight={ROW_HEIGHT}
    />
  );
}

const SKELETON_ROWS = 8;

const skeletons: Record<string, (index: number) => ReactNode> = {
  name: (index) => (
    <>
      <Skeleton h={14} w={190 + ((index * 53) % 90)} maw="100%" mb={8} />
      <Skeleton h={10} w={150} maw="100%" />
    </>
  ),
  status: () => <Skeleton h={22} w={84} radius="sm" />,
  progress: () => (
    <>
      <Skeleton h={8} mb={9} radius="xl" />
      <Skeleton h={9} w={96} maw="100%" />
    </>
  ),
  employee: () => <Skeleton h={26} w={26} radius={9} />,
  actions: () => <Skeleton h={30} w={64} ml="auto" radius="md" />,
};

/** In the shape of what is to come; the heads are real. */
export function LoadingTable() {
  return (
    <div className="tw camp-t">
      <table className="t" aria-label={listPage.what} aria-busy>
        <thead>
          <tr>
            {columns.map(({ key, head, className }) => (
              <th key={key} scope="col" className={className}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="late" aria-hidden>
          {Array.from({ length: SKELETON_ROWS }, (_, row) => (
            <tr key={row} style={{ height: ROW_HEIGHT }}>
              {columns.map(({ key }) => (
                <td key={key}>{skeletons[key]?.(row) ?? <Skeleton h={12} w={42} ml="auto" />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
