/** Idempotency-Keys in the database, for all processes. Answers name people, so they are encrypted at rest. */
import type { Sql } from "#store/db.ts";
import { beginOnce, forgetRequest, keepAnswer } from "#store/idempotency.ts";
import type { Seal } from "#store/seal.ts";
import type { IdempotencyStore } from "./idempotency.ts";

export function keptAnswers(sql: Sql, { seal, open }: Seal): IdempotencyStore {
  return {
    begin: async (owner, requestHash) => {
      const begun = await beginOnce(sql, owner, requestHash);
      return begun.state === "replay" ? { ...begun, body: begun.body === null ? null : open(begun.body) } : begun;
    },
    finish: (owner, { body, ...answer }) =>
      keepAnswer(sql, owner, { ...answer, body: body === null ? null : seal(body) }),
    abandon: (owner) => forgetRequest(sql, owner),
  };
}
