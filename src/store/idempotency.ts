/** Answers to requests with an Idempotency-Key, shared by all processes. Shape: http/idempotency.ts. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

export interface KeptAnswer {
  status: number;
  body: string | null;
  contentHash: string | null;
}

export interface KeyOwner {
  organisationId: string;
  principal: string;
  key: string;
}

export type Begun =
  | { state: "new" }
  | ({ state: "replay" } & KeptAnswer)
  | { state: "mismatch" }
  | { state: "busy" }
  | { state: "erased" };

/** A claim whose process died ends after this, and the answers are kept for a day. */
const BUSY_MINUTES = 5;

/** Claims the key for this request, or says what became of it before. */
export async function beginOnce(db: Kysely<Tables>, owner: KeyOwner, requestHash: string): Promise<Begun> {
  const { organisationId, principal, key } = owner;
  await sql`
    delete from idempotency
     where organisation_id = ${organisationId}
       and (created_at < now() - interval '1 day'
         or (principal = ${principal} and key = ${key} and status is null
           and created_at < now() - make_interval(mins => ${sql.lit(BUSY_MINUTES)})))`.execute(db);
  const { rows } = await sql<{ fresh: boolean }>`
    insert into idempotency (organisation_id, principal, key, request_hash)
    values (${organisationId}, ${principal}, ${key}, ${requestHash})
    on conflict do nothing returning true as fresh`.execute(db);
  if (rows.length > 0) return { state: "new" };
  const before = await db
    .selectFrom("idempotency")
    .select(["request_hash", "status", "body", "content_hash as contentHash"])
    .where("organisation_id", "=", organisationId)
    .where("principal", "=", principal)
    .where("key", "=", key)
    .executeTakeFirst();
  if (!before) return { state: "busy" };
  const { request_hash: hash, status, body, contentHash } = before;
  if (hash !== requestHash) return { state: "mismatch" };
  if (body === ERASED) return { state: "erased" };
  return status === null ? { state: "busy" } : { state: "replay", status, body, contentHash };
}

export async function keepAnswer(
  db: Kysely<Tables>,
  { organisationId, principal, key }: KeyOwner,
  { status, body, contentHash }: KeptAnswer,
): Promise<void> {
  await db
    .updateTable("idempotency")
    .set({ status, body, content_hash: contentHash })
    .where("organisation_id", "=", organisationId)
    .where("principal", "=", principal)
    .where("key", "=", key)
    .execute();
}

/** What is no answer's text: JSON, encrypted or not, is longer. */
const ERASED = "";

/** Which of an organisation's answers name people is not to be seen, for they are encrypted: none is given again. */
export async function eraseKeptAnswers(transaction: Kysely<Tables>, organisationId: string): Promise<void> {
  await transaction
    .updateTable("idempotency")
    .set({ body: ERASED })
    .where("organisation_id", "=", organisationId)
    .where("body", "is not", null)
    // The others are about to be deleted: neither waits for the other's rows.
    .where(sql<boolean>`created_at >= now() - interval '1 day'`)
    .execute();
}

/** Answers that are too old to be given again. */
export async function deleteOldAnswers(db: Kysely<Tables>): Promise<void> {
  await sql`delete from idempotency where created_at < now() - interval '1 day'`.execute(db);
}

export async function forgetRequest(db: Kysely<Tables>, { organisationId, principal, key }: KeyOwner): Promise<void> {
  await db
    .deleteFrom("idempotency")
    .where("organisation_id", "=", organisationId)
    .where("principal", "=", principal)
    .where("key", "=", key)
    .where("status", "is", null)
    .execute();
}
