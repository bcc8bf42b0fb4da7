import { deleteApiKey } from "#store/accounts/api-keys.ts";
import type { By } from "#store/accounts/members.ts";
import { type AskedBy, noteAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";

/** Refuses as the store's `deleteApiKey`. */
export async function revokeApiKey(db: Sql, asked: AskedBy, by: By, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { name } = await deleteApiKey(transaction, by, id);
    const changes = { name: { before: name, after: null } };
    await noteAudit(transaction, { ...asked, verb: "api_key.revoked", subject: { kind: "api_key", id }, changes });
  });
}
