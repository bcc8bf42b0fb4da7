/** Who did what in the organisation. */
import { auditSubjects, auditVerbs } from "#domain/audit.ts";
import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { instant, listOf, namesQuery, pageQuery, sinceInput, text } from "./values.ts";

export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.object({
      kind: z.enum(["user", "key", "system"]).describe("A person, a program with an API key, or Campanile itself."),
      id: z.string().nullable(),
      name: z.string().describe("As it was then."),
    }),
    verb: z.enum(auditVerbs),
    subject: z.object({ kind: z.enum(auditSubjects), id: z.string().nullable() }),
    changes: z
      .record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }))
      .describe("The fields that changed. No secret and nobody's data stands here."),
    requestId: z.string().nullable().describe("`x-request-id` of the request that asked for it, as in the log."),
  })
  .meta({ id: "AuditEntry", description: "Something that somebody did. Nobody can change or delete an entry." });

/** `campaign`, or `campaign:7`. */
const subjectQuery = z
  .string()
  .max(120)
  .transform((value, context) => {
    const [kind = "", id] = value.split(/:(.*)/s);
    const known = auditSubjects.find((one) => one === kind);
    if (known) return { kind: known, id: id ?? null };
    context.addIssue({
      code: "custom",
      message: `subject must be one of ${auditSubjects.join(", ")}, or one of them with an id, such as campaign:7.`,
    });
    return z.NEVER;
  })
  .describe(`One of ${auditSubjects.join(", ")}, or with an id: campaign:7.`);

export const auditEndpoints = {
  listAudit: defineEndpoint({
    method: "GET",
    path: "/audit",
    permission: "audit:read",
    summary: "Who did what, the latest first",
    query: z.strictObject({
      ...pageQuery.shape,
      actor: text({ min: 1, max: 200 }).optional().describe("An actor's id, or a part of the name."),
      verb: namesQuery(auditVerbs).optional(),
      subject: subjectQuery.optional(),
      from: sinceInput.optional(),
      to: sinceInput.optional().describe("Before it."),
    }),
    status: 200,
    response: listOf(auditEntry),
    refusals: [],
  }),
};
