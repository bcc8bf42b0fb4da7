/** The campaigns as cards, for small screens; as with rows, only those in sight are drawn. */
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef, useState } from "react";
import { CampaignActions, CampaignState } from "../../features/campaigns/actions.tsx";
import { campaignAddress } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { EmployeeName } from "../../ui/marks.tsx";
import { BarWithCaption } from "../../ui/status.tsx";
import { listPage, successOnCard } from "../../words/campaigns.tsx";
import type { CampaignListProps } from "./table.tsx";
import { noteOf } from "../../features/campaigns/row-words.ts";

const CARD_HEIGHT = 172;
/** Cards that are drawn beyond those in sight. */
const OVERSCAN = 4;

export function CampaignCards({ rows, total, more }: CampaignListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => CARD_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: (index) => rows[index]!.id,
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - OVERSCAN * 2) more();
  }, [last, rows.length, more]);
  return (
    <ul className="camp-cards" ref={list} aria-label={listPage.what} style={{ height: virtual.getTotalSize() }}>
      {shown.map(({ index, key, start }) => (
        <li
          key={String(key)}
          ref={virtual.measureElement}
          data-index={index}
          aria-setsize={total}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${start - top}px)` }}
        >
          <Card campaign={rows[index]!} />
        </li>
      ))}
    </ul>
  );
}

const Card = memo(({ campaign }: { campaign: Campaign }) => {
  const { name, aiEmployee, counts, rates, status } = campaign;
  const note = noteOf(campaign);
  return (
    <>
      <div className="camp-card-top">
        <Link className="t-link camp-link" to={campaignAddress(campaign)}>
          {name}
        </Link>
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
