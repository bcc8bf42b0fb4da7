/** The counts and rates of a campaign at its end, as lines of text. */
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { contactStatuses, contactStatusNames } from "#domain/contact/lifecycle.ts";
import type { Campaign } from "./client.ts";
import { showDuration } from "./hours.ts";
import { grouped, type Paint, percent } from "./progress.ts";

const headings: Record<CampaignStatus, string> = {
  draft: "Not started",
  queued: "Waiting",
  running: "Running",
  paused: "Paused",
  completed: "Completed",
  canceled: "Canceled",
};

/** A heading, then a table of counts and one of rates. */
export function showResults(campaign: Campaign, paint: Paint): string[] {
  const { counts, rates, calls } = campaign;
  const contacts: [string, string][] = [
    ...contactStatuses.map((status): [string, string] => [contactStatusNames[status], grouped(counts[status])]),
    ["Total", grouped(counts.total)],
    ...(counts.retrying > 0 ? [["To be called again", grouped(counts.retrying)] as [string, string]] : []),
  ];
  const figures: [string, string][] = [
    ["Completion rate", percent(rates.completion)],
    ["Success rate", percent(rates.success)],
    ["Answer rate", percent(rates.answer)],
    ["Progress", percent(rates.progress)],
    ["Human answer rate", percent(rates.humanAnswer)],
    ["Calls", grouped(calls.attempts)],
    ["Attempts per contact", counts.total > 0 ? (calls.attempts / counts.total).toFixed(2) : "–"],
  ];
  return [
    "",
    `${paint("bold", headings[campaign.status])}: ${campaign.name}${took(campaign)}`,
    "",
    ...table(contacts),
    "",
    ...table(figures),
  ];
}

function table(rows: readonly [string, string][]): string[] {
  const names = Math.max(...rows.map(([name]) => name.length), 22);
  const values = Math.max(...rows.map(([, value]) => value.length), 8);
  return rows.map(([name, value]) => `  ${name.padEnd(names)}  ${value.padStart(values)}`);
}

function took({ startedAt, finishedAt }: Campaign): string {
  if (startedAt === null || finishedAt === null) return "";
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000;
  return seconds < 1 ? ", in less than a second" : `, in ${showDuration(seconds)}`;
}
