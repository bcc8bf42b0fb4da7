/** What an edit of a campaign changed, as its activity says it. */
import { isDeepStrictEqual } from "node:util";
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import type { CampaignFields } from "#store/campaign-writes.ts";

const fieldWords: Record<Exclude<keyof CampaignFields, "settings">, string> = {
  name: "the name",
  description: "the description",
  aiEmployeeId: "the AI employee",
  lineId: "the line",
  callerId: "the caller ID",
};

const settingWords: Record<keyof CampaignSettings, string> = {
  windows: "the calling hours",
  blackoutDates: "the dates without calls",
  timezone: "the time zone",
  maxConcurrentCalls: "the calls at once",
  callsPerSecond: "the calls per second",
  retry: "the retries",
  ringTimeoutSeconds: "how long it rings",
  maxCallSeconds: "how long a call may last",
  voicemail: "the voicemail",
  opening: "the opening line",
  recording: "the recording",
  endsAt: "the end date",
};

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** `Changed the line and the retries.` */
export function changedFields(before: CampaignFields, after: CampaignFields): string {
  const changed = [
    ...changedOf(fieldWords, before, after),
    ...changedOf(settingWords, before.settings, after.settings),
  ];
  return changed.length === 0 ? "Saved without a change." : `Changed ${list.format(changed)}.`;
}

function changedOf<Fields>(words: { [Field in keyof Fields]?: string }, before: Fields, after: Fields): string[] {
  const fields = Object.keys(words) as Array<keyof Fields>;
  return fields.filter((field) => !isDeepStrictEqual(before[field], after[field])).map((field) => words[field]!);
}
