/** Passwords as better-auth hashes them, and the links with which they are set anew. */
import type { Kysely } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { Tables } from "../tables.ts";
import { newId } from "./ids.ts";
import { accountsIn } from "./tables.ts";

/** Null for an account without a password. */
export async function passwordHashOf(db: Kysely<Tables>, userId: string): Promise<string | null> {
  const row = await accountsIn(db)
    .selectFrom("account")
    .select("password")
    .where("user_id", "=", userId)
    .where("provider_id", "=", "credential")
    .executeTakeFirst();
  return row?.password ?? null;
}

/**
 * Sets a password; links to set it anew are void from then on.
 *
 * @param was the hash that is replaced, where it has to be that one. Refuses with `invalid` when it is another by now
 */
export async function setPassword(
  db: Kysely<Tables>,
  userId: string,
  hash: string,
  now: Date,
  was?: string,
): Promise<void> {
  const accounts = accountsIn(db);
  const changed = await accounts
    .updateTable("account")
    .set({ password: hash, updated_at: now })
    .where("user_id", "=", userId)
    .where("provider_id", "=", "credential")
    .$if(was !== undefined, (query) => query.where("password", "=", was!))
    .returning("id")
    .executeTakeFirst();
  if (!changed && was !== undefined) {
    throw new Refusal("invalid", "The password was changed meanwhile; sign in with the new one.");
  }
  if (!changed) {
    await accounts
      .insertInto("account")
      .values({
        id: newId(),
        user_id: userId,
        provider_id: "credential",
        account_id: userId,
        password: hash,
        created_at: now,
        updated_at: now,
      })
      .execute();
  }
  await db.deleteFrom("password_reset").where("user_id", "=", userId).execute();
}

/** Keeps the hash of a link's token, in place of the link before. */
export async function keepPasswordReset(
  db: Kysely<Tables>,
  { userId, tokenHash, expiresAt }: { userId: string; tokenHash: string; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto("password_reset")
    .values({ user_id: userId, token_hash: tokenHash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ token_hash: tokenHash, expires_at: expiresAt }))
    .execute();
}

/** Whose password this token sets anew. Refuses with `not_found` when it was used or voided, or its time is over. */
export async function passwordResetOf(
  db: Kysely<Tables>,
  tokenHash: string,
  now: Date,
): Promise<{ userId: string; name: string; email: string }> {
  const found = await accountsIn(db)
    .selectFrom("password_reset as r")
    .innerJoin("app_user as u", "u.id", "r.user_id")
    .select(["u.id as userId", "u.name", "u.email"])
    .where("r.token_hash", "=", tokenHash)
    .where("r.expires_at", ">", now)
    .executeTakeFirst();
  return found ?? gone();
}

/** Uses the token up: of two at once only one goes on. Refuses as `passwordResetOf`. */
export async function usePasswordReset(db: Kysely<Tables>, tokenHash: string, now: Date): Promise<void> {
  const used = await db
    .deleteFrom("password_reset")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .returning("user_id")
    .executeTakeFirst();
  if (!used) gone();
}

function gone(): never {
  throw new Refusal(
    "not_found",
    "This link was used, replaced by a newer one, or is older than an hour. Get a new one.",
  );
}
