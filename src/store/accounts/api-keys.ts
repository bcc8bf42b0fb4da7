/**
 * API keys belong to their organisation, not to whoever made them. Only the hash is stored.
 *
 * better-auth's plugin owns the table and the hash, but writes the row on every verification, and lets only users make
 * keys; so these statements are ours: one indexed read per request, and a write at most once a minute.
 */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import { mayManage, type Role } from "#domain/roles.ts";
import type { Tables } from "../tables.ts";
import { newId } from "./ids.ts";
import type { By } from "./members.ts";
import { beginning, type PageRequest, type Rows } from "./page.ts";
import { type AccountTables, accountsIn } from "./tables.ts";

const USED_MILLISECONDS = 60_000;

export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  /** The first characters of the key. */
  start: string;
  /** To the minute; null when it was never used. */
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  createdAt: Date;
}

export interface NewKey {
  name: string;
  role: Role;
  hash: string;
  start: string;
  expiresAt: Date | null;
}

export interface KnownKey {
  id: string;
  name: string;
  organisationId: string;
  role: Role;
}

export async function listApiKeys(
  db: Kysely<Tables>,
  organisationId: string,
  page: PageRequest,
): Promise<Rows<ApiKey>> {
  const from = page.after ?? beginning;
  const rows = await keyRows(accountsIn(db), organisationId)
    .where(sql<boolean>`(created_at, id) > (${from.createdAt}, ${from.id})`)
    .orderBy("created_at")
    .orderBy("id")
    .limit(page.limit + 1)
    .execute();
  const { total } = await accountsIn(db)
    .selectFrom("api_key")
    .select((e) => e.fn.countAll<number>().as("total"))
    .where("organisation_id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return { rows, total };
}

/** Refuses with `forbidden` when the key would have a role above its maker's. */
export async function createApiKey(db: Kysely<Tables>, by: By, key: NewKey, now = new Date()): Promise<ApiKey> {
  if (!mayManage(by.role, key.role)) {
    throw new Refusal(
      "forbidden",
      `Your role is ${by.role}; you cannot make a key with the role ${key.role}. Ask an owner.`,
    );
  }
  return insertApiKey(accountsIn(db), by.organisationId, key, now);
}

/** The row alone, for whoever has decided who may. */
export async function insertApiKey(
  db: Kysely<AccountTables>,
  organisationId: string,
  key: NewKey,
  now: Date,
): Promise<ApiKey> {
  const { name, role, start, expiresAt } = key;
  const id = newId();
  await db
    .insertInto("api_key")
    .values({
      id,
      organisation_id: organisationId,
      config_id: "default",
      name,
      role,
      start,
      key: key.hash,
      enabled: true,
      expires_at: expiresAt,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return { id, name, role, start, lastUsedAt: null, expiresAt, createdAt: now };
}

/** The key stops at once. Refuses with `not_found`, or `forbidden` when its role is above their own. */
export async function deleteApiKey(db: Kysely<Tables>, by: By, id: string): Promise<void> {
  const key = await keyRows(accountsIn(db), by.organisationId).where("id", "=", id).executeTakeFirst();
  if (!key) throw new Refusal("not_found", "There is no such API key in this organisation.");
  if (!mayManage(by.role, key.role)) {
    throw new Refusal(
      "forbidden",
      `Your role is ${by.role}; you cannot delete a key with the role ${key.role}. Ask an owner.`,
    );
  }
  await accountsIn(db).deleteFrom("api_key").where("id", "=", id).execute();
}

/** The key with this hash, marked as used; undefined when there is none. */
export async function useApiKey(db: Kysely<Tables>, hash: string, now = new Date()): Promise<KnownKey | undefined> {
  const row = await accountsIn(db)
    .selectFrom("api_key")
    .select(["id", "name", "organisation_id as organisationId", "role", "last_request"])
    .where("key", "=", hash)
    .where("enabled", "=", true)
    .where((e) => e.or([e("expires_at", "is", null), e("expires_at", ">", now)]))
    .executeTakeFirst();
  if (!row) return undefined;
  const { last_request: lastUsedAt, ...key } = row;
  const before = new Date(now.getTime() - USED_MILLISECONDS);
  if (lastUsedAt === null || lastUsedAt < before) await markUsed(accountsIn(db), row.id, before, now);
  return key;
}

async function markUsed(db: Kysely<AccountTables>, id: string, before: Date, now: Date): Promise<void> {
  await db
    .updateTable("api_key")
    .set({ last_request: now })
    .where("id", "=", id)
    .where((e) => e.or([e("last_request", "is", null), e("last_request", "<", before)]))
    .execute()
    // A database that cannot write at the moment (a full disk) can still answer what is read with this key.
    .catch(() => {});
}

function keyRows(db: Kysely<AccountTables>, organisationId: string) {
  return db
    .selectFrom("api_key")
    .select(["id", "name", "role", "start"])
    .select(["last_request as lastUsedAt", "expires_at as expiresAt", "created_at as createdAt"])
    .where("organisation_id", "=", organisationId);
}
