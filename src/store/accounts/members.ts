/** Who is in an organisation, and as what. */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import { mayManage, type Role } from "#domain/roles.ts";
import type { Tables } from "../tables.ts";
import { lockMembers } from "./organisations.ts";
import { beginning, type PageRequest, type Rows } from "./page.ts";
import { type AccountTables, accountsIn } from "./tables.ts";

export interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
}

export interface Membership {
  organisationId: string;
  organisationName: string;
  role: Role;
}

/** Whose change it is: the organisation they act in, and as what. */
export interface By {
  organisationId: string;
  role: Role;
}

export async function listMembers(
  db: Kysely<Tables>,
  organisationId: string,
  page: PageRequest,
): Promise<Rows<Member>> {
  const from = page.after ?? beginning;
  const rows = await memberRows(accountsIn(db), organisationId)
    .where(sql<boolean>`(m.created_at, m.id) > (${from.createdAt}, ${from.id})`)
    .orderBy("m.created_at")
    .orderBy("m.id")
    .limit(page.limit + 1)
    .execute();
  const { total } = await accountsIn(db)
    .selectFrom("member")
    .select((e) => e.fn.countAll<number>().as("total"))
    .where("organisation_id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return { rows, total };
}

/** The organisation a user acts in: the one they chose, or the first they joined. Undefined when they are in none. */
export async function membershipOf(
  db: Kysely<Tables>,
  userId: string,
  activeOrganisationId: string | null | undefined,
): Promise<Membership | undefined> {
  return accountsIn(db)
    .selectFrom("member as m")
    .innerJoin("organisation as o", "o.id", "m.organisation_id")
    .select(["o.id as organisationId", "o.name as organisationName", "m.role"])
    .where("m.user_id", "=", userId)
    .orderBy(sql`m.organisation_id = ${activeOrganisationId ?? ""}`, "desc")
    .orderBy("m.created_at")
    .orderBy("m.id")
    .limit(1)
    .executeTakeFirst();
}

/** Every organisation that a user is in. */
export async function organisationsOf(db: Kysely<Tables>, userId: string): Promise<string[]> {
  const rows = await accountsIn(db)
    .selectFrom("member")
    .select("organisation_id as id")
    .where("user_id", "=", userId)
    .orderBy("organisation_id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Gives a user another name. */
export async function renameUser(db: Kysely<Tables>, userId: string, name: string, now = new Date()): Promise<void> {
  await accountsIn(db).updateTable("app_user").set({ name, updated_at: now }).where("id", "=", userId).execute();
}

/** A user's e-mail address; undefined when the user is gone. */
export async function emailOf(db: Kysely<Tables>, userId: string): Promise<string | undefined> {
  const row = await accountsIn(db).selectFrom("app_user").select("email").where("id", "=", userId).executeTakeFirst();
  return row?.email;
}

/** Refuses with `not_found`, `forbidden` (the role now or the new one is above their own) or `last_owner`. */
export async function changeRole(db: Kysely<Tables>, by: By, memberId: string, role: Role): Promise<Member> {
  return withMember(db, by, memberId, async (transaction, member) => {
    if (!mayManage(by.role, role)) {
      throw new Refusal("forbidden", `Your role is ${by.role}; you cannot make anyone ${role}. Ask an owner.`);
    }
    if (member.role === "owner" && role !== "owner") await keepAnOwner(transaction, by.organisationId);
    await transaction.updateTable("member").set({ role }).where("id", "=", memberId).execute();
    return { ...member, role };
  });
}

/**
 * The person is out at once: their sessions end too, unless another organisation is left to them. Refuses with
 * `not_found`, `forbidden` or `last_owner`.
 */
export async function removeMember(db: Kysely<Tables>, by: By, memberId: string): Promise<void> {
  await withMember(db, by, memberId, async (transaction, member) => {
    if (member.role === "owner") await keepAnOwner(transaction, by.organisationId);
    await transaction.deleteFrom("member").where("id", "=", memberId).execute();
    await transaction
      .deleteFrom("session")
      .where("user_id", "=", member.userId)
      .where((e) =>
        e.not(e.exists(e.selectFrom("member").select("member.id").whereRef("member.user_id", "=", "session.user_id"))),
      )
      .execute();
  });
}

function withMember<T>(
  db: Kysely<Tables>,
  by: By,
  memberId: string,
  work: (transaction: Kysely<AccountTables>, member: Member) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (outer) => {
    const transaction = accountsIn(outer);
    await lockMembers(transaction, by.organisationId);
    const member = await memberRows(transaction, by.organisationId).where("m.id", "=", memberId).executeTakeFirst();
    if (!member) throw new Refusal("not_found", "There is no such member in this organisation.");
    if (!mayManage(by.role, member.role)) {
      throw new Refusal(
        "forbidden",
        `Your role is ${by.role}; you cannot change a member who is ${member.role}. Ask an owner.`,
      );
    }
    return work(transaction, member);
  });
}

async function keepAnOwner(transaction: Kysely<AccountTables>, organisationId: string): Promise<void> {
  const { owners } = await transaction
    .selectFrom("member")
    .select((e) => e.fn.countAll<number>().as("owners"))
    .where("organisation_id", "=", organisationId)
    .where("role", "=", "owner")
    .executeTakeFirstOrThrow();
  if (owners > 1) return;
  throw new Refusal("last_owner", "This is the organisation's last owner. Make someone else an owner first.");
}

function memberRows(db: Kysely<AccountTables>, organisationId: string) {
  return db
    .selectFrom("member as m")
    .innerJoin("app_user as u", "u.id", "m.user_id")
    .select(["m.id", "m.user_id as userId", "u.name", "u.email", "m.role", "m.created_at as createdAt"])
    .where("m.organisation_id", "=", organisationId);
}
