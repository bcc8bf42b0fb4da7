/** Idempotency-Keys in the database, for all processes. */
import { beginOnce, forgetRequest, keepAnswer } from "#store/idempotency.ts";
import type { Sql } from "#store/db.ts";
import type { IdempotencyStore } from "./idempotency.ts";

export function keptAnswers(sql: Sql): IdempotencyStore {
  return {
    begin: (organisationId, key, requestHash) => beginOnce(sql, organisationId, key, requestHash),
    finish: (organisationId, key, answer) => keepAnswer(sql, organisationId, key, answer),
    abandon: (organisationId, key) => forgetRequest(sql, organisationId, key),
  };
}
