import type { AuditSubjectKind } from "#domain/audit.ts";
import { type AuditNote, noteAudit } from "#store/audit.ts";
import { noteActivity } from "#store/campaign-moves.ts";
import type { Sql } from "#store/db.ts";

type ExportVerb = "contacts.exported" | "campaign.exported" | "do_not_call.exported" | "rejected_rows.exported";

/** Writes down, before the first line goes out, that people's data leaves as a file; a campaign's own activity tells of it as well. */
export async function noteExport(
  db: Sql,
  asked: Pick<AuditNote, "organisationId" | "actor" | "now" | "requestId">,
  verb: ExportVerb,
  subject: { kind: AuditSubjectKind; id: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await noteAudit(transaction, { ...asked, verb, subject });
    if (subject.kind !== "campaign") return;
    const { organisationId, actor, now } = asked;
    const note = { kind: "exported", text: "Exported the campaign as a file." };
    await noteActivity(transaction, { organisationId, campaignIds: [Number(subject.id)], actor, now, ...note });
  });
}
