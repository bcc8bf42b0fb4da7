/** Invitations: the only way into an organisation that has its first owner. Whoever holds the id and the address is let in. */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import { mayManage, type Role, roles } from "#domain/roles.ts";
import type { Tables } from "../tables.ts";
import { newId } from "./ids.ts";
import type { By } from "./members.ts";
import { beginning, type PageRequest, type Rows } from "./page.ts";
import { type AccountTables, accountsIn } from "./tables.ts";

const VALID_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
  createdAt: Date;
  /** The name of the person or API key. */
  createdBy: string | null;
}

export interface Inviter {
  /** Undefined when an API key invites. */
  userId?: string | undefined;
  name: string;
}

export interface OpenInvitation {
  organisationId: string;
  organisationName: string;
  email: string;
  role: Role;
}

/**
 * Those nobody has accepted yet; expired ones are gone. An invitation's id is its key, so that only those are told which
 * the asker could have made: nobody signs up by somebody else's link to a role above their own.
 */
export async function listInvitations(
  db: Kysely<Tables>,
  by: By,
  page: PageRequest,
  now = new Date(),
): Promise<Rows<Invitation>> {
  const from = page.after ?? beginning;
  const manageable = roles.filter((role) => mayManage(by.role, role));
  if (manageable.length === 0) return { rows: [], total: 0 };
  const pending = accountsIn(db)
    .selectFrom("invitation as i")
    .where("i.organisation_id", "=", by.organisationId)
    .where("i.role", "in", manageable)
    .where("i.status", "=", "pending")
    .where("i.expires_at", ">", now);
  const rows = await pending
    .select(["i.id", "i.email", "i.role", "i.expires_at as expiresAt", "i.created_at as createdAt"])
    .select("i.created_by as createdBy")
    .where(sql<boolean>`(i.created_at, i.id) > (${from.createdAt}, ${from.id})`)
    .orderBy("i.created_at")
    .orderBy("i.id")
    .limit(page.limit + 1)
    .execute();
  const { total } = await pending.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows, total };
}

/**
 * Invites an address. One invited already gets a new invitation in place of the old one, whose link no longer works.
 * Refuses with `forbidden` (a role above their own, of the new invitation or of the one that it would void) or `invalid`
 * (a member already).
 */
export async function createInvitation(
  db: Kysely<Tables>,
  by: By & Inviter,
  wanted: { email: string; role: Role },
  now = new Date(),
): Promise<Invitation> {
  if (!mayManage(by.role, wanted.role)) {
    throw new Refusal(
      "forbidden",
      `Your role is ${by.role}; you cannot invite anyone as ${wanted.role}. Ask an owner.`,
    );
  }
  const email = wanted.email.toLowerCase();
  const manageable = roles.filter((role) => mayManage(by.role, role));
  return db.transaction().execute(async (outer) => {
    const transaction = accountsIn(outer);
    const member = await transaction
      .selectFrom("member as m")
      .innerJoin("app_user as u", "u.id", "m.user_id")
      .select("m.id")
      .where("m.organisation_id", "=", by.organisationId)
      .where("u.email", "=", email)
      .executeTakeFirst();
    if (member) {
      const message = "This address belongs to a member already; change their role instead.";
      throw new Refusal("invalid", message, [{ path: "email", message }]);
    }
    const made = await transaction
      .insertInto("invitation")
      .values({
        id: newId(),
        organisation_id: by.organisationId,
        email,
        role: wanted.role,
        status: "pending",
        inviter_id: by.userId,
        created_by: by.name,
        created_at: now,
        expires_at: new Date(now.getTime() + VALID_DAYS * DAY_MILLISECONDS),
      })
      .onConflict((conflict) =>
        conflict
          .columns(["organisation_id", "email"])
          .where("status", "=", "pending")
          .doUpdateSet((e) => ({
            id: e.ref("excluded.id"),
            role: e.ref("excluded.role"),
            inviter_id: e.ref("excluded.inviter_id"),
            created_by: e.ref("excluded.created_by"),
            created_at: e.ref("excluded.created_at"),
            expires_at: e.ref("excluded.expires_at"),
          }))
          .where("invitation.role", "in", manageable),
      )
      .returning([
        "id",
        "email",
        "role",
        "expires_at as expiresAt",
        "created_at as createdAt",
        "created_by as createdBy",
      ])
      .executeTakeFirst();
    if (made) return made;
    throw new Refusal(
      "forbidden",
      `This address has an open invitation to a role above yours, which is ${by.role}; a new one would void it. Ask an owner.`,
    );
  });
}

