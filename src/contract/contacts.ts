/** The people of the contact database. */
import { callStates, outcomes } from "#domain/call/outcomes.ts";
import { contactStatuses } from "#domain/contact/lifecycle.ts";
import { attributeLimits, attributesFault, attributeValueTypes } from "#domain/contact/attributes.ts";
import { plainLines } from "#domain/plain-name.ts";
import { z } from "zod";
import { call, callResult } from "./calls.ts";
import { defineEndpoint } from "./endpoint.ts";
import { contactFilter, contactSearch, filterQuery } from "./filters.ts";
import {
  byId,
  count,
  idInput,
  instant,
  instantInput,
  lineInput,
  listOf,
  mapOf,
  pageQuery,
  phone,
  phoneInput,
  text,
  zoneInput,
} from "./values.ts";

export const contact = z
  .object({
    id: z.string(),
    phone,
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    language: z.string().nullable(),
    timezone: z.string().nullable().describe("An IANA zone; null: derived from the number."),
    tags: z.array(z.string()),
    externalId: z.string().nullable(),
    attributes: z.record(z.string(), z.string()).describe("Any further columns, by name."),
    createdAt: instant,
    lastCall: z
      .object({ id: z.string(), outcome: z.enum(outcomes), endedAt: instant })
      .nullable()
      .describe("The last call that ended with an outcome."),
    doNotCall: z.boolean().describe("Whether the number is on the do-not-call list now."),
  })
  .meta({ id: "Contact", description: "A person in the organisation's contact database, one per phone number." });

const field = lineInput({ max: 500 }).nullable();
const attributeName = lineInput({ min: 1, max: attributeLimits.nameCharacters });
const attributeValue = text({ max: attributeLimits.valueCharacters }).overwrite(plainLines);

const attributesOf = <V extends z.ZodType<string | null>>(value: V) =>
  mapOf(attributeName, value, attributeLimits.names).superRefine((attributes, context) => {
    const fault = attributesFault(attributes);
    if (fault !== null) context.addIssue({ code: "custom", message: `The attributes ${fault}.` });
  });

const fields = {
  firstName: field,
  lastName: field,
  email: z.email().max(320).nullable(),
  company: field,
  language: text({ max: 35 }).nullable().describe("A language tag such as en or pt-BR."),
  timezone: zoneInput.nullable(),
  tags: z.array(lineInput({ min: 1, max: 100 })).max(100),
  externalId: field,
};

export const contactInput = z
  .strictObject({
    phone: phoneInput,
    firstName: fields.firstName.default(null),
    lastName: fields.lastName.default(null),
    email: fields.email.default(null),
    company: fields.company.default(null),
    language: fields.language.default(null),
    timezone: fields.timezone.default(null),
    tags: fields.tags.default(() => []),
    externalId: fields.externalId.default(null),
    attributes: attributesOf(attributeValue).default(() => ({})),
  })
  .meta({ id: "ContactInput" });

export const contactPatch = z
  .strictObject({
    phone: phoneInput.optional(),
    ...z.strictObject(fields).partial().shape,
    attributes: attributesOf(attributeValue.nullable())
      .optional()
      .describe("Those named change, null takes one away, the others stay."),
  })
  .meta({ id: "ContactPatch" });

const choice = {
  search: contactSearch,
  filter: filterQuery.optional(),
};

const orders = ["createdAt", "name", "phone", "lastCalledAt"] as const;
const sort = z
  .enum(orders.flatMap((order) => [order, `-${order}`] as const))
  .default("-createdAt")
  .describe(
    "By what the contacts are ordered, with - before it the highest or latest first; createdAt is the order of adding.",
  );

const totalQuery = z
  .enum(["true", "false"])
  .default("true")
  .transform((asked) => asked === "true")
  .describe("false: the page alone, which comes sooner; POST /contacts/count tells the total.");

/** Which contacts something is done to. */
const picked = z.array(idInput).min(1).max(10_000);
const selection = <S extends z.ZodRawShape>(more: S) =>
  z.union(
    [
      z.strictObject({ contactIds: picked, ...more }),
      z.strictObject({ filter: contactFilter, search: choice.search, ...more }),
    ],
    { error: "Give exactly one of contactIds (1 to 10,000 ids) and filter." },
  );
const tagList = fields.tags.default(() => []);

const entry = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), at: instant, ...shape });
const historyEntry = z
  .discriminatedUnion("kind", [
    entry("added", {}),
    entry("import", {
      importId: z.string(),
      fileName: z.string(),
      added: z.boolean().describe("Whether it added the contact; if not, it met it, and may have changed it."),
    }),
    entry("campaign", {
      campaignId: z.string(),
      name: z.string(),
      status: z.enum(contactStatuses),
      attempts: count,
      nextAttemptAt: instant.nullable(),
    }),
    entry("call", {
      callId: z.string(),
      campaignId: z.string().nullable(),
      attempt: count,
      state: z.enum(callStates),
      outcome: z.enum(outcomes).nullable(),
      result: callResult.nullable(),
    }),
    entry("conversation", { conversationId: z.string(), callId: z.string(), summary: z.string().nullable() }),
    entry("merge", { by: z.string().nullable() }),
  ])
  .meta({ id: "ContactHistoryEntry", description: "Something that happened to a contact." });

