/** The four sums over all campaigns, of a period or of all time, and how they compare. */
import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { metricsQuery } from "../../features/campaigns/queries.ts";
import type { Answer } from "../../lib/api.ts";
import { grouped, rate } from "../../lib/format.ts";
import { Info } from "../../ui/page.tsx";
import { Rolling } from "../../ui/rolling.tsx";
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

export function MetricCards() {
  const { period } = usePeriod();
  const now = useMetrics(period?.span ?? {}, true);
  const beside = useMetrics(period?.before ?? recent, period === null);
  const subs = now.data && beside.data ? subsOf(now.data, beside.data, period?.than) : null;
  const failed = now.isError && now.data === undefined;
  const cards: Array<{ title: string; info: string; value: ReactNode; sub: ReactNode }> = [
    {
      title: "Total Campaigns",
      info: "Every campaign made in this period. Drafts and deleted ones count too.",
      value: now.data && <Rolling value={now.data.totalCampaigns} />,
      sub: subs?.total,
    },
    {
      title: "Running Now",
      info: "Campaigns that are queued or running at this moment, whatever the period.",
      value: now.data && <Rolling value={now.data.runningNow} />,
      sub: now.data && live(now.data),
    },
    {
      title: "Calls Completed",
      info: "All finished call attempts of this period, successful or not. Each try counts as one.",
      value: now.data && <Rolling value={now.data.callsCompleted} />,
      sub: subs?.calls,
    },
    {
      title: "Success Rate",
      info: "Call attempts that ended in success ÷ Calls Completed × 100.",
      value: now.data && <Rolling value={now.data.successRate} of="rate" />,
      sub: subs?.success,
    },
  ];
  return (
    <section className="kpis" aria-label="Summary" aria-busy={now.isPending}>
      {cards.map(({ title, info, value, sub }) => (
        <div className="kpi" key={title}>
          <div className="kpi-label">
            {title} <Info text={info} />
          </div>
          {value === undefined && !failed ? (
            <div className="late camp-kpi-wait">
              <Skeleton h={26} w={88} />
              <Skeleton h={12} w="80%" />
            </div>
          ) : (
            <>
              <div className="kpi-val">{value ?? "–"}</div>
              <div className="kpi-sub">{failed ? "Did not load" : sub}</div>
            </>
          )}
        </div>
      ))}
    </section>
  );
}

const live = ({ callsLive, runningNow }: Metrics): string =>
  callsLive > 0
    ? `${grouped(callsLive)} ${callsLive === 1 ? "call" : "calls"} live`
    : runningNow > 0
      ? "No call live at this moment"
      : "Nobody is being called";

interface Subs {
  total: ReactNode;
  calls: ReactNode;
  success: ReactNode;
}

/** @param than absent: all time, with the latest days beside */
function subsOf(now: Metrics, beside: Metrics, than: string | undefined): Subs {
  if (than === undefined) {
    const days = `in the last ${RECENT_DAYS} days`;
    return {
      total: now.totalCampaigns === 0 ? "Drafts count too" : `${grouped(beside.totalCampaigns)} ${days}`,
      calls: now.callsCompleted === 0 ? "Each try counts as one call" : `${grouped(beside.callsCompleted)} ${days}`,
      success:
        now.successRate === null
          ? "Shown after the first call"
          : beside.successRate === null
            ? `No calls ${days}`
            : `${rate(beside.successRate)} ${days}`,
    };
  }
  const more = now.totalCampaigns - beside.totalCampaigns;
  return {
    total: <Change by={more} text={signed(more, grouped)} than={than} />,
    calls:
      beside.callsCompleted === 0 ? (
        `None in ${than}`
      ) : (
        <Change {...growth(now.callsCompleted, beside.callsCompleted)} than={than} />
      ),
    success:
      now.successRate === null ? (
        "No calls in this period"
      ) : beside.successRate === null ? (
        `None in ${than}`
      ) : (
        <Change {...points(now.successRate, beside.successRate)} than={than} />
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
  return { by, text: `${signed(by, oneDigit)}%` };
}

function points(now: number, before: number) {
  const by = rounded(now - before);
  return { by, text: `${signed(by, oneDigit)} pts` };
}

function Change({ by, text, than }: { by: number; text: string; than: string }) {
  if (by === 0) return <>Same as {than}</>;
  return (
    <>
      <span className={by > 0 ? "up" : "down"}>{text}</span> on {than}
    </>
  );
}
