/** The four sums over all campaigns, of a period or of all time, and how they compare. */
import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { metricsQuery } from "../../features/campaigns/queries.ts";
import type { Answer } from "../../lib/api.ts";
import { grouped, rate } from "../../lib/format.ts";
import { Info } from "../../ui/page.tsx";
import { Rolling } from "../../ui/rolling.tsx";
import { compareWords, metricWords as words, recentWords } from "../../words/campaigns.tsx";
import { latest, type Span } from "./period.ts";
import { usePeriod } from "./period-control.tsx";

type Metrics = Answer<"getCampaignMetrics">;

const SECONDS_BETWEEN = 5;
/** With all time, the latest of it stands beside. */
const RECENT_DAYS = 30;
const recent = latest(RECENT_DAYS, Date.now()).span;

function useMetrics(span: Span, often: boolean) {
  return useQuery({
    ...metricsQuery(span),
    refetchInterval: often ? SECONDS_BETWEEN * 1_000 : false,
    placeholderData: keepPreviousData,
  });
}

/** @param queued campaigns that wait for their start, where that is known of all */
export function MetricCards({ queued }: { queued: number | undefined }) {
  const { period } = usePeriod();
  const now = useMetrics(period?.span ?? {}, true);
  const beside = useMetrics(period?.before ?? recent, period === null);
  const subs = now.data && beside.data ? subsOf(now.data, beside.data, period?.days) : null;
  const failed = now.isError && now.data === undefined;
  const cards: Array<{ title: string; about: string; value: ReactNode; sub: ReactNode }> = [
    { ...words.total, value: now.data && <Rolling value={now.data.totalCampaigns} />, sub: subs?.total },
    {
      ...words.running,
      value: now.data && <Rolling value={now.data.runningNow} />,
      sub: now.data && words.live(now.data.callsLive, now.data.runningNow, queued),
    },
    { ...words.calls, value: now.data && <Rolling value={now.data.callsCompleted} />, sub: subs?.calls },
    { ...words.success, value: now.data && <Rolling value={now.data.successRate} of="rate" />, sub: subs?.success },
  ];
  return (
    <section className="kpis" aria-label={words.label} aria-busy={now.isPending}>
      {cards.map(({ title, about, value, sub }) => (
        <div className="kpi" key={title}>
          <div className="kpi-label">
            {title} <Info text={about} />
          </div>
          {value === undefined && !failed ? (
            <div className="late camp-kpi-wait">
              <Skeleton h={26} w={88} />
              <Skeleton h={12} w="80%" />
            </div>
          ) : (
            <>
              <div className="kpi-val">{value ?? "–"}</div>
              <div className="kpi-sub">{failed ? words.failed : sub}</div>
            </>
          )}
        </div>
      ))}
    </section>
  );
}

interface Subs {
  total: ReactNode;
  calls: ReactNode;
  success: ReactNode;
}

/** @param days of the period; absent: all time, with the latest days beside */
function subsOf(now: Metrics, beside: Metrics, days: number | undefined): Subs {
  if (days === undefined) {
    return {
      total: now.totalCampaigns === 0 ? words.draftsToo : recentWords.count(beside.totalCampaigns, RECENT_DAYS),
      calls: now.callsCompleted === 0 ? words.triesToo : recentWords.count(beside.callsCompleted, RECENT_DAYS),
      success: now.successRate === null ? words.noRateYet : recentWords.rate(beside.successRate, RECENT_DAYS),
    };
  }
  const more = now.totalCampaigns - beside.totalCampaigns;
  return {
    total: <Change by={more} text={signed(more, grouped)} days={days} />,
    calls:
      beside.callsCompleted === 0 ? (
        compareWords.none(days)
      ) : (
        <Change {...growth(now.callsCompleted, beside.callsCompleted)} days={days} />
      ),
    success:
      now.successRate === null ? (
        words.noCalls
      ) : beside.successRate === null ? (
        compareWords.none(days)
      ) : (
        <Change {...points(now.successRate, beside.successRate)} days={days} />
      ),
  };
}

const oneDigit = (value: number) => rate(value).replace("%", "");
const signed = (by: number, write: (value: number) => string) =>
  by === 0 ? "" : `${by > 0 ? "+" : "−"}${write(Math.abs(by))}`;
/** As it is written, so that a change that is written 0.0 counts as none. */
const rounded = (value: number) => Math.round(value * 10) / 10;

function growth(now: number, before: number) {
  const by = rounded((now / before - 1) * 100);
  return { by, text: compareWords.percent(signed(by, oneDigit)) };
}

function points(now: number, before: number) {
  const by = rounded(now - before);
  return { by, text: compareWords.points(signed(by, oneDigit)) };
}

function Change({ by, text, days }: { by: number; text: string; days: number }) {
  if (by === 0) return compareWords.same(days);
  return compareWords.change(<span className={by > 0 ? "up" : "down"}>{text}</span>, days);
}
