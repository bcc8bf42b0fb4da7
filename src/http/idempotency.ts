/**
 * `Idempotency-Key`: a POST that is sent again, because the answer got lost, is carried out once. What was answered is
 * kept by a store that all processes share; this file says what the store owes and when it is asked.
 */
import { createHash } from "node:crypto";
import { Refusal } from "#domain/errors.ts";

export interface StoredAnswer {
  status: number;
  /** JSON text; null where the answer had no body. */
  body: string | null;
}

export interface IdempotencyStore {
  /** Claims the key, at one instant for all processes. A claim whose process died must end some day. */
  begin(
    organisationId: string,
    key: string,
    requestHash: string,
  ): Promise<{ state: "new" } | ({ state: "replay" } & StoredAnswer) | { state: "mismatch" } | { state: "busy" }>;
  /** Keeps the answer of a request that was carried out. */
  finish(organisationId: string, key: string, answer: StoredAnswer): Promise<void>;
  /** Forgets a request that was refused or failed: nothing was changed, so that it may be tried again. */
  abandon(organisationId: string, key: string): Promise<void>;
}

/** Says whether two requests are the same. Of a file only its length is looked at: it is streamed, not kept. */
export function requestHash(method: string, url: string, body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([method, url, body ?? null]))
    .digest("hex");
}

/** @throws Refusal `malformed` when the header is there and is no key */
export function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  const sentence = "Idempotency-Key must be 1 to 255 visible characters, such as a UUID.";
  throw new Refusal("malformed", sentence, [{ path: "Idempotency-Key", message: sentence }]);
}

/**
 * Carries a request out once for its key, or repeats the first answer.
 *
 * @throws Refusal `idempotency_key_reused`, `request_in_progress`, or whatever `carryOut` throws
 */
export async function once(
  store: IdempotencyStore,
  request: { organisationId: string; key: string; hash: string },
  carryOut: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { replayed: boolean }> {
  const { organisationId, key, hash } = request;
  const begun = await store.begin(organisationId, key, hash);
  switch (begun.state) {
    case "replay":
      return { status: begun.status, body: begun.body, replayed: true };
    case "mismatch":
      throw new Refusal("idempotency_key_reused", "This Idempotency-Key came with another request; use a new one.");
    case "busy":
      throw new Refusal(
        "request_in_progress",
        "The first request with this Idempotency-Key is still being carried out; ask again in a moment.",
      );
    case "new":
      break;
  }
  let answer: StoredAnswer;
  try {
    answer = await carryOut();
  } catch (error) {
    await store.abandon(organisationId, key);
    throw error;
  }
  await store.finish(organisationId, key, answer);
  return { ...answer, replayed: false };
}
