/** Contacts chosen by what is known of them, and the choices people keep. */
import { outcomes } from "#domain/call/outcomes.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { fieldName } from "./sentences.ts";
import { createdBy, byId, idInput, instant, listOf, nameInput, pageQuery, searchInput, since, text } from "./values.ts";

/** Contact fields that hold text. */
export const filterableFields = [
  "phone",
  "firstName",
  "lastName",
  "email",
  "company",
  "language",
  "timezone",
  "externalId",
] as const;

export const textOperators = ["is", "is_not", "contains", "not_contains", "starts_with"] as const;
const numberOperators = ["gt", "gte", "lt", "lte"] as const;
const dateOperators = ["before", "after", "on"] as const;
const tagOperators = ["has_any", "has_all"] as const;
const emptinessOperators = ["is_empty", "is_not_empty"] as const;
const membershipOperators = ["is", "is_not"] as const;
const timeOperators = ["before", "after"] as const;

const value = text({ max: 500 });
const number = z.number({ error: (issue) => `${fieldName(issue.path)} must be a number such as 1234.5.` });
const date = z.iso.date({ error: (issue) => `${fieldName(issue.path)} must be a date such as 2026-11-23.` });
const several = <S extends z.ZodType>(entry: S) => z.array(entry).min(1).max(100);

const attributeField = z
  .templateLiteral(["attribute:", z.string().min(1).max(64)], {
    error: (issue) =>
      `${fieldName(issue.path)} must be one of ${filterableFields.join(", ")}, tag, import, campaign, lastOutcome, ` +
      `lastCalledAt, createdAt, doNotCall, or "attribute:NAME".`,
  })
  .refine((field) => !field.includes("\0"), "field holds the character NUL; remove it.");

/** What may be asked of text: a contact's field, or `attribute:NAME` for an imported column. */
const textConditions = <F extends z.ZodType>(field: F) =>
  [
    z.strictObject({ field, op: z.enum(textOperators), value }),
    z.strictObject({ field, op: z.enum(emptinessOperators) }),
    z.strictObject({ field, op: z.literal("is_one_of"), value: several(value) }),
    z.strictObject({ field, op: z.enum(numberOperators), value: number }),
    z.strictObject({ field, op: z.literal("between"), value: z.tuple([number, number]) }),
    z.strictObject({ field, op: z.enum(dateOperators), value: date }),
  ] as const;

const tag = text({ min: 1, max: 100 });

const knownConditions = [
  z.strictObject({ field: z.literal("tag"), op: z.enum(membershipOperators), value: tag }),
  z.strictObject({ field: z.literal("tag"), op: z.enum(tagOperators), value: several(tag) }),
  z.strictObject({ field: z.literal("import"), op: z.enum(membershipOperators), value: idInput }),
  z.strictObject({ field: z.literal("campaign"), op: z.enum(membershipOperators), value: idInput }),
  z.strictObject({ field: z.literal("lastOutcome"), op: z.enum(membershipOperators), value: z.enum(outcomes) }),
  z.strictObject({ field: z.literal("lastCalledAt"), op: z.enum(timeOperators), value: since }),
  z.strictObject({ field: z.literal("lastCalledAt"), op: z.enum(emptinessOperators) }),
  z.strictObject({ field: z.literal("createdAt"), op: z.enum(timeOperators), value: since }),
  z.strictObject({ field: z.literal("doNotCall"), op: z.literal("is"), value: z.boolean() }),
] as const;

export const filterCondition = z
  .union([...textConditions(attributeField), ...textConditions(z.enum(filterableFields)), ...knownConditions])
  .meta({
    id: "FilterCondition",
    description:
      "One condition on a contact. Letter case does not matter in text; numbers are compared with values written as 1234.5, " +
      "dates with values written as 2026-11-03, and any other value does not match. `tag`, `import` and `campaign` ask whether the contact has, came with or is in it; " +
      "`lastCalledAt` with `is_empty` means never called; `lastOutcome` is that of the last ended call.",
  });

const conditions = <S extends z.ZodType>(entry: S) => z.array(entry).max(50);
const group = <S extends z.ZodType>(entry: S) =>
  z.union([z.strictObject({ all: conditions(entry) }), z.strictObject({ any: conditions(entry) })], {
    error: 'A filter is {"all": [...]} or {"any": [...]} with at most 50 conditions, each {"field", "op", "value"}.',
  });

// Three levels by construction: what cannot be nested cannot overflow a stack, and nobody reads a fourth.
const innerGroup = group(filterCondition).meta({ id: "InnermostFilterGroup" });
const middleGroup = group(z.union([filterCondition, innerGroup])).meta({ id: "FilterGroup" });

export const contactFilter = group(z.union([filterCondition, middleGroup])).meta({
  id: "ContactFilter",
  description:
    "Contacts for which all, or any, of the conditions hold. Groups may stand inside groups, three levels deep. " +
    "An empty `all` is every contact, an empty `any` none.",
});

export type FilterCondition = z.output<typeof filterCondition>;
/** A filter as those who read it walk it; every parsed filter is one. */
export type ContactFilter = { all: FilterNode[] } | { any: FilterNode[] };
export type FilterNode = FilterCondition | ContactFilter;

/** What is searched for among contacts, beside a filter. */
export const contactSearch = searchInput
  .optional()
  .describe("Part of a name, a number in any writing, an email, a company, an external id or a tag.");

/** The filter as JSON text, in a query. */
export const filterQuery = text({ max: 20_000 })
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue({
        code: "custom",
        message: `filter must be JSON such as {"all":[{"field":"tag","op":"is","value":"vip"}]}.`,
      });
      return z.NEVER;
    }
  })
  .pipe(contactFilter)
  .describe("A ContactFilter as JSON text.");

export const savedFilter = z
  .object({ id: z.string(), name: z.string(), filter: contactFilter, createdAt: instant, createdBy })
  .meta({ id: "SavedFilter", description: "A filter kept under a name." });

export const filterEndpoints = {
  listFilters: defineEndpoint({
    method: "GET",
    path: "/filters",
    permission: "contacts:read",
    summary: "The saved filters",
    query: pageQuery,
    status: 200,
    response: listOf(savedFilter),
    refusals: [],
  }),
  createFilter: defineEndpoint({
    method: "POST",
    path: "/filters",
    permission: "contacts:write",
    summary: "Save a filter",
    body: z.strictObject({ name: nameInput, filter: contactFilter }),
    status: 201,
    response: savedFilter,
    refusals: ["invalid"],
  }),
  deleteFilter: defineEndpoint({
    method: "DELETE",
    path: "/filters/:id",
    permission: "contacts:write",
    summary: "Delete a saved filter",
    params: byId,
    status: 204,
    response: null,
    refusals: ["not_found"],
  }),
};
