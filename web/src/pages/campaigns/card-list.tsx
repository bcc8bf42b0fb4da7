/** The campaigns as cards, for small screens; as with rows, only those in sight are drawn. */
import { memo } from "react";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { campaignAddress } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { CardList } from "../../ui/card-list.tsx";
import { EmployeeName } from "../../ui/marks.tsx";
import { RowLink } from "../../ui/row-link.tsx";
import { BarWithCaption } from "../../ui/status.tsx";
import { byId } from "../../ui/use-long-list.ts";
import { listPage, successOnCard } from "../../words/campaigns.tsx";
import type { CampaignListProps } from "./table.tsx";
import { noteOf } from "../../features/campaigns/row-words.ts";

const CARD_HEIGHT = 172;

export function CampaignCards({ rows, total, more }: CampaignListProps) {
  return (
    <CardList
      label={listPage.what}
      className="camp-cards"
      rows={rows}
      idOf={byId}
      total={total}
      more={more}
      cardHeight={CARD_HEIGHT}
    >
      {(campaign) => <Card campaign={campaign} />}
    </CardList>
  );
}

const Card = memo(({ campaign }: { campaign: Campaign }) => {
  const { name, aiEmployee, counts, rates, status } = campaign;
  const note = noteOf(campaign);
  return (
    <>
      <div className="camp-card-top">
        <RowLink className="t-link camp-link" href={campaignAddress(campaign)}>
          {name}
        </RowLink>
        <CampaignActions campaign={campaign} layout="menu" />
      </div>
      <div className="camp-card-meta">
        <CampaignState campaign={campaign} />
        {note !== null && <span>{note}</span>}
      </div>
      <BarWithCaption counts={counts} progress={rates.progress} still={status !== "running"} />
      <div className="camp-card-foot">
        {aiEmployee ? <EmployeeName name={aiEmployee.name} size={22} /> : <span />}
        <span className="num">{successOnCard(rates.success)}</span>
      </div>
    </>
  );
});