/** Takes an invitation back. Refuses with `not_found`, or `forbidden` when its role is above their own. */
export async function cancelInvitation(db: Kysely<Tables>, by: By, id: string): Promise<void> {
  await db.transaction().execute(async (outer) => {
    const transaction = accountsIn(outer);
    const invitation = await transaction
      .selectFrom("invitation")
      .select("role")
      .where("id", "=", id)
      .where("organisation_id", "=", by.organisationId)
      .where("status", "=", "pending")
      .forUpdate()
      .executeTakeFirst();
    if (!invitation) throw new Refusal("not_found", "There is no such open invitation in this organisation.");
    if (!mayManage(by.role, invitation.role)) {
      throw new Refusal(
        "forbidden",
        `Your role is ${by.role}; you cannot take back an invitation as ${invitation.role}. Ask an owner.`,
      );
    }
    await transaction.updateTable("invitation").set({ status: "canceled" }).where("id", "=", id).execute();
  });
}

/** What the holder of an invitation's id may see of it, before they have an account. Undefined when it is not open. */
export async function findOpenInvitation(
  db: Kysely<Tables>,
  id: string,
  now = new Date(),
): Promise<OpenInvitation | undefined> {
  return openInvitation(accountsIn(db), id, now).executeTakeFirst();
}

/**
 * Makes a signed-in user a member. Refuses with `not_found` when the invitation is used up, taken back or expired, and
 * with `forbidden` when it is for another address.
 */
export async function acceptInvitation(
  db: Kysely<Tables>,
  id: string,
  user: { id: string; email: string },
  now = new Date(),
): Promise<{ organisationId: string }> {
  return db.transaction().execute((transaction) => joinByInvitation(accountsIn(transaction), id, user, now));
}

/** The same within a transaction, for a user who is made in it. */
export async function joinByInvitation(
  transaction: Kysely<AccountTables>,
  id: string,
  user: { id: string; email: string },
  now: Date,
): Promise<{ organisationId: string }> {
  const invitation = await openInvitation(transaction, id, now).forUpdate("i").executeTakeFirst();
  if (!invitation) throw invitationClosed();
  if (invitation.email !== user.email.toLowerCase()) {
    throw new Refusal("forbidden", "This invitation is for another e-mail address. Use the address it was sent to.");
  }
  const { organisationId, role } = invitation;
  await transaction
    .insertInto("member")
    .values({ id: newId(), organisation_id: organisationId, user_id: user.id, role, created_at: now })
    .onConflict((conflict) => conflict.columns(["organisation_id", "user_id"]).doNothing())
    .execute();
  await transaction.updateTable("invitation").set({ status: "accepted" }).where("id", "=", id).execute();
  return { organisationId };
}

export function invitationClosed(): Refusal {
  return new Refusal("not_found", "This invitation is used up, taken back or expired. Ask for a new one.");
}

function openInvitation(db: Kysely<AccountTables>, id: string, now: Date) {
  return db
    .selectFrom("invitation as i")
    .innerJoin("organisation as o", "o.id", "i.organisation_id")
    .select(["i.organisation_id as organisationId", "o.name as organisationName", "i.email", "i.role"])
    .where("i.id", "=", id)
    .where("i.status", "=", "pending")
    .where("i.expires_at", ">", now);
}
