/** Idempotency-Keys in the database, for all processes. An answer may hold a new API key, so it is sealed at rest. */
import type { Sql } from "#store/db.ts";
import { beginOnce, forgetRequest, keepAnswer } from "#store/idempotency.ts";
import type { Seal } from "#store/seal.ts";
import type { IdempotencyStore } from "./idempotency.ts";

export function keptAnswers(sql: Sql, { seal, open }: Seal): IdempotencyStore {
  return {
    begin: async (organisationId, key, requestHash) => {
      const begun = await beginOnce(sql, organisationId, key, requestHash);
      return begun.state === "replay" ? { ...begun, body: begun.body === null ? null : open(begun.body) } : begun;
    },
    finish: (organisationId, key, { status, body }) =>
      keepAnswer(sql, organisationId, key, { status, body: body === null ? null : seal(body) }),
    abandon: (organisationId, key) => forgetRequest(sql, organisationId, key),
  };
}
