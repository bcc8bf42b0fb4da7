/** A campaign's settings as sentences. */
import { apartText, retries, zoneName } from "../../features/settings-form/describe.ts";
import { grouped, moment } from "../../lib/format.ts";
import type { Campaign } from "./sums.ts";

type Settings = Campaign["settings"];

export function retryWords({ retry }: Settings): string {
  if (!retries(retry)) return "None: each contact is called once";
  const times = `${retry.maxRetries} more ${retry.maxRetries === 1 ? "try" : "tries"}`;
  return `${times}, ${apartText(retry)}`;
}

export function zoneWords({ timezone }: Settings): string {
  if (timezone.mode === "fixed") return `${zoneName(timezone.zone)} time for everybody`;
  return timezone.fallback === null
    ? "Each contact's own time; contacts whose time zone is not known are left out"
    : `Each contact's own time; ${zoneName(timezone.fallback)} time where it is not known`;
}

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
