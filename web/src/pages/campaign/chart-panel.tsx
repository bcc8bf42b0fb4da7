/** Calls over time, as bars or as a table. */
import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { outcomes } from "#domain/call/outcomes.ts";
import { grouped } from "../../lib/format.ts";
import { Failure } from "../../ui/page.tsx";
import { chartWords as words } from "../../words/campaign.tsx";
import { contactStatusWords } from "../../words/en.ts";
import { loadChart, timelineQuery } from "./first.ts";
import type { Campaign } from "./sums.ts";
import { type Bar, barsOf } from "./timeline-bars.ts";
import "./chart.css";

const TimelineChart = lazy(loadChart);

/** The last bar grows with the campaign's own events, at most this often. */
const AGAIN_MILLISECONDS = 5_000;

export function ChartPanel({ campaign }: { campaign: Campaign }) {
  const [asTable, setAsTable] = useState(false);
  const { data, error, refetch } = useTimeline(campaign);
  // Drawing the chart is slow: it has to do with new bars alone, not with every event of the campaign.
  const { title, bars } = useMemo(() => (data ? barsOf(data) : { title: words.ended, bars: [] }), [data]);
  const chart = useMemo(() => <TimelineChart bars={bars} />, [bars]);
  const other = asTable ? words.asChart : words.asTable;
  return (
    <section className="panel campaign-chart" aria-labelledby="chart-title">
      <div className="panel-head">
        <h2 id="chart-title" className="campaign-panel-title">
          {title}
        </h2>
        <div className="campaign-legend">
          {outcomes.map((outcome) => (
            <span key={outcome}>
              <i style={{ background: `var(--o-${outcome})` }} aria-hidden />
              {contactStatusWords[outcome]}
            </span>
          ))}
          <Tooltip label={other}>
            <ActionIcon
              className="campaign-chart-switch"
              size={28}
              aria-label={other}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <IconChartBar size={16} stroke={1.7} /> : <IconTable size={16} stroke={1.7} />}
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      {error && !data ? (
        <Failure what={words.what} problem={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton h={200} m={18} w="auto" />
      ) : bars.length === 0 ? (
        <p className="campaign-chart-none">{words.none}</p>
      ) : asTable ? (
        <BarsTable title={title} bars={bars} />
      ) : (
        <Suspense fallback={<Skeleton h={200} m={18} w="auto" />}>{chart}</Suspense>
      )}
    </section>
  );
}

function useTimeline(campaign: Campaign) {
  const query = useQuery(timelineQuery(campaign.id));
  const { refetch } = query;
  const asked = useRef(Date.now());
  const ended = campaign.calls.attempts - campaign.calls.live;
  const before = useRef(ended);
  useEffect(() => {
    if (before.current === ended) return undefined;
    before.current = ended;
    const wait = Math.max(0, asked.current + AGAIN_MILLISECONDS - Date.now());
    const timer = setTimeout(() => {
      asked.current = Date.now();
      void refetch();
    }, wait);
    return () => clearTimeout(timer);
  }, [ended, refetch]);
  return query;
}

function BarsTable({ title, bars }: { title: string; bars: readonly Bar[] }) {
  return (
    <div className="tw campaign-chart-table" tabIndex={0} role="group" aria-label={title}>
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col" className="r">
                {contactStatusWords[outcome]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              {outcomes.map((outcome) => (
                <td key={outcome} className="r num">
                  {grouped(bar[outcome])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
