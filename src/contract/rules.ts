/** The organisation's rules over all its campaigns. */
import { defaultRules } from "#domain/campaign/settings.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { count, wallClock, wallClockEnd, wholeNumber } from "./values.ts";

const quietHours = z
  .strictObject({ from: wallClock, to: wallClockEnd })
  .refine(
    (hours) => hours.from !== hours.to,
    "quietHours must not begin and end at the same minute; use null for none.",
  )
  .nullable()
  .describe("The hours WITHOUT calls, in the contact's time; they may run over midnight. Null: none.");

const fields = {
  quietHours,
  minGapMinutes: wholeNumber({ min: 0, max: 43_200 }).describe("Between calls to one number by different campaigns."),
  maxCallsPer24h: wholeNumber({ min: 1, max: 100 })
    .nullable()
    .describe("To one number, over all campaigns; null: no cap."),
  recordingAnnouncement: z.boolean(),
  retentionDays: wholeNumber({ min: 1, max: 36_500 })
    .nullable()
    .describe(
      "After how many days a conversation loses its transcript, summary, details and recording; looked at once an hour. " +
        "Its outcome and every count stay. Null: never.",
    ),
};

export const rules = z
  .object(fields)
  .meta({ id: "Rules", description: "The organisation's rules over all its campaigns." });

export const rulesInput = z
  .strictObject({
    quietHours: fields.quietHours.default(() => structuredClone(defaultRules.quietHours)),
    minGapMinutes: fields.minGapMinutes.default(defaultRules.minGapMinutes),
    maxCallsPer24h: fields.maxCallsPer24h.default(defaultRules.maxCallsPer24h),
    recordingAnnouncement: fields.recordingAnnouncement.default(defaultRules.recordingAnnouncement),
    retentionDays: fields.retentionDays.default(defaultRules.retentionDays),
  })
  .meta({ id: "RulesInput", description: "What is absent is the default." });

export const ruleEndpoints = {
  getRules: defineEndpoint({
    method: "GET",
    path: "/rules",
    permission: "rules:read",
    summary: "Quiet hours, gaps and caps",
    status: 200,
    response: rules,
    refusals: [],
  }),
  previewRetention: defineEndpoint({
    method: "GET",
    path: "/rules/retention",
    permission: "rules:read",
    summary: "What `retentionDays` would remove within the hour",
    query: z.strictObject({
      days: z.coerce.number({ error: "days must be a whole number from 1 to 36,500." }).int().min(1).max(36_500),
    }),
    status: 200,
    response: z
      .object({
        conversations: count.describe("Older than that, with a transcript still there."),
        recordings: count.describe("Of those, with a recording."),
      })
      .meta({ id: "RetentionPreview" }),
    refusals: [],
  }),
  setRules: defineEndpoint({
    method: "PUT",
    path: "/rules",
    permission: "rules:write",
    summary: "Set quiet hours, gaps and caps; what is absent becomes the default",
    body: rulesInput,
    status: 200,
    response: rules,
    refusals: ["invalid"],
  }),
};
