/** What was said on an answered call. */
import { z } from "zod";
import { callResult, namesBeside } from "./calls.ts";
import { defineEndpoint } from "./endpoint.ts";
import { byId, idInput, instant, listOf, namesQuery, pageQuery, phone, searchInput, sinceInput } from "./values.ts";
import { outcomes } from "#domain/call/outcomes.ts";

export const collectedValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const conversation = z
  .object({
    id: z.string(),
    callId: z.string(),
    campaignId: z.string().nullable().describe("Null for a test call."),
    contactId: z.string().nullable(),
    ...namesBeside,
    aiEmployee: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe("Who called, by the name it has now; null where it is no longer known."),
    attempt: z.int().min(1).describe("Which attempt at this contact in this campaign, as its call says."),
    to: phone.describe("The number that was dialled, E.164."),
    outcome: z.enum(outcomes).nullable().describe("Of the call."),
    startedAt: instant.nullable().describe("When the call was answered."),
    endedAt: instant.nullable().describe("When the call ended."),
    talkSeconds: z.number().min(0).nullable(),
    transcript: z.array(z.object({ speaker: z.enum(["employee", "contact"]), text: z.string(), at: instant })),
    summary: z.string().nullable(),
    collected: z
      .record(z.string(), collectedValue)
      .describe("The details the AI employee found out, by field, in the order in which it asks for them now."),
    goalReached: z.boolean().nullable().describe("Null where there is no goal, or nobody was reached."),
    result: callResult.nullable(),
    recordingUrl: z.string().nullable().describe("The path of the recording, below the address of this server."),
    removedAt: instant
      .nullable()
      .describe("When transcript, summary, details and recording were removed by the rule `retentionDays`."),
    simulated: z.boolean(),
  })
  .meta({ id: "Conversation", description: "What was said on an answered call, and what came of it." });

/** The query of every list of conversations. */
export const conversationQuery = z.strictObject({
  ...pageQuery.shape,
  search: searchInput.optional().describe("Words of the transcript or the summary, a name or a number."),
  outcome: namesQuery(outcomes).optional(),
});

export const conversationEndpoints = {
  listConversations: defineEndpoint({
    method: "GET",
    path: "/conversations",
    permission: "conversations:read",
    summary: "Conversations of all campaigns, the latest first",
    query: z.strictObject({
      ...conversationQuery.shape,
      campaignId: idInput.optional(),
      contactId: idInput.optional(),
      from: sinceInput.optional(),
      to: sinceInput.optional(),
    }),
    status: 200,
    response: listOf(conversation),
    refusals: [],
  }),
  getConversation: defineEndpoint({
    method: "GET",
    path: "/conversations/:id",
    permission: "conversations:read",
    summary: "One conversation",
    params: byId,
    status: 200,
    response: conversation,
    refusals: ["not_found"],
  }),
  getRecording: defineEndpoint({
    method: "GET",
    path: "/conversations/:id/recording",
    permission: "conversations:read",
    summary: "The recording of a conversation",
    description:
      "A WAV file: one channel, or two with the AI employee on the left and the contact on the right. Parts of it are answered to `Range`.",
    params: byId,
    status: 200,
    response: null,
    responseType: "wav",
    refusals: ["not_found"],
  }),
};
