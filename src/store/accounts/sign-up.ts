/** New users: the first owner of an organisation that waits for one, and whoever is invited. Nobody else. */
import type { Kysely } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { Tables } from "../tables.ts";
import { newId } from "./ids.ts";
import { findOpenInvitation, invitationClosed, joinByInvitation } from "./invitations.ts";
import { lockMembers } from "./organisations.ts";
import { type AccountTables, accountsIn } from "./tables.ts";

export interface NewUser {
  name: string;
  email: string;
  /** As better-auth hashes it. */
  passwordHash: string;
  /** Without one they become the owner of the organisation that has no member yet. */
  invitationId?: string | undefined;
}

/**
 * Makes the user, their password and their membership, or nothing of it. Refuses with `already_claimed`, `invalid` (the
 * address has an account), `not_found` (the invitation) or `forbidden` (it is for another address).
 */
export async function signUp(
  db: Kysely<Tables>,
  user: NewUser,
  now = new Date(),
): Promise<{ userId: string; organisationId: string }> {
  return db.transaction().execute(async (outer) => {
    const transaction = accountsIn(outer);
    const { invitationId } = user;
    if (invitationId === undefined) {
      // Before the user is made: of two at once the second waits here, and then sees the first one's membership.
      const organisationId = await claimWaiting(transaction);
      const userId = await insertUser(transaction, user, now);
      await transaction
        .insertInto("member")
        .values({ id: newId(), organisation_id: organisationId, user_id: userId, role: "owner", created_at: now })
        .execute();
      return { userId, organisationId };
    }
    const userId = await insertUser(transaction, user, now);
    return { userId, ...(await joinByInvitation(transaction, invitationId, { id: userId, email: user.email }, now)) };
  });
}

/** Refuses what `signUp` would refuse whoever asks, before the slow hash of a password is made. */
export async function checkSignUp(
  db: Kysely<Tables>,
  invitationId: string | undefined,
  now = new Date(),
): Promise<void> {
  if (invitationId === undefined) {
    if (!(await awaitsFirstOwner(db))) throw claimed();
  } else if (!(await findOpenInvitation(db, invitationId, now))) {
    throw invitationClosed();
  }
}

/** Whether an organisation waits for its first owner. */
export async function awaitsFirstOwner(db: Kysely<Tables>): Promise<boolean> {
  return (await waiting(accountsIn(db))) !== undefined;
}

async function claimWaiting(transaction: Kysely<AccountTables>): Promise<string> {
  const organisation = await waiting(transaction);
  if (!organisation) throw claimed();
  await lockMembers(transaction, organisation.id);
  if ((await waiting(transaction))?.id !== organisation.id) throw claimed();
  return organisation.id;
}

function claimed(): Refusal {
  return new Refusal(
    "already_claimed",
    "This server has its first owner; others come by invitation. Ask an owner or admin for one, and open its link.",
  );
}

function waiting(db: Kysely<AccountTables>): Promise<{ id: string } | undefined> {
  return db
    .selectFrom("organisation as o")
    .select("o.id")
    .where((e) =>
      e.not(e.exists(e.selectFrom("member as m").select("m.id").whereRef("m.organisation_id", "=", "o.id"))),
    )
    .orderBy("o.created_at")
    .orderBy("o.id")
    .limit(1)
    .executeTakeFirst();
}

async function insertUser(transaction: Kysely<AccountTables>, user: NewUser, now: Date): Promise<string> {
  const inserted = await transaction
    .insertInto("app_user")
    .values({
      id: newId(),
      name: user.name,
      email: user.email.toLowerCase(),
      email_verified: false,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) {
    const message =
      "There is an account with this e-mail address. Sign in with it; an invitation can be accepted then.";
    throw new Refusal("invalid", message, [{ path: "email", message }]);
  }
  const { id } = inserted;
  await transaction
    .insertInto("account")
    .values({
      id: newId(),
      user_id: id,
      provider_id: "credential",
      account_id: id,
      password: user.passwordHash,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}
