/** Ended calls as bars: in the timeline's own buckets while they are few, else by the hour or the viewer's day. */
import type { Outcome } from "#domain/call/outcomes.ts";
import { outcomes } from "#domain/call/outcomes.ts";
import type { Answer } from "../../lib/api.ts";
import { chartWords } from "../../words/campaign.tsx";

type Timeline = Answer<"getCampaignTimeline">;
export type Bar = Record<Outcome, number> & { label: string };

const MOST_BARS = 48;
const HOUR_SECONDS = 3_600;

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndTime = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export function barsOf({ bucketSeconds, items }: Timeline): { title: string; bars: Bar[] } {
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) return { title: chartWords.ended, bars: [] };
  const from = new Date(first.at).getTime();
  const to = new Date(last.at).getTime();
  for (const seconds of [bucketSeconds, HOUR_SECONDS]) {
    const step = Math.max(seconds, bucketSeconds) * 1_000;
    if ((to - from) / step >= MOST_BARS) continue;
    const label = day.format(from) === day.format(to) ? time : dayAndTime;
    const bars = new Map<string, Bar>();
    // Stretches without calls are shown as such.
    for (let at = floor(from, step); at <= to; at += step) bars.set(String(at), empty(label.format(at)));
    for (const item of items) add(bars, String(floor(new Date(item.at).getTime(), step)), item);
    const title = step === HOUR_SECONDS * 1_000 ? chartWords.perHour : chartWords.perMinutes(step / 60_000);
    return { title, bars: [...bars.values()] };
  }
  const bars = new Map<string, Bar>();
  for (const item of items) {
    const label = day.format(new Date(item.at));
    if (!bars.has(label)) bars.set(label, empty(label));
    add(bars, label, item);
  }
  return { title: chartWords.perDay, bars: [...bars.values()] };
}

const floor = (at: number, step: number): number => Math.floor(at / step) * step;

const empty = (label: string): Bar => ({ label, success: 0, voicemail: 0, no_answer: 0, busy: 0, failed: 0 });

function add(bars: Map<string, Bar>, key: string, item: Timeline["items"][number]): void {
  const bar = bars.get(key);
  if (!bar) return;
  for (const outcome of outcomes) bar[outcome] += item[outcome];
}
