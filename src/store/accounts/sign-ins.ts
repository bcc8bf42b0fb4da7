/** Who signed in from where, for the limits on signing in and for the log. */
import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";
import { accountsIn } from "./tables.ts";

/** The id of the account with this e-mail address; undefined where there is none. */
export async function accountIdOf(db: Kysely<Tables>, email: string): Promise<string | undefined> {
  const found = await accountsIn(db)
    .selectFrom("app_user")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return found?.id;
}

/** Whether the account has a session that began at this address and stands. */
export async function hasSessionFrom(
  db: Kysely<Tables>,
  email: string,
  address: string,
  now = new Date(),
): Promise<boolean> {
  const found = await accountsIn(db)
    .selectFrom("session as s")
    .innerJoin("app_user as u", "u.id", "s.user_id")
    .select("s.id")
    .where("u.email", "=", email.toLowerCase())
    .where("s.ip_address", "=", address)
    .where("s.expires_at", ">", now)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
