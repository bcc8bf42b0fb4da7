/** A file of contacts on its way into the database: upload, mapping, preview, confirm. */
import {
  attributeTypes,
  columnMeaning,
  duplicatePolicies,
  importFields,
  importStatuses,
  type ImportVerdict,
  importVerdicts,
} from "#domain/contact/import.ts";
import { encodings, quotes } from "#domain/contact/file-format.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { fieldName } from "./sentences.ts";
import {
  byId,
  count,
  createdBy,
  idInput,
  instant,
  listOf,
  mapOf,
  namesQuery,
  pageQuery,
  phone,
  searchInput,
  text,
} from "./values.ts";

export { importFields, importVerdicts, type ImportVerdict };

const fieldSentence = (issue: { path?: PropertyKey[] }) =>
  `${fieldName(issue.path)} must be one of ${importFields.join(", ")}, "attribute:NAME", or null to leave the column out.`;

/** As many as a file may have. */
const mostColumns = 2_000;

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
    columns: mapOf(text({ max: 500 }), columnTarget.nullable(), mostColumns)
      .superRefine((columns, context) => {
        const targets = Object.values(columns).filter((target) => target !== null && target !== "phone");
        for (const target of new Set(targets.filter((one, index) => targets.indexOf(one) !== index))) {
          context.addIssue({ code: "custom", message: `Two columns are mapped to ${target}; keep one.` });
        }
      })
      .describe(
        "What each column is; a column that is null or not named is left out. Of several columns that are `phone`, the " +
          "first in the file with a number that can be called gives the row its number.",
      ),
    onDuplicate: z.enum(duplicatePolicies).default("skip"),
    types: mapOf(text({ max: 500 }), z.enum(attributeTypes), mostColumns)
      .optional()
      .describe("How the cells of attributes are read, by column; text where nothing is said."),
    campaignId: idInput
      .nullable()
      .optional()
      .describe("The campaign the contacts are for: rows that lack what its AI employee needs are then left out."),
  })
  .meta({ id: "ImportMappingInput" });

const importCounts = z.object({
  rows: count,
  ...(Object.fromEntries(importVerdicts.map((verdict) => [verdict, count])) as Record<ImportVerdict, typeof count>),
});

const reason = z.string().describe("A sentence.");

const fileFormat = z.object({
  kind: z.enum(["csv", "xlsx"]),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  quote: z.string().nullable().describe(`The quotation mark, or "none".`),
  header: z.boolean().describe("Whether the first row names the columns."),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()).describe("Those that can be chosen."),
  reasons: z
    .partialRecord(z.enum(["encoding", "delimiter", "quote", "header", "sheet"]), reason)
    .describe("Why the file was read so."),
});

export const contactImport = z
  .object({
    id: z.string(),
    fileName: z.string(),
    status: z.enum(importStatuses),
    rows: count.describe("Rows of the file."),
    format: fileFormat.describe("How the file was read; upload it again with other choices if that is wrong."),
    columns: z.array(
      z.object({
        name: z.string().describe("Unique in the file."),
        samples: z.array(z.string()),
        filled: count.describe("Rows with something in this column."),
        suggested: z.string().nullable().describe("A field, or null; each field is suggested once."),
        type: z.enum(attributeTypes).describe("What the cells look like."),
        reason: reason.nullable().describe("Why it is suggested, or what its cells look like."),
      }),
    ),
    suggestedCountry: z.string().nullable().describe("Of numbers that are written without one."),
    countryReason: reason.nullable(),
    mapping: z
      .object({
        country: z.string().nullable(),
        columns: z.record(z.string(), z.string().nullable()),
        onDuplicate: z.enum(duplicatePolicies),
        types: z.record(z.string(), z.enum(attributeTypes)).optional(),
        campaignId: z.string().nullable().optional(),
      })
      .nullable(),
    counts: importCounts.nullable().describe("Null until the rows were checked. The verdicts sum to `rows`."),
    warnings: count.describe("Rows that are ready and have a warning."),
    progress: z
      .object({ done: count, total: count })
      .nullable()
      .describe("In rows, while they are checked or brought in; else null."),
    result: z
      .object({ added: count, changed: count })
      .nullable()
      .describe("New contacts, and stored ones that were changed. Null before rows are brought in."),
    campaignId: z.string().nullable().describe("The campaign that the contacts joined."),
    error: z.string().nullable(),
    createdAt: instant,
    createdBy,
    finishedAt: instant.nullable(),
  })
  .meta({ id: "Import", description: "A file of contacts on its way into the database." });

