/** A campaign's settings as sentences. */
import type { Campaign } from "./sums.ts";
import { grouped, moment } from "../../lib/format.ts";

type Settings = Campaign["settings"];

const units = [
  { seconds: 86_400, one: "day", more: "days" },
  { seconds: 3_600, one: "hour", more: "hours" },
  { seconds: 60, one: "minute", more: "minutes" },
  { seconds: 1, one: "second", more: "seconds" },
] as const;

/** "4 hours", "1 hour 30 minutes", "90 seconds" never. */
export function spell(seconds: number): string {
  const parts: string[] = [];
  let left = seconds;
  for (const unit of units) {
    const count = Math.floor(left / unit.seconds);
    left -= count * unit.seconds;
    if (count > 0) parts.push(`${count} ${count === 1 ? unit.one : unit.more}`);
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

export function retryWords({ retry }: Settings): string {
  if (retry.maxRetries === 0 || retry.on.length === 0) return "None: each contact is called once";
  const times = `${retry.maxRetries} more ${retry.maxRetries === 1 ? "try" : "tries"}`;
  const apart =
    retry.backoff === "fixed"
      ? `${spell(retry.delaySeconds)} apart`
      : `${spell(retry.delaySeconds)} after the first try, then twice as long each time`;
  return `${times}, ${apart}`;
}

export function zoneWords({ timezone }: Settings): string {
  if (timezone.mode === "fixed") return `${zoneName(timezone.zone)} time for everybody`;
  return timezone.fallback === null
    ? "Each contact's own time; contacts whose time zone is not known are left out"
    : `Each contact's own time; ${zoneName(timezone.fallback)} time where it is not known`;
}

const zoneName = (zone: string): string => zone.replaceAll("_", " ");

export function voicemailWords({ voicemail }: Settings): string {
  if (voicemail.action === "hang_up") return "Hang up";
  return voicemail.message === null
    ? "Leave the AI employee's own message after the tone"
    : `Leave this message after the tone: “${voicemail.message}”`;
}

export const speedWords = ({ callsPerSecond }: Settings): string =>
  callsPerSecond === null ? "No limit of its own" : `At most ${grouped(callsPerSecond)} a second`;

export const endWords = ({ endsAt }: Settings): string =>
  endsAt === null ? "When everybody is through" : `No new call after ${moment(endsAt)}`;

const date = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** `2026-12-25` as "Fri 25 Dec 2026", in no zone. */
export const dateWords = (day: string): string => {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
  return date.format(new Date(year, month - 1, dayOfMonth));
};
