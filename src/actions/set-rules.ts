import type { CallingRules } from "#domain/campaign/settings.ts";
import { type AuditNote, noteAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";
import { readRules, writeRules } from "#store/rules.ts";
import { auditChanges } from "./audit-changes.ts";

/** The organisation's rules, for every call from the next on; the engine reads them with each claim. */
export async function setRules(
  db: Sql,
  asked: Pick<AuditNote, "organisationId" | "actor" | "now" | "requestId">,
  rules: CallingRules,
): Promise<CallingRules> {
  await db.transaction().execute(async (transaction) => {
    const changes = auditChanges(await readRules(transaction, asked.organisationId), rules);
    if (Object.keys(changes).length === 0) return;
    await writeRules(transaction, asked.organisationId, rules, asked.now);
    await noteAudit(transaction, {
      ...asked,
      verb: "rules.changed",
      subject: { kind: "organisation", id: asked.organisationId },
      changes,
    });
  });
  return rules;
}
