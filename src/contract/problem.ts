/** What every refusal and every fault looks like: an RFC 9457 problem document. */
import { type RefusalCode, refusals } from "#domain/errors.ts";
import { z } from "zod";

/** What can go wrong beside the domain's refusals: what HTTP itself asks for, and a fault of our own. */
export const protocolProblems = {
  method_not_allowed: { status: 405, title: "This address does not take that method" },
  precondition_failed: { status: 412, title: "It has changed" },
  range_not_satisfiable: { status: 416, title: "It has no such part" },
  internal: { status: 500, title: "Something went wrong on the server" },
} as const;

export type ProblemCode = RefusalCode | keyof typeof protocolProblems;

export const problemCodes = { ...refusals, ...protocolProblems };

export const problem = z
  .object({
    type: z.string().describe("A stable reference that names the kind of problem: /problems/CODE."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What is wrong, and what to do, in one sentence."),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode]),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe("One entry for each thing that is wrong; `path` is dotted and says where."),
  })
  .meta({ id: "Problem", description: "Why a request was refused (RFC 9457)." });

/** Refusals that any endpoint may answer. */
export const sharedRefusals: readonly RefusalCode[] = [
  "malformed",
  "wrong_host",
  "too_many_requests",
  "unavailable",
  "database_full",
];

/** Refusals of every endpoint that asks who is there. */
export const signedInRefusals: readonly RefusalCode[] = ["unauthenticated", "forbidden", "wrong_origin"];

/** Refusals of every endpoint that reads a body. */
export const bodyRefusals: readonly RefusalCode[] = ["too_large", "unsupported_media_type", "timeout"];

/** Refusals of every POST, which takes an Idempotency-Key. */
export const idempotencyRefusals: readonly RefusalCode[] = [
  "idempotency_key_reused",
  "request_in_progress",
  "answer_erased",
];
