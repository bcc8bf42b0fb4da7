import { type ApiKey, handOverApiKey as handOver } from "#store/accounts/api-keys.ts";
import type { By } from "#store/accounts/members.ts";
import { type AskedBy, noteAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";

/** Refuses as the store's `handOverApiKey`. */
export async function handOverApiKey(
  db: Sql,
  asked: AskedBy,
  by: By,
  { id, memberId }: { id: string; memberId: string },
): Promise<ApiKey> {
  return db.transaction().execute(async (transaction) => {
    const { before, after } = await handOver(transaction, by, id, memberId);
    // Ids: the log keeps no names of people beside those who acted.
    const changes = { memberId: { before: before.holder?.memberId ?? null, after: memberId } };
    await noteAudit(transaction, { ...asked, verb: "api_key.handed_over", subject: { kind: "api_key", id }, changes });
    return after;
  });
}
