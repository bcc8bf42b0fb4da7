/**
 * API keys belong to their organisation, and end with the membership of whoever holds them: who made them, or whom an
 * owner handed them over to. They may do no more than their holder may. Only the hash is stored.
 *
 * better-auth's plugin owns the table and the hash, but writes the row on every verification, and lets only users make
 * keys; so these statements are ours: one indexed read per request, and a write at most once a minute.
 */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import { lesserRole, mayManage, type Role } from "#domain/roles.ts";
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
  /** The name of the person or key that made it; null for those of before this was kept. */
  createdBy: string | null;
  /** Null where its holder has left, and where it ends with nobody's membership: those made on the server's machine. */
  holder: { memberId: string; name: string } | null;
  /** Whether its holder has left: it is refused until an owner hands it over. */
  ended: boolean;
}

/** Whoever makes a key. Without an id it is the machine itself. */
export interface KeyMaker extends By {
  kind?: "user" | "key";
  id?: string;
  name?: string;
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
    .where(sql<boolean>`(k.created_at, k.id) > (${from.createdAt}, ${from.id})`)
    .orderBy("k.created_at")
    .orderBy("k.id")
    .limit(page.limit + 1)
    .execute();
  const { total } = await accountsIn(db)
    .selectFrom("api_key")
    .select((e) => e.fn.countAll<number>().as("total"))
    .where("organisation_id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return { rows: rows.map(keyOf), total };
}

/** Refuses with `forbidden` when the key would have a role above its maker's, or its maker has just left. */
export async function createApiKey(db: Kysely<Tables>, by: KeyMaker, key: NewKey, now = new Date()): Promise<ApiKey> {
  if (!mayManage(by.role, key.role)) {
    throw new Refusal(
      "forbidden",
      `Your role is ${by.role}; you cannot make a key with the role ${key.role}. Ask an owner.`,
    );
  }
  const holderMemberId = await holderOf(accountsIn(db), by);
  const made = { ...key, createdBy: by.name ?? null, holderMemberId };
  const id = await insertApiKey(accountsIn(db), by.organisationId, made, now);
  return findKey(accountsIn(db), by.organisationId, id);
}

/** The membership that a key of this maker ends with. A key that makes a key hands its own holder on. */
async function holderOf(db: Kysely<AccountTables>, by: KeyMaker): Promise<string | null> {
  const { kind, id = "" } = by;
  if (kind === "user") {
    const member = await db
      .selectFrom("member")
      .select("id")
      .where("organisation_id", "=", by.organisationId)
      .where("user_id", "=", id)
      .executeTakeFirst();
    if (!member) throw new Refusal("forbidden", "You are no member of this organisation any more.");
    return member.id;
  }
  const key = await db
    .selectFrom("api_key")
    .select("holder_member_id")
    .where("organisation_id", "=", by.organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return key?.holder_member_id ?? null;
}

/** The row alone, for whoever has decided who may. @returns its id */
export async function insertApiKey(
  db: Kysely<AccountTables>,
  organisationId: string,
  key: NewKey & { createdBy: string | null; holderMemberId: string | null },
  now: Date,
): Promise<string> {
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
      created_by: key.createdBy,
      holder_member_id: key.holderMemberId,
      expires_at: expiresAt,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}

/** The key stops at once. Refuses with `not_found`, or `forbidden` when its role is above their own. */
export async function deleteApiKey(db: Kysely<Tables>, by: By, id: string): Promise<ApiKey> {
  const key = await findKey(accountsIn(db), by.organisationId, id);
  if (!mayManage(by.role, key.role)) {
    throw new Refusal(
      "forbidden",
      `Your role is ${by.role}; you cannot delete a key with the role ${key.role}. Ask an owner.`,
    );
  }
  await accountsIn(db).deleteFrom("api_key").where("id", "=", id).execute();
  return key;
}

/**
 * From now on the key ends with this member's membership, and works again where it had ended. Refuses with `forbidden`
 * whoever is no owner, with `not_found`, or with `invalid` for somebody who is no member.
 */
export async function handOverApiKey(
  db: Kysely<Tables>,
  by: By,
  id: string,
  memberId: string,
): Promise<{ before: ApiKey; after: ApiKey }> {
  if (by.role !== "owner") {
    throw new Refusal("forbidden", `Your role is ${by.role}; only an owner hands a key over. Ask one.`);
  }
  const before = await findKey(accountsIn(db), by.organisationId, id);
  const member = await accountsIn(db)
    .selectFrom("member")
    .select("id")
    .where("organisation_id", "=", by.organisationId)
    .where("id", "=", memberId)
    .executeTakeFirst();
  if (!member) {
    const message = "There is no such member in this organisation; name one of GET /members.";
    throw new Refusal("invalid", message, [{ path: "memberId", message }]);
  }
  await accountsIn(db).updateTable("api_key").set({ holder_member_id: memberId }).where("id", "=", id).execute();
  return { before, after: await findKey(accountsIn(db), by.organisationId, id) };
}

async function findKey(db: Kysely<AccountTables>, organisationId: string, id: string): Promise<ApiKey> {
  const row = await keyRows(db, organisationId).where("k.id", "=", id).executeTakeFirst();
  if (!row) throw new Refusal("not_found", "There is no such API key in this organisation.");
  return keyOf(row);
}

/** The key with this hash, marked as used; undefined when there is none. */
export async function useApiKey(db: Kysely<Tables>, hash: string, now = new Date()): Promise<KnownKey | undefined> {
  const row = await accountsIn(db)
    .selectFrom("api_key as k")
    .leftJoin("member as m", (join) =>
      join.onRef("m.id", "=", "k.holder_member_id").onRef("m.organisation_id", "=", "k.organisation_id"),
    )
    .select([
      "k.id",
      "k.name",
      "k.organisation_id as organisationId",
      "k.role",
      "k.last_request",
      "m.role as holderRole",
    ])
    .where("k.key", "=", hash)
    .where("k.enabled", "=", true)
    .where((e) => e.or([e("k.expires_at", "is", null), e("k.expires_at", ">", now)]))
    .where((e) => e.or([e("k.holder_member_id", "is", null), e("m.id", "is not", null)]))
    .executeTakeFirst();
  if (!row) return undefined;
  const { last_request: lastUsedAt, holderRole, ...found } = row;
  const key = { ...found, role: lesserRole(found.role, holderRole ?? found.role) };
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
    .selectFrom("api_key as k")
    .leftJoin("member as m", (join) =>
      join.onRef("m.id", "=", "k.holder_member_id").onRef("m.organisation_id", "=", "k.organisation_id"),
    )
    .leftJoin("app_user as u", "u.id", "m.user_id")
    .select(["k.id", "k.name", "k.role", "k.start", "k.created_by as createdBy", "k.created_at as createdAt"])
    .select(["k.last_request as lastUsedAt", "k.expires_at as expiresAt", "k.holder_member_id as holderMemberId"])
    .select(["m.id as memberId", "m.role as holderRole", "u.name as holderName"])
    .where("k.organisation_id", "=", organisationId);
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof keyRows>["executeTakeFirstOrThrow"]>>;

function keyOf({ holderMemberId, memberId, holderRole, holderName, role, ...key }: KeyRow): ApiKey {
  return {
    ...key,
    role: lesserRole(role, holderRole ?? role),
    holder: memberId === null ? null : { memberId, name: holderName ?? "" },
    ended: holderMemberId !== null && memberId === null,
  };
}