export const importRow = z
  .object({
    row: z.int().min(1).describe("From 1, the header not counted."),
    values: z.record(z.string(), z.string()).describe("The cells as they stand in the file, by column."),
    verdict: z.enum(importVerdicts),
    column: z.string().nullable().describe("The column whose cell is at fault."),
    reason: z.string().nullable().describe("Why it is not ready, in a sentence."),
    warnings: z.array(z.string()),
    phone: phone.nullable().describe("The number as it was read; null where the row has none that can be called."),
    duplicateOf: z.int().nullable().describe("The row that stands for this one's number."),
    contact: z
      .object({
        id: z.string(),
        changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
      })
      .nullable()
      .describe("The stored contact of the number, and what bringing the row in changes in it."),
  })
  .meta({ id: "ImportRow" });

/** Answers with the import named in the path. */
const ofOne = { params: byId, status: 200, response: contactImport } as const;

const oneCharacter = text({ max: 1 }).refine((value) => value.length === 1 && !/["\r\n]/.test(value), {
  error: "delimiter must be one character, such as , or ; and no quotation mark or line end.",
});

/** How a file is to be read, where what is detected is wrong. */
/** How a file is to be read, where a person says so; what is absent is detected. */
export const readingChoices = {
  encoding: z.enum(encodings).optional(),
  delimiter: oneCharacter.optional().describe("The character between cells."),
  quote: z.enum(quotes).optional().describe("`none`: quotation marks are text."),
  header: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional()
    .describe("Whether the first row names the columns."),
  sheet: text({ min: 1, max: 100 }).optional().describe("The sheet of a workbook."),
};

const readingQuery = z.strictObject({
  ...readingChoices,
  replaces: idInput.optional().describe("An import that was not confirmed, and is forgotten for this one."),
});

const keptContact = z
  .object({
    row: z.int().min(1),
    contact: z.object({
      id: z.string(),
      phone,
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
    }),
    because: z.enum(["called", "in_campaign", "changed"]).describe("The first that holds."),
  })
  .meta({ id: "KeptContact", description: "A contact that stayed as it is when its import was undone." });

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
      "CSV or XLSX; the kind of file is told from its bytes. Encoding, delimiter, quotation marks, header and sheet are " +
      "detected unless they are given, and a mapping is suggested.",
    query: readingQuery,
    bodyType: "multipart",
    status: 201,
    response: contactImport,
    refusals: ["unreadable_file", "too_large", "unsupported_media_type", "not_found", "import_wrong_state"],
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
    query: z.strictObject({
      ...pageQuery.shape,
      verdict: namesQuery(importVerdicts).optional(),
      warned: z
        .literal("true")
        .transform(() => true)
        .optional()
        .describe("Only rows that are ready and have a warning."),
      search: searchInput.optional().describe("Part of a cell or of a number."),
    }),
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
    body: z.strictObject({ values: mapOf(text({ max: 500 }), text({ max: 10_000 }), mostColumns) }),
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
  listKeptContacts: defineEndpoint({
    method: "GET",
    path: "/imports/:id/kept",
    permission: "contacts:read",
    summary: "The contacts that an undo left as they are, and why",
    params: byId,
    query: pageQuery,
    status: 200,
    response: listOf(keptContact),
    refusals: ["not_found", "import_wrong_state"],
  }),
  exportRejectedRows: defineEndpoint({
    method: "GET",
    path: "/imports/:id/rejected.csv",
    permission: "contacts:export",
    summary: "The rows that were not imported, in their own columns, with a reason",
    params: byId,
    status: 200,
    response: null,
    responseType: "csv",
    refusals: ["not_found", "import_wrong_state"],
  }),
};
