/** Organisations: the first one waits for its owner; everything else in the database belongs to one. */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { Tables } from "../tables.ts";
import { insertApiKey } from "./api-keys.ts";
import { newId } from "./ids.ts";
import { type AccountTables, accountsIn } from "./tables.ts";

/** Held while the first organisation is made. Any number that no other part of the program takes. */
const FIRST_ORGANISATION_LOCK = 4_700_000_002;

export interface Organisation {
  id: string;
  name: string;
  createdAt: Date;
}

export async function createOrganisation(db: Kysely<Tables>, name: string, now = new Date()): Promise<Organisation> {
  return insertOrganisation(accountsIn(db), name, now);
}

/** The oldest organisation, made when there is none. `created` tells whether this call made it. */
export async function ensureOrganisation(
  db: Kysely<Tables>,
  now = new Date(),
): Promise<Organisation & { created: boolean }> {
  return whileFirst(db, async (transaction) => {
    const found = await oldest(transaction);
    if (found) return { ...found, created: false };
    return { ...(await insertOrganisation(transaction, "My organisation", now)), created: true };
  });
}

/** The first organisation and an owner's API key with the given hash, when there is no organisation yet; else null. */
export async function bootstrapOrganisation(
  db: Kysely<Tables>,
  key: { hash: string; start: string },
  now = new Date(),
): Promise<Organisation | null> {
  return whileFirst(db, async (transaction) => {
    if (await oldest(transaction)) return null;
    const organisation = await insertOrganisation(transaction, "My organisation", now);
    await insertApiKey(
      transaction,
      organisation.id,
      { ...key, name: "Bootstrap key", role: "owner", expiresAt: null, createdBy: null, holderMemberId: null },
      now,
    );
    return organisation;
  });
}

/** The organisation that the command line on this machine works in; undefined when there is none. */
export async function firstOrganisation(db: Kysely<Tables>): Promise<Organisation | undefined> {
  return oldest(accountsIn(db));
}

export async function findOrganisation(db: Kysely<Tables>, id: string): Promise<Organisation> {
  const row = await accountsIn(db)
    .selectFrom("organisation")
    .select(["id", "name", "created_at as createdAt"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? gone();
}

export async function renameOrganisation(db: Kysely<Tables>, id: string, name: string): Promise<Organisation> {
  const row = await accountsIn(db)
    .updateTable("organisation")
    .set({ name })
    .where("id", "=", id)
    .returning(["id", "name", "created_at as createdAt"])
    .executeTakeFirst();
  return row ?? gone();
}

/**
 * Locks the organisation for a change of who is in it, until the transaction ends: its last owner cannot leave twice at
 * once. Rows that merely refer to the organisation can still be written.
 */
export async function lockMembers(transaction: Kysely<AccountTables>, organisationId: string): Promise<void> {
  await transaction
    .selectFrom("organisation")
    .select("id")
    .where("id", "=", organisationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

function whileFirst<T>(db: Kysely<Tables>, work: (transaction: Kysely<AccountTables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(FIRST_ORGANISATION_LOCK)})`.execute(transaction);
    return work(accountsIn(transaction));
  });
}

function oldest(db: Kysely<AccountTables>): Promise<Organisation | undefined> {
  return db
    .selectFrom("organisation")
    .select(["id", "name", "created_at as createdAt"])
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

async function insertOrganisation(db: Kysely<AccountTables>, name: string, now: Date): Promise<Organisation> {
  const id = newId();
  await db.insertInto("organisation").values({ id, name, slug: id, created_at: now }).execute();
  return { id, name, createdAt: now };
}

function gone(): never {
  throw new Refusal("not_found", "There is no such organisation any more.");
}
