/** A campaign on its way, as lines of text. Pure: what is painted and how wide the place is come from outside. */
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { contactStatuses, type ContactStatus } from "#domain/contact/lifecycle.ts";
import type { Campaign } from "./client.ts";
import { showDuration } from "./hours.ts";

export type Colour = "green" | "cyan" | "yellow" | "magenta" | "red" | "blue" | "gray" | "dim" | "bold";
export type Paint = (colour: Colour, text: string) => string;

export const plainPaint: Paint = (_, text) => text;

/** How a status stands in the bar; the marks differ, so that the bar reads without colours too. */
const segments: Record<ContactStatus, { mark: string; colour: Colour }> = {
  success: { mark: "█", colour: "green" },
  voicemail: { mark: "▓", colour: "cyan" },
  no_answer: { mark: "▒", colour: "yellow" },
  busy: { mark: "▚", colour: "magenta" },
  failed: { mark: "×", colour: "red" },
  skipped: { mark: "-", colour: "gray" },
  canceled: { mark: "–", colour: "gray" },
  in_progress: { mark: "»", colour: "blue" },
  pending: { mark: "·", colour: "dim" },
};

/** From left to right: what has an end, what is going on, what is to come. */
const segmentOrder: readonly ContactStatus[] = [
  ...contactStatuses.filter((status) => status !== "pending" && status !== "in_progress"),
  "in_progress",
  "pending",
];

/** Calls dialled so far, at an instant in ms. */
export interface Sample {
  at: number;
  attempts: number;
}

const sampledMilliseconds = 5_000;

/** The samples with one more; those too old to say how fast it goes now are left out. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const recent = samples.filter(({ at }) => sample.at - at <= sampledMilliseconds);
  return [...recent, sample];
}

/** New calls per second over the last seconds; null before there is anything to compare. */
export function callsPerSecond(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < 500) return null;
  return Math.max(0, last.attempts - first.attempts) / ((last.at - first.at) / 1_000);
}

/** The parts of `total` as whole cells of a bar, each part at least one where it is not nothing, together `width`. */
export function divide(parts: readonly number[], width: number): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total <= 0) return parts.map(() => 0);
  const cells = parts.map((part) => (part > 0 ? Math.max(1, Math.floor((part / total) * width)) : 0));
  for (;;) {
    const excess = cells.reduce((sum, cell) => sum + cell, 0) - width;
    if (excess === 0) return cells;
    // The cell that is furthest from its fair share gives or takes one.
    const errors = cells.map((cell, at) => {
      const error = cell - ((parts[at] ?? 0) / total) * width;
      const open = excess > 0 ? cell > 1 : cell > 0;
      return open ? error * Math.sign(excess) : Number.NEGATIVE_INFINITY;
    });
    const worst = errors.indexOf(Math.max(...errors));
    if (errors[worst] === Number.NEGATIVE_INFINITY) return cells;
    cells[worst] = (cells[worst] ?? 0) - Math.sign(excess);
  }
}

/** The display of a terminal. */
export function drawProgress(
  campaign: Campaign,
  samples: readonly Sample[],
  { now, columns, paint }: { now: number; columns: number; paint: Paint },
): string[] {
  const width = Math.max(10, Math.min(columns - 12, 80));
  const cells = divide(
    segmentOrder.map((status) => campaign.counts[status]),
    width,
  );
  const bar = segmentOrder
    .map((status, at) => ({ ...segments[status], length: cells[at] ?? 0 }))
    .map(({ mark, colour, length }) => (length > 0 ? paint(colour, mark.repeat(length)) : ""))
    .join("");
  const legend = wrap(
    countWords(campaign, (status, text) => {
      const { mark, colour } = segments[status];
      return { length: text.length + 2, text: `${paint(colour, mark)} ${text}` };
    }),
    columns - 2,
  );
  return [
    "",
    `  ${bar} ${paint("bold", percent(campaign.rates.progress))}`,
    ...legend.map((line) => `  ${line}`),
    `  ${paint("dim", paceWords(campaign, samples, now))}`,
  ];
}

/** One line for a file or a pipe. */
export function writeProgress(campaign: Campaign, samples: readonly Sample[], now: number): string {
  const counts = countWords(campaign, (_, text) => ({ length: text.length, text }));
  const time = new Date(now).toTimeString().slice(0, 8);
  const parts = [percent(campaign.rates.progress), counts.map(({ text }) => text).join(", ")];
  return `${time}  ${[...parts, paceWords(campaign, samples, now)].join(" · ")}`;
}

interface Word {
  /** In columns: colours take none. */
  length: number;
  text: string;
}

function countWords(campaign: Campaign, word: (status: ContactStatus, text: string) => Word): Word[] {
  const { counts } = campaign;
  const words = segmentOrder
    .filter((status) => counts[status] > 0)
    .map((status) => word(status, `${grouped(counts[status])} ${status.replaceAll("_", " ")}`));
  if (counts.retrying === 0) return words;
  const retrying = `${grouped(counts.retrying)} to be called again`;
  return [...words, { length: retrying.length, text: retrying }];
}

function wrap(words: readonly Word[], columns: number): string[] {
  const lines: { length: number; texts: string[] }[] = [];
  for (const { length, text } of words) {
    const line = lines.at(-1);
    if (line && line.length + 3 + length <= columns) {
      line.length += 3 + length;
      line.texts.push(text);
    } else {
      lines.push({ length, texts: [text] });
    }
  }
  return lines.map(({ texts }) => texts.join("   "));
}

function paceWords(campaign: Campaign, samples: readonly Sample[], now: number): string {
  const speed = callsPerSecond(samples);
  return [
    `${grouped(campaign.calls.live)} live`,
    ...(speed === null ? [] : [`${speed < 10 ? speed.toFixed(1) : grouped(Math.round(speed))} calls/s`]),
    stateWords[campaign.status](campaign, now),
  ].join(" · ");
}

const stateWords: Record<CampaignStatus, (campaign: Campaign, now: number) => string> = {
  draft: () => "not started",
  queued: (campaign) => campaign.statusReason ?? "waiting to begin",
  running: timeLeft,
  paused: ({ calls }) => (calls.live > 0 ? "pausing" : "paused"),
  completed: () => "completed",
  canceled: ({ calls }) => (calls.live > 0 ? "stopping" : "canceled"),
};

function timeLeft({ estimatedFinishAt }: Campaign, now: number): string {
  if (estimatedFinishAt === null) return "time left unknown";
  const finish = Date.parse(estimatedFinishAt);
  const seconds = (finish - now) / 1_000;
  if (seconds < 1) return "almost done";
  return `about ${showDuration(seconds)} left, done around ${showInstant(finish, now)}`;
}

/** The hour alone where it is today. */
function showInstant(instant: number, now: number): string {
  const date = new Date(instant);
  const hour = date.toTimeString().slice(0, 5);
  if (date.toDateString() === new Date(now).toDateString()) return hour;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${hour}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** One decimal; nothing to divide by is a dash. Only what is all is shown as 100.0, only what is nothing as 0.0. */
export function percent(rate: number | null): string {
  if (rate === null) return "–";
  const shown = rate > 0 && rate < 100 ? Math.min(99.9, Math.max(0.1, rate)) : rate;
  return `${shown.toFixed(1)} %`;
}

export function grouped(number: number): string {
  return number.toLocaleString("en-US");
}
