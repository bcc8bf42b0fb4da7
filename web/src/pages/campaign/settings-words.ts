/** A campaign's settings as sentences. */
import { apartText, retries, zoneName } from "../../features/settings-form/describe.ts";
import { moment } from "../../lib/format.ts";
import { settingSentences as words } from "../../words/campaign-settings-tab.tsx";
import type { Campaign } from "./sums.ts";

type Settings = Campaign["settings"];

export function retryWords({ retry }: Settings): string {
  if (!retries(retry)) return words.once;
  return words.tries(retry.maxRetries, apartText(retry));
}

export function zoneWords({ timezone }: Settings): string {
  if (timezone.mode === "fixed") return words.fixedZone(zoneName(timezone.zone));
  return timezone.fallback === null ? words.ownTimeOnly : words.ownTimeOr(zoneName(timezone.fallback));
}

export function voicemailWords({ voicemail }: Settings): string {
  if (voicemail.action === "hang_up") return words.hangUp;
  return voicemail.message === null ? words.leaveOwn : words.leave(voicemail.message);
}

export const speedWords = ({ callsPerSecond }: Settings): string =>
  callsPerSecond === null ? words.noLimit : words.atMost(callsPerSecond);

export const endWords = ({ endsAt }: Settings): string =>
  endsAt === null ? words.endsWhenDone : words.ends(moment(endsAt));
