/**
 * `Idempotency-Key`: a POST that is sent again, because the answer got lost, is carried out once. What was answered is
 * kept by a store that all processes share; this file says what the store owes and when it is asked. A kept answer
 * belongs to the principal who asked, in the role it had then: what one may see, another may not.
 */
import { createHash } from "node:crypto";
import { Refusal } from "#domain/errors.ts";
import type { Principal } from "./principal.ts";

export interface StoredAnswer {
  status: number;
  /** JSON text; null where the answer had no body, or one that is shown once. */
  body: string | null;
  /** Of a file that came with the request, which is read only while it is carried out; null for JSON. */
  contentHash: string | null;
}

/** Whose key it is: two principals may use the same one. */
export interface KeyOwner {
  organisationId: string;
  /** `user:ID` or `key:ID`. */
  principal: string;
  key: string;
}

export interface IdempotencyStore {
  /** Claims the key, at one instant for all processes. A claim whose process died must end some day. */
  begin(
    owner: KeyOwner,
    requestHash: string,
  ): Promise<
    | { state: "new" }
    | ({ state: "replay" } & StoredAnswer)
    | { state: "mismatch" }
    | { state: "busy" }
    | { state: "erased" }
  >;
  /** Keeps the answer of a request that was carried out. */
  finish(owner: KeyOwner, answer: StoredAnswer): Promise<void>;
  /** Forgets a request that was refused or failed: nothing was changed, so that it may be tried again. */
  abandon(owner: KeyOwner): Promise<void>;
}

export function keyOwner({ organisationId, kind, id }: Principal, key: string): KeyOwner {
  return { organisationId, principal: `${kind}:${id}`, key };
}

/**
 * Says whether two requests are the same. The role is a part of it: whoever has another by now is not given what the
 * earlier one was answered.
 *
 * @param body null for a file, whose hash is known only when it was read
 */
export function requestHash({ role }: Principal, method: string, url: string, body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([role, method, url, body ?? null]))
    .digest("hex");
}

/** @throws Refusal `malformed` when the header is there and is no key */
export function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  const sentence = "Idempotency-Key must be 1 to 255 visible characters, such as a UUID.";
  throw new Refusal("malformed", sentence, [{ path: "Idempotency-Key", message: sentence }]);
}

export interface OnceRequest {
  owner: KeyOwner;
  hash: string;
  /** Reads what is left of the file that came with the request and says what it was; null for JSON. */
  readContent: (() => Promise<string>) | null;
  /** Of an answer with a secret: it is not kept, and this is said to whoever asks again. */
  shownOnce: string | undefined;
}

/**
 * Carries a request out once for its key, or repeats the first answer.
 *
 * @throws Refusal `idempotency_key_reused`, `request_in_progress`, `shown_once`, `answer_erased`, or whatever `carryOut` throws
 */
export async function once(
  store: IdempotencyStore,
  { owner, hash, readContent, shownOnce }: OnceRequest,
  carryOut: () => Promise<{ status: number; body: string | null }>,
): Promise<{ status: number; body: string | null; replayed: boolean }> {
  const begun = await store.begin(owner, hash);
  switch (begun.state) {
    case "replay":
      if (begun.contentHash !== ((await readContent?.()) ?? null)) throw reused();
      if (shownOnce !== undefined) throw new Refusal("shown_once", shownOnce);
      return { status: begun.status, body: begun.body, replayed: true };
    case "mismatch":
      throw reused();
    case "busy":
      throw new Refusal(
        "request_in_progress",
        "The first request with this Idempotency-Key is still being carried out; ask again in a moment.",
      );
    case "erased":
      throw new Refusal(
        "answer_erased",
        "The request with this Idempotency-Key was carried out; its answer is not kept, because a contact was erased since. Look at what it made.",
      );
    case "new":
      break;
  }
  let answer: { status: number; body: string | null };
  let contentHash: string | null;
  try {
    answer = await carryOut();
    contentHash = (await readContent?.()) ?? null;
  } catch (error) {
    await store.abandon(owner);
    throw error;
  }
  await store.finish(owner, { ...answer, body: shownOnce === undefined ? answer.body : null, contentHash });
  return { ...answer, replayed: false };
}

function reused(): Refusal {
  return new Refusal(
    "idempotency_key_reused",
    "This Idempotency-Key came with another request or another file, or your role was another then; use a new one.",
  );
}
