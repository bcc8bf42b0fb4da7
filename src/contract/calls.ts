/** One dial of one number. */
import { callResults, callStates, outcomes } from "#domain/call/outcomes.ts";
import { lineKinds } from "#domain/line.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { byId, instant, phone } from "./values.ts";

export const callResult = z.enum(callResults);

/** A contact as it stands beside what is told of it, so that a list says whom it is about. */
export const namedContact = z.object({
  id: z.string(),
  phone,
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
});

/** What stands beside the ids of a call or a conversation. */
export const namesBeside = {
  contact: namedContact.nullable().describe("As it is now; null for a test call, and once the contact was deleted."),
  campaign: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe("Null for a test call, and once the campaign was deleted."),
};

export const call = z
  .object({
    id: z.string(),
    campaignId: z.string().nullable().describe("Null for a test call."),
    contactId: z.string().nullable(),
    ...namesBeside,
    attempt: z.int().min(1).describe("Which attempt at this contact in this campaign."),
    to: phone,
    from: phone.nullable().describe("Null: the line's own number."),
    lineKind: z.enum(lineKinds),
    simulated: z.boolean().describe("Nobody was rung."),
    state: z.enum(callStates),
    outcome: z
      .enum(outcomes)
      .nullable()
      .describe("Null until it ended, and for a call that was called off before an answer."),
    result: callResult.nullable(),
    cause: z
      .object({ sip: z.int().nullable(), q850: z.int().nullable(), text: z.string().nullable() })
      .nullable()
      .describe("What the network said when it ended."),
    queuedAt: instant,
    dialedAt: instant.nullable(),
    ringingAt: instant.nullable(),
    answeredAt: instant.nullable(),
    endedAt: instant.nullable(),
    talkSeconds: z.number().min(0).nullable(),
    conversationId: z.string().nullable(),
  })
  .meta({ id: "Call", description: "One dial of one number." });

export const callEndpoints = {
  getCall: defineEndpoint({
    method: "GET",
    path: "/calls/:id",
    permission: "campaigns:read",
    summary: "One call, of a campaign or a test call, as far as it has come",
    params: byId,
    status: 200,
    response: call,
    refusals: ["not_found"],
  }),
};