/** How many names of a kind are told. */
export const mostContactFields = 200;

export const contactEndpoints = {
  listContacts: defineEndpoint({
    method: "GET",
    path: "/contacts",
    permission: "contacts:read",
    summary: "The contacts",
    query: z.strictObject({ ...pageQuery.shape, ...choice, sort, total: totalQuery }),
    status: 200,
    response: listOf(contact).extend({
      total: count.nullable().describe("How many there are on all pages; null where it was not asked for."),
    }),
    refusals: [],
  }),
  createContact: defineEndpoint({
    method: "POST",
    path: "/contacts",
    permission: "contacts:write",
    summary: "Add a contact",
    body: contactInput,
    status: 201,
    response: contact,
    refusals: ["contact_exists", "invalid"],
  }),
  countContacts: defineEndpoint({
    method: "POST",
    path: "/contacts/count",
    permission: "contacts:read",
    summary: "How many contacts a filter matches",
    body: z.strictObject({ filter: contactFilter, search: choice.search }),
    status: 200,
    response: z.object({ count }),
    refusals: [],
  }),
  listContactFields: defineEndpoint({
    method: "GET",
    path: "/contacts/fields",
    permission: "contacts:read",
    summary: "The attributes and tags that contacts have, by name; of each the 200 that most have",
    description: "Contacts of a large import are looked at in the background, within a minute or two.",
    status: 200,
    response: z
      .object({
        attributes: z.array(
          z.object({
            name: z.string(),
            type: z.enum(attributeValueTypes).describe("What all values are written as; `text` where they differ."),
          }),
        ),
        tags: z.array(z.string()),
      })
      .meta({ id: "ContactFields", description: "Names that differ in capitals alone are told once." }),
    refusals: [],
  }),
  exportContacts: defineEndpoint({
    method: "GET",
    path: "/contacts/export.csv",
    permission: "contacts:export",
    summary: "The contacts as a file",
    query: z.strictObject(choice),
    status: 200,
    response: null,
    responseType: "csv",
    refusals: [],
  }),
  getContact: defineEndpoint({
    method: "GET",
    path: "/contacts/:id",
    permission: "contacts:read",
    summary: "One contact",
    params: byId,
    status: 200,
    response: contact,
    refusals: ["not_found"],
  }),
  updateContact: defineEndpoint({
    method: "PATCH",
    path: "/contacts/:id",
    permission: "contacts:write",
    summary: "Change a contact; what is absent stays. A changed number applies to the next attempt",
    params: byId,
    body: contactPatch,
    status: 200,
    response: contact,
    refusals: ["not_found", "contact_exists", "invalid"],
  }),
  deleteContact: defineEndpoint({
    method: "DELETE",
    path: "/contacts/:id",
    permission: "contacts:write",
    summary: "Delete a contact that no campaign is about to call",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found", "in_use"],
  }),
  mergeContacts: defineEndpoint({
    method: "POST",
    path: "/contacts/:id/merge",
    permission: "contacts:write",
    summary: "Make one contact of two: the other's calls, conversations and places in campaigns come to this one",
    params: byId,
    body: z.strictObject({
      otherId: idInput,
      phone: z.enum(["this", "other"]).default("this").describe("Whose number stays."),
    }),
    status: 200,
    response: contact,
    refusals: ["not_found", "in_use", "invalid"],
  }),
  tagContacts: defineEndpoint({
    method: "POST",
    path: "/contacts/tag",
    permission: "contacts:write",
    summary: "Add tags to contacts and take tags away",
    body: selection({ add: tagList, remove: tagList }),
    status: 200,
    response: z.object({ changed: count }),
    refusals: [],
  }),
  deleteContacts: defineEndpoint({
    method: "POST",
    path: "/contacts/delete",
    permission: "contacts:write",
    summary: "Delete contacts, but those that are being called now",
    body: selection({}),
    status: 200,
    response: z.object({ deleted: count, inUse: count }),
    refusals: [],
  }),
  suppressContacts: defineEndpoint({
    method: "POST",
    path: "/contacts/do-not-call",
    permission: "do_not_call:write",
    summary: "Never dial the numbers of contacts again, from this moment, in every campaign",
    body: selection({
      note: text({ max: 1_000 }).nullable().default(null),
      expiresAt: instantInput.nullable().default(null),
    }),
    status: 200,
    response: z.object({ added: count, already: count }),
    refusals: ["invalid"],
  }),
  listContactHistory: defineEndpoint({
    method: "GET",
    path: "/contacts/:id/history",
    permission: "contacts:read",
    summary: "What happened to a contact, the latest first: imports, campaigns, calls, conversations, merges",
    params: byId,
    query: pageQuery,
    status: 200,
    response: listOf(historyEntry),
    refusals: ["not_found"],
  }),
  listContactCalls: defineEndpoint({
    method: "GET",
    path: "/contacts/:id/calls",
    permission: "contacts:read",
    summary: "A contact's whole call history, the latest first",
    params: byId,
    query: pageQuery,
    status: 200,
    response: listOf(call),
    refusals: ["not_found"],
  }),
};
