/** The numbers the organisation never dials. */
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { count, instant, instantInput, listOf, pageQuery, phone, phoneInput, searchInput, text } from "./values.ts";

export const doNotCallEntry = z
  .object({
    phone,
    source: z.string().describe("Where it came from; `simulator`: binds simulator lines only."),
    note: z.string().nullable(),
    addedAt: instant,
    expiresAt: instant.nullable(),
  })
  .meta({ id: "DoNotCallEntry", description: "A number the organisation does not dial, whatever a campaign says." });

const choice = {
  search: searchInput.optional().describe("Part of a number or note."),
  status: z.enum(["active", "expired"]).optional().describe("Whether the entries bind now."),
  source: text({ min: 1, max: 100 }).optional().describe("Where the entries came from."),
};

export const doNotCallEndpoints = {
  listDoNotCall: defineEndpoint({
    method: "GET",
    path: "/do-not-call",
    permission: "do_not_call:read",
    summary: "The do-not-call list, the latest first",
    query: z.strictObject({ ...pageQuery.shape, ...choice }),
    status: 200,
    response: listOf(doNotCallEntry),
    refusals: [],
  }),
  addDoNotCall: defineEndpoint({
    method: "POST",
    path: "/do-not-call",
    permission: "do_not_call:write",
    summary: "Never dial a number again, from this moment, in every campaign",
    body: z.strictObject({
      phone: phoneInput,
      note: text({ max: 1_000 }).nullable().default(null),
      expiresAt: instantInput.nullable().default(null),
    }),
    status: 201,
    response: doNotCallEntry,
    refusals: ["invalid"],
  }),
  importDoNotCall: defineEndpoint({
    method: "POST",
    path: "/do-not-call/import",
    permission: "do_not_call:write",
    summary: "Add the numbers of a file, CSV or XLSX",
    query: z.strictObject({
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/, { error: "country must be a two-letter country code such as US or DE." })
        .optional()
        .describe("Of numbers that are written without one; absent: every number must have its country."),
    }),
    bodyType: "multipart",
    status: 200,
    response: z.object({ added: count, already: count, rejected: count }),
    refusals: ["unreadable_file", "too_large", "unsupported_media_type", "invalid"],
  }),
  exportDoNotCall: defineEndpoint({
    method: "GET",
    path: "/do-not-call/export.csv",
    permission: "contacts:export",
    summary: "The do-not-call list as a file",
    query: z.strictObject(choice),
    status: 200,
    response: null,
    responseType: "csv",
    refusals: [],
  }),
  removeDoNotCall: defineEndpoint({
    method: "DELETE",
    path: "/do-not-call/:phone",
    permission: "do_not_call:write",
    summary: "Take a number off the list",
    params: z.strictObject({ phone: phoneInput }),
    status: 204,
    response: null,
    refusals: ["not_found"],
  }),
};
