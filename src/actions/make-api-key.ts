import { type ApiKey, createApiKey, type KeyMaker, type NewKey } from "#store/accounts/api-keys.ts";
import { type AskedBy, noteAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";

/** Refuses as the store's `createApiKey`. */
export async function makeApiKey(db: Sql, asked: AskedBy, by: KeyMaker, wanted: NewKey): Promise<ApiKey> {
  return db.transaction().execute(async (transaction) => {
    const key = await createApiKey(transaction, by, wanted, asked.now);
    const changes = { name: { before: null, after: key.name }, role: { before: null, after: key.role } };
    await noteAudit(transaction, {
      ...asked,
      verb: "api_key.created",
      subject: { kind: "api_key", id: key.id },
      changes,
    });
    return key;
  });
}
