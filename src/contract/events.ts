/** Server-sent events: what happens, as it happens. */
import { z } from "zod";
import { call } from "./calls.ts";
import { campaign } from "./campaigns.ts";
import { conversation } from "./conversations.ts";
import { defineEndpoint } from "./endpoint.ts";
import { contactImport } from "./imports.ts";
import { byId, instant, text } from "./values.ts";

/** The `data:` of each `event:`, as JSON. */
export const eventShapes = {
  campaign: campaign.describe("At once on connecting, then at most twice a second."),
  campaign_deleted: z.object({ id: z.string() }).describe("A campaign was deleted; it is told no more."),
  call: call.describe("A call changed its state."),
  conversation: conversation.describe("A conversation was finished."),
  import: contactImport.describe("An import has come further, at most twice a second."),
  ping: z.object({ at: instant }).describe("Every 4 seconds."),
};
export type EventName = keyof typeof eventShapes;
export type EventData<Name extends EventName> = z.output<(typeof eventShapes)[Name]>;

export const pingSeconds = 4;

/** Campaign objects per second and campaign, at most. */
export const campaignEventsPerSecond = 2;
/** The same of imports. */
export const importEventsPerSecond = 2;

const resume = "Each event has an `id:`. A `Last-Event-ID` resumes after it, or a fresh snapshot is sent first.";

export const eventEndpoints = {
  followCampaign: defineEndpoint({
    method: "GET",
    path: "/campaigns/:id/events",
    permission: "campaigns:read",
    summary: "One campaign as it happens: `campaign`, `call`, `conversation` and `ping` events",
    description: `${resume} With \`campaign_deleted\` the stream ends.`,
    params: byId,
    status: 200,
    response: null,
    responseType: "events",
    refusals: ["not_found"],
  }),
  followCampaigns: defineEndpoint({
    method: "GET",
    path: "/events",
    permission: "campaigns:read",
    summary: "Several campaigns as they happen, or the `campaign` and `campaign_deleted` events of all",
    description: resume,
    query: z.strictObject({
      campaigns: text({ min: 1, max: 20_000 })
        .transform((ids) => ids.split(",").filter((id) => id !== ""))
        .optional()
        .describe("Ids with commas: all events of those. Absent: the `campaign` and `campaign_deleted` events of all."),
      imports: z
        .literal("true", { error: "imports must be true, or left out." })
        .transform(() => true)
        .optional()
        .describe("`import` events too, for those who may read contacts."),
    }),
    status: 200,
    response: null,
    responseType: "events",
    refusals: ["not_found"],
  }),
};
