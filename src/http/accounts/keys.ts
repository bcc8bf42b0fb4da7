/** API keys as people see them: a random text with a prefix, of which only the hash is kept. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { defaultKeyHasher } from "@better-auth/api-key";
import type { Role } from "#domain/roles.ts";
import { makeApiKey } from "#actions/make-api-key.ts";
import { type ApiKey, createApiKey, type KeyMaker } from "#store/accounts/api-keys.ts";
import type { AskedBy } from "#store/audit.ts";
import { bootstrapOrganisation } from "#store/accounts/organisations.ts";
import type { Database } from "#store/db.ts";

/** Secret scanners and people tell by it whose key they have found. */
const PREFIX = "cpl_";

/**
 * On an empty database: makes the first organisation and an owner's API key with this very value. On any other it does
 * nothing.
 *
 * @returns whether it did
 */
export async function bootstrap(sql: Database["sql"], key: string): Promise<boolean> {
  return (await bootstrapOrganisation(sql, await describeKey(key))) !== null;
}

/**
 * Makes a key; `key` in the answer is the only time it is seen. Refuses with `forbidden` a role above the maker's.
 *
 * @param asked the request that asked for it; without one it is not in the audit log
 */
export async function issueApiKey(
  sql: Database["sql"],
  by: KeyMaker,
  { name, role, expiresAt = null }: { name: string; role: Role; expiresAt?: Date | null },
  asked?: AskedBy,
): Promise<ApiKey & { key: string }> {
  const { key, hash, start } = await makeKey();
  const wanted = { name, role, expiresAt, hash, start };
  const made = asked ? await makeApiKey(sql, asked, by, wanted) : await createApiKey(sql, by, wanted);
  return { ...made, key };
}

interface MadeKey {
  key: string;
  hash: string;
  /** What a list shows of it. */
  start: string;
}

function makeKey(): Promise<MadeKey> {
  return describeKey(PREFIX + randomBytes(32).toString("base64url"));
}

/** Of a key that somebody else thought of; a short one shows less of itself. */
async function describeKey(key: string): Promise<MadeKey> {
  const shown = Math.min(PREFIX.length + 4, Math.floor(key.length / 4));
  return { key, hash: await hashKey(key), start: key.slice(0, shown) };
}

export function hashKey(key: string): Promise<string> {
  return defaultKeyHasher(key);
}

/** Whether two secrets are the same, without telling by its duration how much of them is. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
