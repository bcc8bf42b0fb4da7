import { setPassword, usePasswordReset } from "#store/accounts/passwords.ts";
import { endSessions } from "#store/accounts/sessions.ts";
import type { Sql } from "#store/db.ts";
import { type AccountAskedBy, noteAccount } from "./note-account.ts";

/** By the link that somebody was given: it is used up, and every session of the account ends. */
export async function resetPassword(
  db: Sql,
  asked: AccountAskedBy,
  { userId, tokenHash, hash }: { userId: string; tokenHash: string; hash: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await usePasswordReset(transaction, tokenHash, asked.now);
    await setPassword(transaction, userId, hash, asked.now);
    const ended = await endSessions(transaction, userId, null);
    await noteAccount(transaction, userId, asked, "password.reset", { endedSessions: { before: null, after: ended } });
  });
}
