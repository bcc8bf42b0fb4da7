/** A campaign, its contacts and its preflight: the shapes. What can be asked of them stands in campaign-endpoints.ts. */
import { campaignActions, campaignStatuses, personMoveNames } from "#domain/campaign/lifecycle.ts";
import { contactStatuses, skipReasons, waitingReasons } from "#domain/contact/lifecycle.ts";
import { lineKinds } from "#domain/line.ts";
import { z } from "zod";
import { callResult, namedContact } from "./calls.ts";
import { settings, settingsInput, settingsPatch } from "./campaign-settings.ts";
import { contactFilter, contactSearch } from "./filters.ts";
import { actor, count, createdBy, idInput, instant, nameInput, phone, phoneInput, text } from "./values.ts";

const named = z.object({ id: z.string(), name: z.string() });
const rateOf = (meaning: string) =>
  z.number().min(0).max(100).nullable().describe(`${meaning}, × 100; null with nothing to divide by.`);

/** The nine statuses, each with how many contacts have it. */
const statusCounts = Object.fromEntries(contactStatuses.map((status) => [status, count])) as Record<
  (typeof contactStatuses)[number],
  typeof count
>;

export const campaignCounts = z
  .object({
    total: count,
    ...statusCounts,
    retrying: count.describe("Those with an attempted status that will be called again; counted beside the nine."),
  })
  .meta({
    id: "CampaignCounts",
    description: "Contacts by status. The nine statuses sum to the total at every instant.",
  });

export const campaign = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(campaignStatuses),
    statusReason: z.string().nullable().describe("Why it is in this status, where there is more to say."),
    aiEmployee: named.nullable(),
    line: named.extend({ kind: z.enum(lineKinds) }).nullable(),
    callerId: phone.nullable().describe("Null: the line's first."),
    settings,
    counts: campaignCounts,
    calls: z.object({
      attempts: count.describe("Calls that reached `dialing`, live ones included."),
      live: count,
      talkSeconds: z.number().min(0).describe("Of all calls that ended, together."),
      goalReached: count.describe("Conversations that reached their goal."),
      goalMissed: count.describe("Conversations that had a goal and did not reach it."),
    }),
    rates: z.object({
      completion: rateOf("Completed / total"),
      success: rateOf("Success / completed"),
      answer: rateOf("(Success + voicemail) / completed"),
      progress: rateOf("(Total − pending − in_progress − retrying) / total"),
      humanAnswer: rateOf("Attempts that a person answered / completed"),
      goal: rateOf("Conversations that reached their goal / conversations that had one"),
    }),
    retryable: count.describe("Contacts that `retry-failed` without a choice would call again; 0 unless completed."),
    estimatedFinishAt: instant.nullable(),
    allowed: z.array(z.enum(campaignActions)).describe("What the reader may do to it now."),
    scheduledAt: instant.nullable(),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    createdAt: instant,
    createdBy,
    lastMoves: z
      .partialRecord(z.enum(personMoveNames), z.object({ at: instant, actor }))
      .describe("When each move was last made, and by whom; one that never was is absent."),
  })
  .meta({ id: "Campaign", description: "A list of contacts, one AI employee, a line, and the rules for calling." });

const description = text({ max: 5_000 }).nullable();
const callerId = phoneInput.nullable().describe("One of the line's numbers; null: its first.");

export const campaignInput = z
  .strictObject({
    name: nameInput,
    description: description.default(null),
    aiEmployeeId: idInput.nullable().default(null),
    lineId: idInput.nullable().default(null),
    callerId: callerId.default(null),
    settings: settingsInput.prefault({}),
  })
  .meta({ id: "CampaignInput" });

export const campaignPatch = z
  .strictObject({
    name: nameInput.optional(),
    description: description.optional(),
    aiEmployeeId: idInput.nullable().optional(),
    lineId: idInput.nullable().optional(),
    callerId: callerId.optional(),
    settings: settingsPatch.optional(),
  })
  .meta({ id: "CampaignPatch" });

export const campaignContact = z
  .object({
    id: z.string(),
    contact: namedContact,
    status: z.enum(contactStatuses),
    skipReason: z.enum(skipReasons).nullable(),
    attempts: count,
    nextAttemptAt: instant.nullable(),
    waitingFor: z.enum(waitingReasons).nullable().describe("Why it is not being called now."),
    result: callResult.nullable(),
    lastCallId: z.string().nullable(),
  })
  .meta({ id: "CampaignContact", description: "One contact's place in one campaign." });

/** Which contacts: picked, all that match the filter and the search, or all of an import. */
export const contactChoice = z
  .union(
    [
      z.strictObject({ contactIds: z.array(idInput).min(1).max(10_000) }),
      z.strictObject({ filter: contactFilter, search: contactSearch }),
      z.strictObject({ importId: idInput }),
    ],
    { error: "Give exactly one of contactIds (1 to 10,000 ids), filter and importId." },
  )
  .meta({
    id: "ContactChoice",
    description: "Exactly one of `contactIds`, `filter` (with or without `search`) and `importId`.",
  });

export const contactsChanged = z.object({
  added: count,
  skipped: count.describe("Already in the campaign, or not to be called."),
  removed: count,
});

const point = z
  .object({ path: z.string(), message: z.string() })
  .describe("Where, and one sentence that says what is wrong and what to do.");

export const preflight = z
  .object({
    ready: z.boolean(),
    problems: z.array(point).describe("Each keeps the campaign from starting."),
    warnings: z.array(point).describe("Worth knowing; none keeps it from starting."),
    willCall: count,
    willSkip: z.partialRecord(z.enum(skipReasons), count),
    concurrency: count.describe("Calls at once that campaign, AI employee and line allow together."),
    estimatedFinishAt: instant.nullable(),
  })
  .meta({ id: "Preflight", description: "What a start would do now." });

export const timeline = z
  .object({
    bucketSeconds: z.int().min(1),
    items: z.array(
      z.object({ at: instant, success: count, voicemail: count, no_answer: count, busy: count, failed: count }),
    ),
  })
  .meta({ id: "Timeline", description: "Ended calls by outcome over time; empty buckets are left out." });

export const activity = z
  .object({
    id: z.string(),
    at: instant,
    actor: actor.nullable(),
    kind: z.string(),
    text: z.string().describe("One sentence for people."),
  })
  .meta({ id: "Activity", description: "Something that happened to a campaign." });

/** How many campaigns have each status. */
export const campaignsByStatus = z.object(
  Object.fromEntries(campaignStatuses.map((status) => [status, count])) as Record<
    (typeof campaignStatuses)[number],
    typeof count
  >,
);

export const campaignMetrics = z
  .object({
    totalCampaigns: count.describe("Ever created, deleted ones included."),
    runningNow: count.describe("Queued or running."),
    callsLive: count,
    callsCompleted: count.describe("Attempts that ended."),
    successRate: z
      .number()
      .min(0)
      .max(100)
      .nullable()
      .describe("Attempts that ended in success / callsCompleted, × 100."),
    capacity: z.object({ inUse: count, total: count }),
  })
  .meta({ id: "CampaignMetrics" });
