import { endSession, endSessions } from "#store/accounts/sessions.ts";
import type { Sql } from "#store/db.ts";
import { type AccountAskedBy, noteAccount } from "./note-account.ts";

/** Signs a person out where one session is. Refuses with `not_found`. */
export async function endOneSession(db: Sql, asked: AccountAskedBy, userId: string, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await endSession(transaction, userId, id);
    await noteAccount(transaction, userId, asked, "session.ended", { endedSessions: { before: null, after: 1 } });
  });
}

/** Signs a person out everywhere but in the session that is kept. @returns how many ended */
export async function endOtherSessions(db: Sql, asked: AccountAskedBy, userId: string, kept: string): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const ended = await endSessions(transaction, userId, kept);
    if (ended === 0) return 0;
    await noteAccount(transaction, userId, asked, "session.ended", { endedSessions: { before: null, after: ended } });
    return ended;
  });
}
