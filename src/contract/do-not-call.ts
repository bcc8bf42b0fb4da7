/** The numbers the organisation never dials. */
import type { DoNotCallVerdict } from "#domain/contact/do-not-call-import.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { readingChoices } from "./imports.ts";
import {
  byId,
  count,
  instant,
  instantInput,
  listOf,
  pageQuery,
  phone,
  phoneInput,
  searchInput,
  text,
} from "./values.ts";

export const doNotCallEntry = z
  .object({
    phone,
    source: z.string().describe("Where it came from; `simulator`: binds simulator lines only."),
    note: z.string().nullable(),
    addedAt: instant,
    expiresAt: instant.nullable(),
  })
  .meta({ id: "DoNotCallEntry", description: "A number the organisation does not dial, whatever a campaign says." });

const rowCount = (what: string) => count.describe(what);

export const doNotCallImported = z
  .object({
    id: z.string().nullable().describe("For the file of rejected rows; null when there is none."),
    columns: z.array(z.string()).describe("Of the file."),
    numberColumns: z.array(z.string()).describe("Those of which every number counts."),
    country: z.string().nullable().describe("Of numbers that are written without one."),
    countryReason: z.string().nullable().describe("Why, where it was told from the file."),
    counts: z
      .object({
        rows: count,
        listed: rowCount("Every number can be read, and one at least was not on the list."),
        already: rowCount("Every number was on the list, or earlier in the file."),
        partly: rowCount("A number is listed, and another cannot be read."),
        invalid_number: rowCount("No number can be read."),
        missing_number: rowCount("There is no number."),
      } satisfies Record<"rows" | DoNotCallVerdict, z.ZodType>)
      .describe("Rows by what came of them; they sum to `rows`."),
    added: count.describe("Numbers that are on the list now, or for longer than they were."),
    already: count.describe("Numbers that were on it already, and repetitions."),
    rejected: count.describe("Rows of the file of rejected rows: `partly`, `invalid_number` and `missing_number`."),
    examples: z
      .array(z.object({ row: z.int().min(1), cells: z.array(z.string()), reason: z.string() }))
      .describe("The first rejected rows."),
  })
  .meta({ id: "DoNotCallImported", description: "What came of a file of people who must not be called." });

const columnName = text({ min: 1, max: 210 });

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
    summary: "List every number of a file, CSV or XLSX",
    description:
      "Columns of numbers are told by headers and cells, as for contacts, and all of them count. Each row has one verdict; the " +
      "rows in which something could not be read come back as a file.",
    query: z.strictObject({
      ...readingChoices,
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/, { error: "country must be a two-letter country code such as US or DE." })
        .optional()
        .describe("Of numbers that are written without one; absent: told from the file."),
      columns: z
        .union([columnName.transform((name) => [name]), z.array(columnName).min(1).max(50)])
        .optional()
        .describe("Names of the columns with numbers, each a parameter of its own; absent: told from the file."),
      check: z
        .enum(["true", "false"])
        .transform((value) => value === "true")
        .default(false)
        .describe("`true`: nobody is listed, and the answer says what would come of it."),
    }),
    bodyType: "multipart",
    status: 200,
    response: doNotCallImported,
    refusals: ["unreadable_file", "too_large", "unsupported_media_type", "invalid"],
  }),
  exportRefusedNumbers: defineEndpoint({
    method: "GET",
    path: "/do-not-call/imports/:id/rejected.csv",
    permission: "contacts:export",
    summary: "The rows of a file that could not be listed, in their own columns, with a reason; kept for 30 days",
    params: byId,
    status: 200,
    response: null,
    responseType: "csv",
    refusals: ["not_found"],
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
