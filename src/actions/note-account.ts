import type { AuditChange, AuditVerb } from "#domain/audit.ts";
import { organisationsOf } from "#store/accounts/members.ts";
import { type AskedBy, noteAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";

/** Who asked, outside of any organisation. */
export type AccountAskedBy = Omit<AskedBy, "organisationId">;

/** Writes down what was done to a person's account, in each organisation that the person can act in. */
export async function noteAccount(
  transaction: Sql,
  userId: string,
  asked: AccountAskedBy,
  verb: AuditVerb,
  changes: Readonly<Record<string, AuditChange>> = {},
): Promise<void> {
  const { actor, now, requestId } = asked;
  for (const organisationId of await organisationsOf(transaction, userId)) {
    const subject = { kind: "account", id: userId } as const;
    await noteAudit(transaction, { organisationId, actor, now, requestId, verb, subject, changes });
  }
}
