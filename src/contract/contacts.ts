/** The people of the contact database. */
import { outcomes } from "#domain/call/outcomes.ts";
import { z } from "zod";
import { call } from "./calls.ts";
import { defineEndpoint } from "./endpoint.ts";
import { contactFilter, filterQuery } from "./filters.ts";
import { byId, count, instant, listOf, pageQuery, phone, phoneInput, searchInput, text, zoneInput } from "./values.ts";

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

const field = text({ max: 500 }).nullable();
const attributeName = text({ min: 1, max: 64 });
const attributeValue = text({ max: 5_000 });

const fields = {
  firstName: field,
  lastName: field,
  email: z.email().max(320).nullable(),
  company: field,
  language: text({ max: 35 }).nullable().describe("A language tag such as en or pt-BR."),
  timezone: zoneInput.nullable(),
  tags: z.array(text({ min: 1, max: 100 })).max(100),
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
    attributes: z.record(attributeName, attributeValue).default(() => ({})),
  })
  .meta({ id: "ContactInput" });

export const contactPatch = z
  .strictObject({
    phone: phoneInput.optional(),
    ...z.strictObject(fields).partial().shape,
    attributes: z
      .record(attributeName, attributeValue.nullable())
      .optional()
      .describe("Those named change, null takes one away, the others stay."),
  })
  .meta({ id: "ContactPatch" });

const choice = {
  search: searchInput
    .optional()
    .describe("Part of a name, a number in any writing, an email, a company, an external id or a tag."),
  filter: filterQuery.optional(),
};

const orders = ["createdAt", "name", "phone", "lastCalledAt"] as const;
const sort = z
  .enum(orders.flatMap((order) => [order, `-${order}`] as const))
  .default("-createdAt")
  .describe(
    "By what the contacts are ordered, with - before it the highest or latest first; createdAt is the order of adding.",
  );

export const contactEndpoints = {
  listContacts: defineEndpoint({
    method: "GET",
    path: "/contacts",
    permission: "contacts:read",
    summary: "The contacts",
    query: z.strictObject({ ...pageQuery.shape, ...choice, sort }),
    status: 200,
    response: listOf(contact),
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
  exportContacts: defineEndpoint({
    method: "GET",
    path: "/contacts/export.csv",
    permission: "contacts:read",
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
