/** A file of contacts on its way into the database: upload, mapping, preview, confirm. */
import {
  columnMeaning,
  duplicatePolicies,
  importFields,
  importStatuses,
  type ImportVerdict,
  importVerdicts,
} from "#domain/contact/import.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { fieldName } from "./sentences.ts";
import { byId, count, idInput, instant, listOf, namesQuery, pageQuery, text } from "./values.ts";

export { importFields, importVerdicts, type ImportVerdict };

const fieldSentence = (issue: { path?: PropertyKey[] }) =>
  `${fieldName(issue.path)} must be one of ${importFields.join(", ")}, "attribute:NAME", or null to leave the column out.`;

const columnTarget = text({ max: 80 })
  .refine((value) => columnMeaning(value) !== null, {
    error: fieldSentence,
  })
  .describe(`One of ${importFields.join(", ")}, or attribute:NAME.`);

export const importMapping = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, { error: "country must be a two-letter country code such as US or DE." })
      .transform((code) => code.toUpperCase())
      .nullable()
      .default(null)
      .describe("Of numbers written without one; null: such numbers are not valid."),
    columns: z
      .record(text({ max: 500 }), columnTarget.nullable())
      .refine((columns) => Object.keys(columns).length <= 1_000, "columns names more than 1,000 columns.")
      .superRefine((columns, context) => {
        const targets = Object.values(columns).filter((target) => target !== null);
        for (const target of new Set(targets.filter((one, index) => targets.indexOf(one) !== index))) {
          context.addIssue({ code: "custom", message: `Two columns are mapped to ${target}; keep one.` });
        }
      })
      .describe("What each column is; a column that is null or not named is left out."),
    onDuplicate: z.enum(duplicatePolicies).default("skip"),
  })
  .meta({ id: "ImportMappingInput" });

const importCounts = z.object({
  rows: count,
  ...(Object.fromEntries(importVerdicts.map((verdict) => [verdict, count])) as Record<ImportVerdict, typeof count>),
});

export const contactImport = z
  .object({
    id: z.string(),
    fileName: z.string(),
    status: z.enum(importStatuses),
    columns: z.array(
      z.object({
        name: z.string().describe("Unique in the file."),
        samples: z.array(z.string()),
        suggested: z.string().nullable().describe("A field, or null; each field is suggested once."),
      }),
    ),
    mapping: z
      .object({
        country: z.string().nullable(),
        columns: z.record(z.string(), z.string().nullable()),
        onDuplicate: z.enum(duplicatePolicies),
      })
      .nullable(),
    counts: importCounts.nullable().describe("Null until the rows were checked. The verdicts sum to `rows`."),
    warnings: count.describe("Rows that are ready and have a warning."),
    error: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: "Import", description: "A file of contacts on its way into the database." });

export const importRow = z
  .object({
    row: z.int().min(1).describe("From 1, the header not counted."),
    values: z.record(z.string(), z.string()).describe("The cells as they stand in the file, by column."),
    verdict: z.enum(importVerdicts),
    reason: z.string().nullable().describe("Why it is not ready, in a sentence."),
    warnings: z.array(z.string()),
  })
  .meta({ id: "ImportRow" });

/** Answers with the import named in the path. */
const ofOne = { params: byId, status: 200, response: contactImport } as const;

export const importEndpoints = {
  listImports: defineEndpoint({
    method: "GET",
    path: "/imports",
    permission: "contacts:read",
    summary: "The imports, the latest first",
    query: pageQuery,
    status: 200,
    response: listOf(contactImport),
    refusals: [],
  }),
  createImport: defineEndpoint({
    method: "POST",
    path: "/imports",
    permission: "contacts:write",
    summary: "Upload a file of contacts",
    description:
      "The kind of file is told from its bytes. Columns and delimiter are detected, and a mapping is suggested.",
    bodyType: "multipart",
    status: 201,
    response: contactImport,
    refusals: ["unreadable_file", "too_large", "unsupported_media_type"],
  }),
  getImport: defineEndpoint({
    method: "GET",
    path: "/imports/:id",
    permission: "contacts:read",
    summary: "One import",
    ...ofOne,
    refusals: ["not_found"],
  }),
  mapImport: defineEndpoint({
    method: "PUT",
    path: "/imports/:id/mapping",
    permission: "contacts:write",
    summary: "Say what the columns are; every row is then checked",
    ...ofOne,
    body: importMapping,
    refusals: ["not_found", "import_wrong_state", "invalid"],
  }),
  listImportRows: defineEndpoint({
    method: "GET",
    path: "/imports/:id/rows",
    permission: "contacts:read",
    summary: "The rows with their verdicts, in the file's order",
    params: byId,
    query: z.strictObject({ ...pageQuery.shape, verdict: namesQuery(importVerdicts).optional() }),
    status: 200,
    response: listOf(importRow),
    refusals: ["not_found", "import_wrong_state"],
  }),
  updateImportRow: defineEndpoint({
    method: "PATCH",
    path: "/imports/:id/rows/:row",
    permission: "contacts:write",
    summary: "Correct cells of a row; its verdict is found anew",
    params: z.strictObject({
      id: idInput,
      row: z.coerce.number({ error: "row must be a whole number from 1." }).int().min(1),
    }),
    body: z.strictObject({ values: z.record(text({ max: 500 }), text({ max: 10_000 })) }),
    status: 200,
    response: importRow,
    refusals: ["not_found", "import_wrong_state", "invalid"],
  }),
  confirmImport: defineEndpoint({
    method: "POST",
    path: "/imports/:id/confirm",
    permission: "contacts:write",
    summary: "Import the ready rows, and let them join a campaign",
    ...ofOne,
    body: z.strictObject({ campaignId: idInput.nullable().default(null) }).prefault({}),
    refusals: ["not_found", "import_wrong_state", "contacts_not_changeable", "invalid"],
  }),
  undoImport: defineEndpoint({
    method: "POST",
    path: "/imports/:id/undo",
    permission: "contacts:write",
    summary: "Take back what an import changed",
    ...ofOne,
    refusals: ["not_found", "import_wrong_state", "in_use"],
  }),
  exportRejectedRows: defineEndpoint({
    method: "GET",
    path: "/imports/:id/rejected.csv",
    permission: "contacts:read",
    summary: "The rows that were not imported, in their own columns, with a reason",
    params: byId,
    status: 200,
    response: null,
    responseType: "csv",
    refusals: ["not_found", "import_wrong_state"],
  }),
};
