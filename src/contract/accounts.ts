/** Who works here: the caller, the organisation, its members, invitations and API keys. */
import { permissions } from "#domain/roles.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { createdBy, byId, idInput, instant, instantInput, listOf, nameInput, pageQuery, role } from "./values.ts";

export const organisation = z
  .object({ id: z.string(), name: z.string(), createdAt: instant })
  .meta({ id: "Organisation", description: "The tenant: everything belongs to one, and nobody sees another's." });

export const me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable().describe("Null for an API key."),
    key: z.object({ id: z.string(), name: z.string() }).nullable().describe("Null for a person."),
    organisation: z.object({ id: z.string(), name: z.string() }),
    role,
    permissions: z.array(z.enum(permissions)),
  })
  .meta({ id: "Me", description: "Who is asking, and what they may do." });

export const member = z
  .object({ id: z.string(), userId: z.string(), name: z.string(), email: z.string(), role, joinedAt: instant })
  .meta({ id: "Member", description: "A person of the organisation." });

export const invitation = z
  .object({
    id: z.string(),
    email: z.string(),
    role,
    link: z.string().describe("Whoever opens it may join; to be sent where no mail server is set."),
    expiresAt: instant,
    createdAt: instant,
    createdBy,
  })
  .meta({ id: "Invitation" });

const keyFields = {
  id: z.string(),
  name: z.string(),
  role,
  start: z.string().nullable().describe("The first characters, to tell keys apart."),
  createdAt: instant,
  lastUsedAt: instant.nullable().describe("To the minute; null when it was never used."),
  expiresAt: instant.nullable(),
  createdBy,
  holder: z
    .object({ memberId: z.string(), name: z.string() })
    .nullable()
    .describe("With whose membership it ends; it may do no more than that member. Null where it ends with nobody's."),
  ended: z.boolean().describe("Whether its holder has left: it is refused until an owner hands it over."),
};

export const apiKey = z.object(keyFields).meta({ id: "ApiKey", description: "What a program signs in with." });

export const newApiKey = z
  .object({ ...keyFields, key: z.string().describe("The key itself. It is shown this once.") })
  .meta({ id: "NewApiKey" });

export const organisationPatch = z.strictObject({ name: nameInput.optional() }).meta({ id: "OrganisationPatch" });

export const memberPatch = z.strictObject({ role }).meta({ id: "MemberPatch" });

export const invitationInput = z.strictObject({ email: z.email().max(320), role }).meta({ id: "InvitationInput" });

export const apiKeyInput = z
  .strictObject({ name: nameInput, role, expiresAt: instantInput.nullable().default(null) })
  .meta({ id: "ApiKeyInput" });

export const apiKeyHandOver = z.strictObject({ memberId: idInput }).meta({ id: "ApiKeyHandOver" });

export const session = z
  .object({
    id: z.string(),
    current: z.boolean().describe("Whether it is the one that asks."),
    createdAt: instant.describe("When it was signed in."),
    lastSeenAt: instant.describe("To ten minutes."),
    expiresAt: instant,
    address: z.string().nullable().describe("From where it was signed in."),
    userAgent: z.string().nullable().describe("What the browser says of itself."),
  })
  .meta({ id: "Session", description: "Where a person is signed in." });

export const accountEndpoints = {
  getMe: defineEndpoint({
    method: "GET",
    path: "/me",
    permission: "anyone",
    summary: "Who is asking, and what they may do",
    status: 200,
    response: me,
    refusals: [],
  }),
  listSessions: defineEndpoint({
    method: "GET",
    path: "/me/sessions",
    permission: "anyone",
    summary: "Where you are signed in",
    query: pageQuery,
    status: 200,
    response: listOf(session),
    refusals: [],
  }),
  endSession: defineEndpoint({
    method: "DELETE",
    path: "/me/sessions/:id",
    permission: "anyone",
    summary: "Sign out where one of your sessions is, at once",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found"],
  }),
  endOtherSessions: defineEndpoint({
    method: "POST",
    path: "/me/sessions/end-others",
    permission: "anyone",
    summary: "Sign out everywhere else, at once",
    status: 200,
    response: z.object({ ended: z.int().min(0) }),
    refusals: [],
  }),
  getOrganisation: defineEndpoint({
    method: "GET",
    path: "/organisation",
    permission: "organisation:read",
    summary: "The organisation",
    status: 200,
    response: organisation,
    refusals: [],
  }),
  updateOrganisation: defineEndpoint({
    method: "PATCH",
    path: "/organisation",
    permission: "organisation:write",
    summary: "Change the organisation; what is absent stays",
    body: organisationPatch,
    status: 200,
    response: organisation,
    refusals: ["invalid"],
  }),
  listMembers: defineEndpoint({
    method: "GET",
    path: "/members",
    permission: "members:read",
    summary: "The people of the organisation",
    query: pageQuery,
    status: 200,
    response: listOf(member),
    refusals: [],
  }),
  updateMember: defineEndpoint({
    method: "PATCH",
    path: "/members/:id",
    permission: "members:write",
    summary: "Give a member another role",
    params: byId,
    body: memberPatch,
    status: 200,
    response: member,
    refusals: ["not_found", "last_owner"],
  }),
  removeMember: defineEndpoint({
    method: "DELETE",
    path: "/members/:id",
    permission: "members:write",
    summary: "Let a member go; their sessions end at once",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found", "last_owner"],
  }),
  listInvitations: defineEndpoint({
    method: "GET",
    path: "/invitations",
    permission: "members:write",
    summary: "The invitations nobody has taken yet",
    query: pageQuery,
    status: 200,
    response: listOf(invitation),
    refusals: [],
  }),
  createInvitation: defineEndpoint({
    method: "POST",
    path: "/invitations",
    permission: "members:write",
    summary: "Invite a person",
    body: invitationInput,
    status: 201,
    response: invitation,
    shownOnce:
      "The first request with this Idempotency-Key made the invitation, and its link was answered once; the list of invitations has it.",
    refusals: ["invalid", "shown_once"],
  }),
  deleteInvitation: defineEndpoint({
    method: "DELETE",
    path: "/invitations/:id",
    permission: "members:write",
    summary: "Take back an invitation",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found"],
  }),
  listApiKeys: defineEndpoint({
    method: "GET",
    path: "/api-keys",
    permission: "api_keys:read",
    summary: "The API keys, without the keys themselves",
    query: pageQuery,
    status: 200,
    response: listOf(apiKey),
    refusals: [],
  }),
  createApiKey: defineEndpoint({
    method: "POST",
    path: "/api-keys",
    permission: "api_keys:write",
    summary: "Make an API key; the answer shows it, once",
    body: apiKeyInput,
    status: 201,
    response: newApiKey,
    shownOnce:
      "The first request with this Idempotency-Key made the API key, which is shown once; if that answer was lost, delete the key and make another.",
    refusals: ["invalid", "shown_once"],
  }),
  handOverApiKey: defineEndpoint({
    method: "POST",
    path: "/api-keys/:id/hand-over",
    permission: "api_keys:write",
    summary: "Let an API key end with another member's membership; owners only",
    params: byId,
    body: apiKeyHandOver,
    status: 200,
    response: apiKey,
    refusals: ["not_found", "invalid"],
  }),
  deleteApiKey: defineEndpoint({
    method: "DELETE",
    path: "/api-keys/:id",
    permission: "api_keys:write",
    summary: "Take back an API key, at once",
    params: z.strictObject({ id: idInput }),
    status: 204,
    response: null,
    refusals: ["not_found"],
  }),
};
