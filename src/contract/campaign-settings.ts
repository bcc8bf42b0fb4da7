/** A campaign's settings in three shapes: as answered, as given at creation (the rest are defaults), as patched. */
import { retryableOutcomes, type Outcome } from "#domain/call/outcomes.ts";
import { backoffs, defaultSettings, ranges, voicemailActions } from "#domain/campaign/settings.ts";
import { z } from "zod";
import { fieldName } from "./sentences.ts";
import {
  calendarDate,
  instant,
  instantInput,
  rate,
  text,
  wallClock,
  wallClockEnd,
  weekday,
  wholeNumber,
  zoneInput,
} from "./values.ts";

const unique = (values: readonly unknown[]) => new Set(values).size === values.length;
const onlyOnce = (issue: { path?: PropertyKey[] }) => `${fieldName(issue.path)} names something twice; name it once.`;

const window = z
  .strictObject({
    days: z.array(weekday).min(1).max(7).refine(unique, { error: onlyOnce }),
    from: wallClock,
    to: wallClockEnd,
  })
  .meta({
    id: "Window",
    description:
      "Allowed hours on wall clocks, half-open. `to` at or before `from` runs over midnight and belongs to the day it starts on.",
  });

const timezone = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("contact"), fallback: zoneInput.nullable().default(null) }),
    z.strictObject({ mode: z.literal("fixed"), zone: zoneInput }),
  ])
  .meta({
    description:
      "The clocks the windows are read on: each contact's own, with a zone for those whose own is unknown (null: they are " +
      "not called), or one zone for all.",
  });

/** An outcome after which a campaign may try again. */
export const retryableOutcome = z.enum(retryableOutcomes);

const retry = {
  maxRetries: wholeNumber(ranges.maxRetries).describe("Calls after the first."),
  delaySeconds: wholeNumber(ranges.delaySeconds),
  backoff: z.enum(backoffs),
  on: z
    .array(retryableOutcome)
    .max(retryableOutcomes.length)
    .refine(unique, { error: onlyOnce })
    .describe("The outcomes after which a contact is tried again."),
};

const voicemail = {
  action: z.enum(voicemailActions),
  message: text({ max: 5_000 }).nullable().describe("Null: the AI employee's own voicemail message."),
};

const plain = {
  windows: z.array(window).max(100).describe("When calls may be made; any of them opens."),
  blackoutDates: z.array(calendarDate).max(1_000).refine(unique, { error: onlyOnce }),
  timezone,
  maxConcurrentCalls: wholeNumber(ranges.maxConcurrentCalls),
  callsPerSecond: rate(ranges.callsPerSecond).nullable(),
  ringTimeoutSeconds: wholeNumber(ranges.ringTimeoutSeconds),
  maxCallSeconds: wholeNumber(ranges.maxCallSeconds),
  opening: text({ max: 5_000 }).nullable().describe("Replaces the AI employee's greeting; may hold {{variables}}."),
  recording: z.boolean(),
  endsAt: instantInput.nullable().describe("No new call starts after it."),
};

const defaults = defaultSettings;

/** At creation: what is absent is the default. */
export const settingsInput = z
  .strictObject({
    windows: plain.windows.default(() => structuredClone(defaults.windows)),
    blackoutDates: plain.blackoutDates.default(() => []),
    timezone: plain.timezone.default(() => structuredClone(defaults.timezone)),
    maxConcurrentCalls: plain.maxConcurrentCalls.default(defaults.maxConcurrentCalls),
    callsPerSecond: plain.callsPerSecond.default(defaults.callsPerSecond),
    retry: z
      .strictObject({
        maxRetries: retry.maxRetries.default(defaults.retry.maxRetries),
        delaySeconds: retry.delaySeconds.default(defaults.retry.delaySeconds),
        backoff: retry.backoff.default(defaults.retry.backoff),
        on: retry.on.default((): Outcome[] => [...defaults.retry.on]),
      })
      .prefault({}),
    ringTimeoutSeconds: plain.ringTimeoutSeconds.default(defaults.ringTimeoutSeconds),
    maxCallSeconds: plain.maxCallSeconds.default(defaults.maxCallSeconds),
    voicemail: z
      .strictObject({
        action: voicemail.action.default(defaults.voicemail.action),
        message: voicemail.message.default(defaults.voicemail.message),
      })
      .prefault({}),
    opening: plain.opening.default(defaults.opening),
    recording: plain.recording.default(defaults.recording),
    endsAt: plain.endsAt.default(defaults.endsAt),
  })
  .meta({ id: "CampaignSettingsInput", description: "What is absent is the default." });

/** In a PATCH: what is absent stays, inside `retry` and `voicemail` too; lists and `timezone` are replaced whole. */
export const settingsPatch = z
  .strictObject({
    ...z.strictObject(plain).partial().shape,
    retry: z.strictObject(retry).partial().optional(),
    voicemail: z.strictObject(voicemail).partial().optional(),
  })
  .meta({ id: "CampaignSettingsPatch", description: "What is absent stays." });

/** As answered: complete. */
export const settings = z
  .object({
    ...plain,
    endsAt: instant.nullable(),
    retry: z.object(retry),
    voicemail: z.object(voicemail),
  })
  .meta({ id: "CampaignSettings", description: "How and when a campaign calls." });
