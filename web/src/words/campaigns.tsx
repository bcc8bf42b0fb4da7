/** The words of the list of campaigns: its sums, its tools, its columns. */
import type { ReactNode } from "react";
import { grouped, rate } from "../lib/format.ts";

export const listPage = {
  title: "Call Campaigns",
  what: "Campaigns",
  loading: "Loading campaigns",
  loadingMore: "Loading more",
  noun: (total: number) => (total === 1 ? "campaign" : "campaigns"),
  noMatch: "No campaigns match",
  noMatchOf: (search: string | undefined) =>
    search === undefined ? "None has this status and AI employee." : `Nothing is found for “${search}”.`,
  clear: "Clear filters",
};

export const columnWords = {
  name: "Campaign",
  status: "Status",
  progress: "Progress",
  employee: "AI employee",
  success: "Success",
  answer: "Answered",
  actions: "Actions",
  successOf: "Success ÷ completed contacts of the campaign",
  answerOf: "(Success + voicemail) ÷ completed contacts of the campaign",
};

/** On a card, where no column has the name. */
export const successOnCard = (success: number | null): string => `${rate(success)} success`;

export const toolWords = {
  statuses: "Filter by status",
  all: "All",
  employee: "AI employee",
  anyEmployee: "Any AI employee",
  search: "Search campaigns",
  sortedBy: (order: string) => `Sort: ${order}`,
};

export const periodWords = {
  label: "Period",
  names: { "7d": "7 days", "30d": "30 days", "90d": "90 days", all: "All time", custom: "Dates" },
  pick: "Pick dates",
  from: "From",
  to: "To, that day included",
  wrongWay: "This is before the first day.",
  show: "Show these days",
};

export const metricWords = {
  label: "Summary",
  total: { title: "Total Campaigns", about: "Every campaign made in this period. Drafts and deleted ones count too." },
  running: {
    title: "Running Now",
    about: "Campaigns that are queued or running at this moment, whatever the period.",
  },
  calls: {
    title: "Calls Completed",
    about: "All finished call attempts of this period, successful or not. Each try counts as one.",
  },
  success: { title: "Success Rate", about: "Call attempts that ended in success ÷ Calls Completed × 100." },
  failed: "Did not load",
  /** @param queued undefined: not known */
  live: (calls: number, running: number, queued: number | undefined) => {
    const now =
      calls > 0
        ? `${grouped(calls)} ${calls === 1 ? "call" : "calls"} live`
        : running > 0
          ? "No call live at this moment"
          : "Nobody is being called";
    return queued ? `${now}, ${grouped(queued)} ${queued === 1 ? "campaign" : "campaigns"} queued` : now;
  },
  draftsToo: "Drafts count too",
  triesToo: "Each try counts as one call",
  noRateYet: "Shown after the first call",
  noCalls: "No calls in this period",
};

const lastDays = (days: number) => `in the last ${days} days`;

/** Beside the sums of all time: of the latest days. */
export const recentWords = {
  count: (count: number, days: number): ReactNode =>
    count > 0 ? (
      <>
        <span className="up">+{grouped(count)}</span> {lastDays(days)}
      </>
    ) : (
      `None ${lastDays(days)}`
    ),
  rate: (value: number | null, days: number): string =>
    value === null ? `No calls ${lastDays(days)}` : `${rate(value)} ${lastDays(days)}`,
};

const before = (days: number) => (days === 1 ? "the day before" : `the ${days} days before`);

/** Beside the sums of a period: against as many days before it. */
export const compareWords = {
  same: (days: number) => `Same as ${before(days)}`,
  none: (days: number) => `None in ${before(days)}`,
  /** @param by such as +12.4% */
  change: (by: ReactNode, days: number): ReactNode => (
    <>
      {by} on {before(days)}
    </>
  ),
  percent: (by: string) => `${by}%`,
  points: (by: string) => `${by} pts`,
};
