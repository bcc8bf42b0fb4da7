/** Where a person is signed in. A session's token is its key, and leaves the database in nobody's answer. */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { Tables } from "../tables.ts";
import type { PageRequest, Rows } from "./page.ts";
import { accountsIn } from "./tables.ts";

const SEEN_MILLISECONDS = 600_000;

export interface Session {
  id: string;
  createdAt: Date;
  /** To ten minutes. */
  lastSeenAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
}

/** Those that stand, the latest first. */
export async function listSessions(
  db: Kysely<Tables>,
  userId: string,
  page: PageRequest,
  now = new Date(),
): Promise<Rows<Session>> {
  const { after } = page;
  const standing = accountsIn(db).selectFrom("session").where("user_id", "=", userId).where("expires_at", ">", now);
  const rows = await standing
    .select(["id", "created_at as createdAt", "updated_at as lastSeenAt", "expires_at as expiresAt"])
    .select(["ip_address as address", "user_agent as userAgent"])
    .$if(after !== null, (query) => query.where(sql<boolean>`(created_at, id) < (${after?.createdAt}, ${after?.id})`))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const { total } = await standing.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows, total };
}

/** Refuses with `not_found` what is no session of this user. */
export async function endSession(db: Kysely<Tables>, userId: string, id: string): Promise<void> {
  const ended = await accountsIn(db)
    .deleteFrom("session")
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  if (!ended) throw new Refusal("not_found", "There is no such session of yours; it may have ended already.");
}

/** Ends a user's sessions. @param kept the one that goes on; null: none does. @returns how many ended */
export async function endSessions(db: Kysely<Tables>, userId: string, kept: string | null): Promise<number> {
  const ended = await accountsIn(db)
    .deleteFrom("session")
    .where("user_id", "=", userId)
    .where("id", "!=", kept ?? "")
    .returning("id")
    .execute();
  return ended.length;
}

/** Notes that a session is in use. */
export async function markSeen(db: Kysely<Tables>, id: string, lastSeenAt: Date, now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - SEEN_MILLISECONDS);
  if (lastSeenAt >= before) return;
  await accountsIn(db)
    .updateTable("session")
    .set({ updated_at: now })
    .where("id", "=", id)
    .where("updated_at", "<", before)
    .execute()
    // A database that cannot write at the moment (a full disk) can still answer what is read.
    .catch(() => {});
}
