/** Answers to requests with an Idempotency-Key, shared by all processes. Shape: http/idempotency.ts. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

export interface KeptAnswer {
  status: number;
  body: string | null;
}

export type Begun = { state: "new" } | ({ state: "replay" } & KeptAnswer) | { state: "mismatch" } | { state: "busy" };

/** A claim whose process died ends after this, and the answers are kept for a day. */
const BUSY_MINUTES = 5;

/** Claims the key for this request, or says what became of it before. */
export async function beginOnce(
  db: Kysely<Tables>,
  organisationId: string,
  key: string,
  requestHash: string,
): Promise<Begun> {
  await sql`
    delete from idempotency
     where organisation_id = ${organisationId}
       and (created_at < now() - interval '1 day'
         or (key = ${key} and status is null and created_at < now() - make_interval(mins => ${sql.lit(BUSY_MINUTES)})))`.execute(
    db,
  );
  const { rows } = await sql<{ fresh: boolean }>`
    insert into idempotency (organisation_id, key, request_hash) values (${organisationId}, ${key}, ${requestHash})
    on conflict do nothing returning true as fresh`.execute(db);
  if (rows.length > 0) return { state: "new" };
  const before = await db
    .selectFrom("idempotency")
    .select(["request_hash", "status", "body"])
    .where("organisation_id", "=", organisationId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (!before) return { state: "busy" };
  if (before.request_hash !== requestHash) return { state: "mismatch" };
  return before.status === null ? { state: "busy" } : { state: "replay", status: before.status, body: before.body };
}

export async function keepAnswer(
  db: Kysely<Tables>,
  organisationId: string,
  key: string,
  answer: KeptAnswer,
): Promise<void> {
  await db
    .updateTable("idempotency")
    .set(answer)
    .where("organisation_id", "=", organisationId)
    .where("key", "=", key)
    .execute();
}

export async function forgetRequest(db: Kysely<Tables>, organisationId: string, key: string): Promise<void> {
  await db
    .deleteFrom("idempotency")
    .where("organisation_id", "=", organisationId)
    .where("key", "=", key)
    .where("status", "is", null)
    .execute();
}
