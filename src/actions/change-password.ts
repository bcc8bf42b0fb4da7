import { setPassword } from "#store/accounts/passwords.ts";
import { endSessions } from "#store/accounts/sessions.ts";
import type { Sql } from "#store/db.ts";
import { type AccountAskedBy, noteAccount } from "./note-account.ts";

export interface PasswordChange {
  userId: string;
  /** The hash that the current password was held against. */
  was: string;
  hash: string;
  /** The session that asks, which goes on; the others end unless `keepOthers`. */
  sessionId: string;
  keepOthers: boolean;
}

/** @returns how many sessions ended */
export async function changePassword(db: Sql, asked: AccountAskedBy, change: PasswordChange): Promise<number> {
  const { userId, was, hash, sessionId, keepOthers } = change;
  return db.transaction().execute(async (transaction) => {
    await setPassword(transaction, userId, hash, asked.now, was);
    const ended = keepOthers ? 0 : await endSessions(transaction, userId, sessionId);
    await noteAccount(transaction, userId, asked, "password.changed", {
      endedSessions: { before: null, after: ended },
    });
    return ended;
  });
}
